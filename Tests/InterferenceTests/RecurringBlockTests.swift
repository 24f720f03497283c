import Bytes
import Record
import Signals
import Testing

@testable import Interference

@Suite("A block that comes back at the same hours")
struct RecurringBlockTests {
  /// From 18 to 21 o'clock in Viet Nam on so many evenings, from the 25th of January on.
  private static func evenings(_ count: Int, share: Double = 0.95) -> MadeUpCountry {
    var country = MadeUpCountry(seed: 305)
    country.code = "VN"
    for evening in 0..<count {
      let begin = 480 + evening * 24 + 11
      country.happenings.append(
        .init(
          .block(share, .dns, .dnsSinkhole, hasArtefact: true), hours: begin..<begin + 3,
          targets: [8]))
    }
    return country
  }

  @Test func isOneEpisodeOverAllNetworksFromItsFirstEveningToItsLast() throws {
    let country = Self.evenings(14)
    let rows = country.observations
    let episodes = EpisodeDetector().episodes(in: rows)
    let episode = try #require(episodes.first)
    #expect(episodes.count == 1 && episode.isAlarm)
    #expect(episode.labels.contains(.recurring))
    #expect(episode.networks == country.networks)
    let daily = try #require(episode.recurrence)
    #expect(daily == Recurrence(firstHour: 11, hours: 3, days: 14))
    #expect(abs(episode.onset.estimate - country.time(ofHour: 491)) <= 3600)
    let end = try #require(episode.end)
    #expect(abs(end.estimate - country.time(ofHour: 480 + 13 * 24 + 14)) <= 3600)

    let drafts = EpisodeMethod().findings(in: rows)
    #expect(drafts.count == 1)
    let finding = try #require(drafts.first).content
    #expect(finding["recurrence"]["from"] == "11:00" && finding["recurrence"]["until"] == "14:00")
    // Fourteen, in fives.
    #expect(finding["recurrence"]["days"] == 10)
    #expect(!finding["labels"].elements.contains("hours-or-people"))
    #expect(finding["labels"].elements.contains("recurring"))
    #expect(finding["end"]["estimate"].text?.hasPrefix("2026-02-0") ?? false)
    #expect(finding["state"] == "impaired")
  }

  /// Where everybody measures at an hour of their own, nobody can tell a block of each evening from one of some people.
  @Test func saysWhereItMayBeWhoMeasuresAndNotWhen() throws {
    let country = Self.evenings(20)
    let rows = country.observations.filter { row in
      let own = StableHash(row.vantagePoint).high % 8 * 3 + 2
      return (UInt64(row.start / 3600) + 48 - own) % 24 < 3
    }
    let episode = try #require(
      EpisodeDetector().episodes(in: rows).first { $0.labels.contains(.recurring) })
    #expect(episode.labels.contains(.hoursOrPeople))
  }

  /// A state that a program knows after a few evenings bears the name it has after all of them.
  @Test func keepsTheNameThatItsFirstEveningsGaveIt() throws {
    let country = Self.evenings(14)
    let rows = country.observations
    let whole = try #require(EpisodeDetector().episodes(in: rows).first)
    for evening in [7, 10, 13] {
      let sofar = rows.filter { $0.start < country.time(ofHour: 480 + evening * 24) }
      let episodes = EpisodeDetector().episodes(in: sofar)
      #expect(episodes.map(\.id) == [whole.id], "evening \(evening)")
      #expect(episodes.first?.labels.contains(.recurring) ?? false)
    }
  }

  @Test func isNotABlockThatStaysNorOneOfFourDays() {
    var country = Self.evenings(0)
    country.happenings = [
      .init(
        .block(0.95, .dns, .dnsSinkhole, hasArtefact: true), hours: 480..<1200, targets: [8])
    ]
    let staying = EpisodeDetector().episodes(in: country.observations)
    #expect(staying.count == 1 && staying[0].recurrence == nil)
    #expect(
      EpisodeDetector().episodes(in: Self.evenings(4).observations)
        .allSatisfy { $0.recurrence == nil })
  }

  /// Lines that are full in the evening lose one measurement in six.
  @Test func isNotABusyHour() {
    let country = Self.evenings(30, share: 0.16)
    #expect(EpisodeDetector().episodes(in: country.observations) == [])
  }

  @Test func hoursGoOverMidnight() {
    let band = HourBand(start: 22, length: 4)
    let midnight: Int64 = 1_767_225_600
    #expect(band.contains(midnight) && band.contains(midnight - 7200))
    #expect(!band.contains(midnight - 7201) && !band.contains(midnight + 7200))
    #expect(band.day(of: midnight - 7200) == band.day(of: midnight + 7199))
    #expect(band.day(of: midnight - 7201) + 1 == band.day(of: midnight))
    #expect(band.forward(midnight + 7200) == midnight + 22 * 3600)
    #expect(band.back(midnight + 7200) == midnight + 7200)
    #expect(band.back(midnight + 80_000 - 3600) == midnight + 7200)
    #expect(band.isNear(midnight + 10_799) && !band.isNear(midnight + 10_800))
    #expect(HourBand(start: 0, length: 2).day(of: 0) == 1 && HourBand.all(2...8).count == 168)
  }
}
