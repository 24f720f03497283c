import Bytes
import Signals
import Testing

@testable import Interference

@Suite("A change that other countries share is no block")
struct GlobalChangeTests {
  private static let begin: Int64 = 1_767_571_200
  private static let onset = 14 * 24

  /// A country in which a target works for two weeks and then fails, or goes on to work.
  private func country(
    _ code: String, from first: UInt32 = 64_500, networks: UInt32 = 3,
    people: Int = 3, isNamed: Bool = true,
    fails: Bool = true, layer: Layer = .dns, isArtefact: Bool = false, every: Int = 3
  ) -> [Observation] {
    var rows: [Observation] = []
    for hour in stride(from: 0, to: Self.onset + 72, by: every) {
      for network in 0..<networks {
        for person in 0..<people {
          let isBlocked = fails && hour >= Self.onset
          let who = "\(code)\(first + network)\(person)"
          let name = isNamed ? who : "\(who) \(hour)"
          rows.append(
            Observation(
              measurement: "\(name) \(hour)", target: "news.example", test: "web_connectivity",
              country: code, network: first + network, vantagePoint: name, isPseudonym: isNamed,
              start: Self.begin + Int64(hour) * 3600 + Int64(person) * 120,
              state: isBlocked ? .blocked : .ok, layer: isBlocked ? layer : nil,
              mechanism: isBlocked ? (isArtefact ? .dnsSinkhole : .dnsNoSuchName) : nil,
              hasArtefact: isBlocked && isArtefact, cameOutside: true))
        }
      }
    }
    return rows
  }

  private func isVetoed(_ rows: [Observation]) throws -> Bool {
    let found = EpisodeDetector().episodes(in: BurstCheck().judged(rows))
    let own = try #require(found.first { $0.country == "XA" })
    #expect(abs(own.onset.estimate / 3600 - Self.begin / 3600 - Int64(Self.onset)) <= 4)
    return own.labels.contains(.global)
  }

  @Test func whatFailsInMostCountriesAtOnceIsGlobal() throws {
    let rows = ["XA", "XB", "XC", "XD"].flatMap { country($0) }
    #expect(try isVetoed(rows))
    #expect(try isVetoed(rows + country("XE", fails: false)))
    // Five countries of two vantage points each weigh more than three of three.
    let small = (0..<5).flatMap { country("Y\($0)", networks: 1, people: 2, every: 1) }
    #expect(try isVetoed(country("XA") + small))
  }

  @Test func noOutageIsWhatOtherNetworksOfTheCountryDoNotSee() throws {
    let own = country("XA", networks: 1) + country("XA", from: 64_600, networks: 2, fails: false)
    let elsewhere = ["XB", "XC", "XD"].flatMap { country($0) }
    #expect(try !isVetoed(own + elsewhere))
    // One other network alone may have a cache.
    let one = country("XA", networks: 1) + country("XA", from: 64_600, networks: 1, fails: false)
    #expect(try isVetoed(one + elsewhere))
  }

  @Test func reportsThatAnybodyCanSendFromThreeCountriesHideNoBlock() throws {
    let forged = ["XB", "XC", "XD"].flatMap {
      country($0, networks: 1, people: 3, isNamed: false, every: 4)
    }
    #expect(EpisodeDetector().episodes(in: forged).count == 3)
    #expect(try !isVetoed(country("XA") + forged))
    let episodes = EpisodeDetector().episodes(in: country("XA") + forged)
    #expect(episodes.first { $0.country == "XA" }?.isAlarm ?? false)
  }

  @Test func whatIsReachedInAsManyCountriesIsNoGlobalChange() throws {
    let failing = ["XB", "XC", "XD"].flatMap { country($0) }
    let fine = ["XE", "XF", "XG"].flatMap { country($0, fails: false) }
    #expect(try !isVetoed(country("XA") + failing + fine))
  }

  @Test func otherLayersAndTracesOfInterferenceAreNoGlobalChange() throws {
    let failing = ["XB", "XC", "XD"].flatMap { country($0) }
    #expect(try !isVetoed(country("XA", layer: .tls) + failing))
    #expect(try !isVetoed(country("XA", isArtefact: true) + failing))
  }
}

@Suite("Titles of episodes")
struct EpisodeTitleTests {
  @Test func sayWhatHappenedWhereNoTargetDoes() throws {
    let country = EpisodeReplayTests.country
    // From within an hour to within another: on the hour it would look like missing files.
    let silent = country.time(ofHour: 599) + 600..<country.time(ofHour: 640) + 3000
    let drafts = EpisodeMethod().findings(
      in: country.observations.filter { !silent.contains($0.start) }.map { row in
        var row = row
        row.country = "VN"
        return row
      } + [
        Observation(
          measurement: "other", target: "other.example", test: "web_connectivity", country: "TH",
          network: 64_510, vantagePoint: "o", isPseudonym: true,
          start: country.time(ofHour: 610), state: .ok)
      ])
    let draft = try #require(drafts.first { $0.content["state"].text == "collapse" })
    // The thirtieth has too few to be told by itself.
    let title = draft.content["title"]
    #expect(title["en"].text == "Measurements stopped · VN · 2026-01-29")
    #expect(title["vi"].text == "Phép đo ngừng hẳn · VN · 2026-01-29")
  }
}
