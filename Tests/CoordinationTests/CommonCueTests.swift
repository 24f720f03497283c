import Signals
import Testing

@testable import Coordination

/// Made-up communities in which people share a cue and have agreed on nothing.
@Suite("People who share a cue are never called high") struct CommonCueTests {
  typealias Made = MadeUpActions

  /// The strongest group that holds accounts of a name.
  private func group(of name: String, in actions: Made) -> (level: Level, cues: [CommonCue])? {
    let incidence = Incidence(actions.columns)
    let groups = LockstepSearch().findings(in: actions.columns).groups.filter { group in
      group.core.contains {
        actions.columns.accounts[incidence.accountName[Int($0)]].hasPrefix(name)
      }
    }
    return groups.map { ($0.tests.level, $0.tests.cues) }.max { $0.0 < $1.0 }
  }

  @Test("Readers twelve time zones away, when they get up: one hour of the day") func farAway()
    throws
  {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      for day in 0..<27 as Range<Int64> {
        for paper in 0..<4 as Range<Int64> {
          let made = Made.start + day * Made.day + Made.hour + Int64(actions.draw.below(1_800_000))
          for reader in 0..<60 where actions.draw.happens(0.3) {
            let late = Int64(35 * Double(Made.minute) * actions.draw.normal())
            actions.act(
              "reader \(reader)", "comment", on: "story \(day) \(paper)", of: "paper \(paper)",
              made: made, at: Made.start + day * Made.day + 12 * Made.hour + late)
          }
        }
      }
      let found = try #require(group(of: "reader", in: actions))
      #expect(found.level == .medium)
      #expect(found.cues.contains(.hourOfDay))
    }
  }

  @Test("Pupils of four teachers, each with an hour of its own") func lessons() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      for day in 0..<27 as Range<Int64> where day % 7 < 5 {
        for (teacher, hour) in ([1, 3, 6, 8] as [Int64]).enumerated()
        where (Int(day) + teacher) % 2 == 0 {
          let begins =
            Made.start + day * Made.day + hour * Made.hour + Int64(actions.draw.below(600_000))
          let made =
            Made.start + day * Made.day - 10 * Made.hour + Int64(actions.draw.below(3_600_000))
          for pupil in 0..<28 where actions.draw.happens(0.85) {
            actions.act(
              "pupil \(pupil)", "comment", on: "page \(day) \(teacher)", of: "teacher \(teacher)",
              made: made, at: begins + Int64(actions.draw.below(300_000)))
          }
        }
      }
      let found = try #require(group(of: "pupil", in: actions))
      #expect(found.level == .medium)
      #expect(found.cues.contains(.hourOfOwner) && found.cues.contains(.regularTimes))
    }
  }

  @Test("An export that holds when it asked, every six hours: regular times") func polled() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      for post in 0..<60 {
        let made = Made.start + Int64(actions.draw.uniform() * 26 * Double(Made.day))
        for fan in 0..<60 where actions.draw.happens(0.4) {
          let acted = made + actions.delay(median: 2 * Double(Made.hour), sigma: 1.2)
          let asked = (acted / (6 * Made.hour) + 1) * 6 * Made.hour + 137_000
          actions.act(
            "fan \(fan)", "comment", on: "liked \(post)", of: "star \(post % 4)", made: made,
            at: asked + Int64(actions.draw.below(40_000)))
        }
      }
      let found = try #require(group(of: "fan", in: actions))
      #expect(found.level == .medium)
      #expect(found.cues.contains(.regularTimes))
    }
  }

  @Test("Supporters at live matches of five clubs follow the matches") func live() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      for night in 1..<10 as Range<Int64> {
        let begins =
          Made.start + night * 3 * Made.day - Int64(actions.draw.uniform() * 9 * Double(Made.hour))
        for goal in 0..<12 as Range<Int64> {
          let made = begins + goal * 500_000
          for fan in 0..<150 where actions.draw.happens(0.25) {
            actions.act(
              "fan \(fan)", "comment", on: "live \(night) \(goal)", of: "club \(goal % 5)",
              made: made, at: made + actions.delay(median: 70_000, sigma: 0.7))
          }
        }
      }
      let found = try #require(group(of: "fan", in: actions))
      #expect(found.level == .audience || found.level == .medium && !found.cues.isEmpty)
    }
  }

  @Test("Newsroom programs that pass on one feed are in lockstep, at one age of the target")
  func feed() throws {
    var actions = Made(seed: 9)
    actions.crowd()
    for post in 0..<40 {
      let at = Made.start + Int64(post) * 11 * Made.hour
      for account in 0..<6 {
        actions.act(
          "desk \(account)", "share", on: "story \(post)", of: "agency", made: at,
          at: at + Int64(actions.draw.below(20_000)))
      }
    }
    let found = try #require(group(of: "desk", in: actions))
    #expect(found.level == .medium)
    #expect(found.cues.contains(.ageOfTarget))
  }

  @Test("Comments that wait and are let through together: everybody") func queue() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      let released = (0..<56).map { _ in
        Made.start + Int64(actions.draw.uniform() * 28 * Double(Made.day))
      }.sorted()
      func letThrough(_ time: Int64, _ draw: inout SplitMix64) -> Int64 {
        (released.first { $0 >= time } ?? time) + Int64(draw.below(20_000))
      }
      for post in 0..<60 {
        let made = Made.start + Int64(actions.draw.uniform() * 26 * Double(Made.day))
        for visitor in 0..<85 where visitor > 59 || actions.draw.happens(0.35) {
          let name = visitor < 60 ? "fan \(visitor)" : "person \(actions.draw.below(3000))"
          let acted = made + actions.delay(median: 2 * Double(Made.hour), sigma: 1.2)
          actions.act(
            name, "comment", on: "liked \(post)", of: "star \(post % 4)", made: made,
            at: letThrough(acted, &actions.draw))
        }
      }
      let found = try #require(group(of: "fan", in: actions))
      #expect(found.level == .medium)
      #expect(found.cues.contains(.everybody))
    }
  }

  @Test("Subscribers and others when a premiere opens, days after its upload: an opening")
  func premiere() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      for film in 0..<48 {
        let opens = Made.start + Int64((7 + 20 * actions.draw.uniform()) * Double(Made.day))
        let made = opens - Int64((1 + 5 * actions.draw.uniform()) * Double(Made.day))
        for fan in 0..<60 where actions.draw.happens(0.5) {
          actions.act(
            "fan \(fan)", "comment", on: "film \(film)", of: "studio \(film % 4)", made: made,
            at: opens + actions.delay(median: 20 * Double(Made.minute), sigma: 0.9))
        }
        for _ in 0..<12 {
          actions.act(
            "person \(actions.draw.below(3000))", "comment", on: "film \(film)",
            of: "studio \(film % 4)", made: made,
            at: opens + Made.hour + actions.delay(median: 3 * Double(Made.hour), sigma: 1))
        }
      }
      let found = try #require(group(of: "fan", in: actions))
      #expect(found.level == .medium)
      #expect(found.cues.contains(.opening))
    }
  }

  @Test("Readers of one list of give-aways: many owners") func list() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      for issue in 0..<14 as Range<Int64> {
        let told =
          Made.start + (issue * 2 + 3) * Made.day
          + Int64(actions.draw.uniform() * 15 * Double(Made.hour))
        for entry in 0..<4 {
          let made = told - Int64((8 + 52 * actions.draw.uniform()) * Double(Made.hour))
          let shop = actions.draw.below(25)
          for player in 0..<70 where actions.draw.happens(0.45) {
            actions.act(
              "player \(player)", "comment", on: "prize \(issue) \(entry)", of: "shop \(shop)",
              made: made, at: told + actions.wait(mean: 40 * Double(Made.minute)))
          }
        }
      }
      let found = try #require(group(of: "player", in: actions))
      #expect(found.level == .medium)
      #expect(found.cues.contains(.manyOwners))
    }
  }

  @Test("A raid on three owners at any time follows no cue, and is high") func raid() throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      actions.raid(
        accounts: 12, posts: 15, owners: 3, jitter: 90_000, age: Made.hour...2 * Made.day)
      let found = try #require(group(of: "member", in: actions))
      #expect(found.level == .high && found.cues.isEmpty)
    }
  }

  @Test("Visits at any time are seldom taken for regular ones") func anyTime() {
    var draw = SplitMix64(seed: 5)
    var (regular, oneHour) = (0, 0)
    for _ in 0..<2000 {
      let visits = (0..<(4 + draw.below(20))).map { _ in
        Int64(draw.uniform() * 28 * Double(VisitTimes.day))
      }
      if VisitTimes.isRegular(visits) ?? false { regular += 1 }
      if VisitTimes.isOneHour(visits) ?? false { oneHour += 1 }
    }
    #expect(regular <= 4)
    #expect(oneHour == 0)
  }

  @Test("Clocks go round: ten to midnight and ten past are near") func round() {
    let midnight = 20 * VisitTimes.day
    let near: [Int64] = (0..<10).map {
      midnight + $0 * VisitTimes.day + ($0 % 2 == 0 ? -600_000 : 600_000)
    }
    #expect(VisitTimes.isOneHour(near) == true)
    #expect(VisitTimes.arc(near, of: VisitTimes.day, share: 1) == 1_200_000)
    #expect(VisitTimes.apart(near[0], near[1], in: VisitTimes.day) == 1_200_000)
  }
}
