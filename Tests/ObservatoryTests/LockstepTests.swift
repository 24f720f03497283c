import Bytes
import Coordination
import Foundation
import Record
import Testing

@testable import Observatory

@Suite("Lockstep in the record")
struct LockstepTests {
  private static let map =
    "actor=reporter,target=post,owner=page,target_time=posted_at,timestamp=created_at,action_id=report_id"

  private static func options() throws -> ActionReadingOptions {
    var options = ActionReadingOptions()
    options.map = try ColumnMap(parsing: map)
    return options
  }

  private static func write(_ text: String, _ name: String, beside shop: Workshop) throws -> String
  {
    let path = shop.folder + "-" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Takes a file in under a name that names somebody, and takes the file away.
  private static func take(
    _ text: String, in observatory: Observatory, _ shop: Workshop
  ) async throws -> ActionsIntake {
    let path = try write(text, "Clearname.csv", beside: shop)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await observatory.take(actionsIn: [path], try options(), keys: shop.keys)
  }

  private static func findings(_ observatory: Observatory) throws -> [RecordVersion] {
    var found: [RecordVersion] = []
    try observatory.holdings.each(.lockstep) { found.append($0) }
    return found
  }

  @Test func importKeepsNoNameInClear() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      let intake = try await Self.take(MadeUpComplaints.usual().csv, in: observatory, shop)
      #expect(intake.added == 1)
      #expect(intake.actions > 7000)
      #expect(intake.files.first?.codes.inClear == ["comment", "hate", "other", "report", "spam"])
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let files = FileManager.default.enumerator(atPath: shop.folder)
      var count = 0
      while let name = files?.nextObject() as? String {
        let path = "\(shop.folder)/\(name)"
        guard let bytes = FileManager.default.contents(atPath: path) else { continue }
        count += 1
        for clear in ["learname", "clear.example", "LEARNAME", "please remove"] {
          #expect(bytes.range(of: Data(clear.utf8)) == nil, "\(clear) in \(name)")
          #expect(!name.contains(clear))
        }
      }
      #expect(count > 5)
      let key = "\(shop.folder)/keys/accounts.key"
      let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func theSameActionsInAnyOrderAreOneExhibit() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      var made = MadeUpComplaints.usual()
      _ = try await Self.take(made.csv, in: observatory, shop)
      let size = await observatory.size
      made.rows.reverse()
      let again = try await Self.take(made.csv, in: observatory, shop)
      #expect(again.added == 0)
      #expect(again.known == 1)
      #expect(await observatory.size == size)
    }
  }

  @Test func findsWhatTheFileItselfGives() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      let csv = MadeUpComplaints.usual().csv
      _ = try await Self.take(csv, in: observatory, shop)
      let detection = try await observatory.searchLockstep(keys: shop.keys)
      #expect(detection.new.count == 1)
      let version = try #require(try Self.findings(observatory).first)
      let key = try #require(try observatory.accountKeyIfAny())
      var options = try Self.options()
      options.pseudonyms = key.pseudonyms
      options.key = key.hashKey
      let path = try Self.write(csv, "again.csv", beside: shop)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let columns = try ActionFiles.read([path], options).columns
      let told = LockstepSearch().told(in: columns).findings.filter { $0.accounts.count >= 5 }
      let finding = try #require(told.first)
      #expect(told.count == 1)
      let recorded = try LockstepFinding(record: version.content)
      #expect(recorded.json.canonicalText == finding.json.canonicalText)
      let view = try Lockstep(version.content)
      #expect(view.level == .high)
      #expect(view.accounts.count == 12)
      #expect(
        finding.accounts.contains {
          $0.name == key.pseudonym(of: "Clearname Member 0", as: .account)
        })
    }
  }

  @Test func aSearchThatFindsTheSameRecordsNothing() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      _ = try await Self.take(MadeUpComplaints.usual().csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let size = await observatory.size
      let again = try await observatory.searchLockstep(keys: shop.keys)
      #expect(again.unchanged.count == 1)
      #expect(await observatory.size == size)
    }
  }

  @Test func theOrderOfFilesAndOverlapsLeaveNoTrace() async throws {
    let made = MadeUpComplaints.usual()
    let half = made.rows.count / 2
    func text(_ rows: ArraySlice<String>) -> String {
      MadeUpComplaints.head + "\n" + rows.joined(separator: "\n") + "\n"
    }
    // Those in the middle stand in both files.
    let parts = [text(made.rows[..<(half + 300)]), text(made.rows[(half - 300)...])]
    var contents: [JSONValue] = []
    try await Workshop.with { shop in
      let key = shop.folder + "/keys/accounts.key"
      for order in [[0, 1], [1, 0]] {
        try await Workshop.with { other in
          let observatory = try other.open()
          if FileManager.default.fileExists(atPath: key) {
            try FileManager.default.copyItem(
              atPath: key, toPath: other.folder + "/keys/accounts.key")
          }
          for part in order { _ = try await Self.take(parts[part], in: observatory, other) }
          _ = try await observatory.searchLockstep(keys: other.keys)
          contents.append(try #require(try Self.findings(observatory).first).content)
          if !FileManager.default.fileExists(atPath: key) {
            try FileManager.default.copyItem(
              atPath: other.folder + "/keys/accounts.key", toPath: key)
          }
        }
      }
    }
    #expect(contents.count == 2)
    #expect(contents[0]["search"]["actions"].int == made.rows.count)
    #expect(contents[0].canonicalText == contents[1].canonicalText)
  }

  @Test func moreActionsGiveANewVersionOrTakeAFindingBack() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      _ = try await Self.take(MadeUpComplaints.usual(posts: 10).csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let first = try #require(try Self.findings(observatory).first)
      // The same crowd, and more raids of the same accounts.
      _ = try await Self.take(MadeUpComplaints.usual(posts: 14).csv, in: observatory, shop)
      let more = try await observatory.searchLockstep(keys: shop.keys)
      #expect(more.changed == [first.reference])
      #expect(try observatory.holdings.history(of: first.reference).count == 2)
      // Nothing is left of it after its last day.
      let late = CivilDay(parsing: "2026-06-01")
      let none = try await observatory.searchLockstep(since: late, keys: shop.keys)
      #expect(none.withdrawn.isEmpty)
    }
  }

  @Test func aFindingThatGotAnotherNameIsTakenBackAndNamesIt() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      _ = try await Self.take(MadeUpComplaints.usual(posts: 10).csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let first = try #require(try Self.findings(observatory).first)
      // Earlier raids of the same accounts come to light.
      var earlier = MadeUpComplaints(seed: 9)
      earlier.raid(posts: 4, name: "Member", day: -5)
      _ = try await Self.take(earlier.csv, in: observatory, shop)
      let after = try await observatory.searchLockstep(keys: shop.keys)
      #expect(after.new.count == 1)
      #expect(after.withdrawn == [first.reference])
      let gone = try #require(try observatory.holdings.version(of: first.reference))
      #expect(gone.number == 2)
      let name = try #require(after.new.first?.id.text)
      for language in ["vi", "en"] {
        #expect(gone.content["retracted"]["reason"][language].text?.contains(name) == true)
      }
      // What was taken back is not taken back again.
      let size = await observatory.size
      _ = try await observatory.searchLockstep(keys: shop.keys)
      #expect(await observatory.size == size)
    }
  }

  @Test func whatIsNoLongerFoundIsTakenBack() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      var crowd = MadeUpComplaints(seed: 9)
      crowd.crowd()
      _ = try await Self.take(crowd.csv, in: observatory, shop)
      _ = try await Self.take(MadeUpComplaints.usual(posts: 10).csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let first = try #require(try Self.findings(observatory).first)
      // It turns out that the second file is no export of the platform.
      let second = try #require(try observatory.exhibits(.actions).last)
      _ = try await observatory.set(
        aside: true, second.digest, because: "not what the platform sent", keys: shop.keys)
      let after = try await observatory.searchLockstep(keys: shop.keys)
      #expect(after.withdrawn == [first.reference])
      #expect(after.new.isEmpty && after.changed.isEmpty)
      let newest = try #require(try observatory.holdings.version(of: first.reference))
      #expect(newest.number == 2)
      #expect(newest.content["retracted"]["reason"]["vi"].text?.isEmpty == false)
    }
  }

  @Test func hundredsThatComeAtOneTimeAreABlock() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      var made = MadeUpComplaints.usual(posts: 10)
      // Too many on each post for pairs to say anything.
      made.raid(accounts: 700, posts: 10)
      _ = try await Self.take(made.csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let found = try Self.findings(observatory)
      #expect(found.contains { !$0.content["block"].isNull })
      #expect(found.allSatisfy { $0.content["level"].text != "high" || $0.content["block"].isNull })
      let again = try observatory.reproduceLockstep(nil)
      #expect(again.allSatisfy { $0.outcome == .same })
    }
  }

  @Test func reproducesByteForByteAndSeesAChangedFile() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      _ = try await Self.take(MadeUpComplaints.usual(posts: 10).csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      _ = try await Self.take(MadeUpComplaints.usual(posts: 14).csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      #expect(try observatory.reproduceLockstep(nil).map(\.outcome) == [.same])
      #expect(try observatory.reproduceLockstep(nil, number: 1).map(\.outcome) == [.same])
      let exhibit = try #require(try observatory.exhibits(.actions).first)
      let path = ExhibitShelf(folder: shop.folder).path(of: exhibit.digest)
      var bytes = try #require(FileManager.default.contents(atPath: path))
      bytes[bytes.count - 2] ^= 1
      try FileManager.default.removeItem(atPath: path)
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(try observatory.reproduceLockstep(nil).map(\.outcome) == [.otherExhibits])
    }
  }

  @Test func aLostKeyIsToldInsteadOfMadeAnew() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      _ = try await Self.take(MadeUpComplaints.usual().csv, in: observatory, shop)
      try FileManager.default.removeItem(atPath: shop.folder + "/keys/accounts.key")
      await #expect(throws: ObservatoryError.self) {
        _ = try await Self.take(MadeUpComplaints.usual(posts: 3).csv, in: observatory, shop)
      }
    }
  }

  @Test func reasonsThatPeopleWroteStandUnderPseudonyms() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      var made = MadeUpComplaints.usual()
      for row in 0..<400 {
        made.rows[row] = made.rows[row].replacingOccurrences(
          of: ",spam,", with: ",Clearname did it \(row),")
      }
      let intake = try await Self.take(made.csv, in: observatory, shop)
      let codes = try #require(intake.files.first?.codes)
      #expect(codes.hidden > 100)
      #expect(codes.inClear == ["comment", "hate", "other", "report", "spam"])
    }
  }

  @Test func aNameTypedAsAReasonByManyStandsUnderAPseudonym() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      var made = MadeUpComplaints.usual()
      for row in made.rows.indices {
        made.rows[row] = made.rows[row]
          .replacingOccurrences(of: ",spam,", with: ",clearname77,")
          .replacingOccurrences(of: ",hate,", with: ",Hate_Speech,")
          .replacingOccurrences(of: ",other,", with: ",policy-7,")
      }
      let path = try Self.write(made.csv, "complaints.csv", beside: shop)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let intake = try await observatory.take(
        actionsIn: [path], try Self.options(), inClear: ["Policy-7"], keys: shop.keys)
      let codes = try #require(intake.files.first?.codes)
      #expect(codes.inClear == ["Hate_Speech", "comment", "policy-7", "report"])
      #expect(codes.hidden == 1)
      #expect(codes.shared == ["clearname77"])
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let files = FileManager.default.enumerator(atPath: shop.folder)
      while let name = files?.nextObject() as? String {
        guard let bytes = FileManager.default.contents(atPath: "\(shop.folder)/\(name)") else {
          continue
        }
        #expect(bytes.range(of: Data("clearname77".utf8)) == nil, "\(name)")
      }
    }
  }

  @Test func anEditionHasThePagesInBothLanguagesAndProvesThem() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      _ = try await Self.take(MadeUpComplaints.usual().csv, in: observatory, shop)
      _ = try await observatory.searchLockstep(keys: shop.keys)
      let id = try #require(try Self.findings(observatory).first?.reference.id)
      let place = shop.folder + "/edition"
      _ = try await observatory.publish(to: place, keys: shop.keys)
      let files = FileManager.default
      for language in ["vi", "en"] {
        for name in ["index.html", "\(id).html", "index.atom", "index.feed.json"] {
          #expect(files.fileExists(atPath: "\(place)/\(language)/lockstep/\(name)"), "\(name)")
        }
        let owners = try files.contentsOfDirectory(atPath: "\(place)/\(language)/lockstep")
          .filter { $0.hasPrefix("owner-u") }
        #expect(owners.count == 4)
      }
      for name in ["evidence.csv", "edges.csv", "gexf", "graphml"] {
        #expect(files.fileExists(atPath: "\(place)/data/\(id).\(name)"), "\(name)")
      }
      let all = files.enumerator(atPath: place)
      while let name = all?.nextObject() as? String {
        guard let bytes = files.contents(atPath: "\(place)/\(name)") else { continue }
        #expect(bytes.range(of: Data("learname".utf8)) == nil, "\(name)")
        #expect(!name.contains("accounts.key") && !name.hasPrefix("exhibits"), "\(name)")
      }
    }
  }
}
