import Foundation
import HTTPTypes
import NIOCore
import Observatory
import Record
import Testing

@testable import Server

@Suite("The shelf of pages")
struct PageShelfTests {
  private static func withShelf(
    _ body: (PageShelf, Observatory, Keyring) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("shelf-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plan = try ObservatoryPlan(title: LocalizedText(en: "Example"), origin: "example.org/log")
    let keys = try Observatory.create(at: folder, plan: plan, protection: .unprotected)
    let observatory = try Observatory(at: folder)
    try await record(
      "source/paper", "id: paper\nurl: https://example.org/a\npublisher: Example paper\n",
      observatory, keys)
    try await body(try PageShelf(observatory: observatory, edition: nil), observatory, keys)
  }

  private static func record(
    _ name: String, _ text: String, _ observatory: Observatory, _ keys: Keyring
  ) async throws {
    let reference = try #require(RecordReference(name))
    var draft = try observatory.draft(of: reference)
    try draft.replace(from: text, named: "test.yaml")
    _ = try await observatory.record(draft, keys: keys)
  }

  private static func answer(_ target: String, _ shelf: PageShelf) throws -> Server.Answer {
    try shelf.answer(to: Address(target: target, languages: "vi"), compressed: false)
  }

  private static func page(_ target: String, _ shelf: PageShelf) throws -> ShelvedPage {
    guard case .page(let page) = try answer(target, shelf) else {
      throw Moved(target: target)
    }
    return page
  }

  private struct Moved: Error { var target: String }

  @Test func theFirstPageIsTheReadersLanguage() async throws {
    try await Self.withShelf { shelf, _, _ in
      guard case .moved(let place, let varies) = try Self.answer("/", shelf) else {
        Issue.record("the first page did not move")
        return
      }
      #expect(place == "/vi/index.html")
      #expect(varies)
    }
  }

  @Test func aPageChangesWithTheRecord() async throws {
    try await Self.withShelf { shelf, observatory, keys in
      let before = try Self.page("/en/events/index.html", shelf)
      let event = """
        id: first
        when: '2020'
        title: {en: "Something happened"}
        kind: law
        sources: [paper]
        confidence: reported
        """
      try await Self.record("event/first", event, observatory, keys)
      try await Task.sleep(for: .milliseconds(50))
      let after = try Self.page("/en/events/index.html", shelf)
      #expect(before.digest != after.digest)
      #expect(String(buffer: after.body).contains("Something happened"))
      let page = try Self.page("/en/events/first.html", shelf)
      #expect(page.status == .ok)
    }
  }

  @Test func aCaseMoreStandsInItsListAndTheNoteStays() async throws {
    try await Self.withShelf { _, observatory, keys in
      let settings = "\(observatory.folder)/haidang.yaml"
      let text = try String(contentsOfFile: settings, encoding: .utf8)
      try (text + "\nnote: {en: \"Look twice\"}\n").write(
        toFile: settings, atomically: true, encoding: .utf8)
      let noted = try Observatory(at: observatory.folder)
      let shelf = try PageShelf(observatory: noted, edition: nil)
      #expect(
        String(buffer: try Self.page("/en/about/index.html", shelf).body).contains("Look twice"))
      for number in 1...3 {
        let content = """
          id: td-\(number)
          number: TD-\(number)
          restrictions:
            - {platform: river, country: VN, subject: item, measures: [removed], trigger: unknown, scope: unknown}
          notices: [{channel: email}]
          """
        try await Self.record("case/td-\(number)", content, noted, keys)
        // A page counts as fresh for 20 ms: a lower bound, which a slow machine only makes longer.
        try await Task.sleep(for: .milliseconds(50))
        let list = try Self.page("/en/docket/index.html", shelf)
        let body = String(buffer: list.body)
        #expect((1...3).allSatisfy { body.contains("td-\($0).html") == ($0 <= number) })
      }
      #expect(
        String(buffer: try Self.page("/en/about/index.html", shelf).body).contains("Look twice"))
    }
  }

  @Test(arguments: [
    "/keys/private.unprotected", "/keys/private.age", "/record.sqlite", "/journal/2025-10.jsonl",
    "/haidang.yaml", "/exhibits/ab", "/ledger/state", "/../haidang.yaml", "/en/nothing.html",
  ])
  func whatIsNotPublicIsNotThere(target: String) async throws {
    try await Self.withShelf { shelf, _, _ in
      let page = try Self.page(target, shelf)
      #expect(page.status == .notFound)
    }
  }

  @Test(arguments: ["from=soon", "kind=nonsense", "n=0", "unknown=1", "after=x"])
  func aQueryThatCannotBeReadIsExplained(query: String) async throws {
    try await Self.withShelf { shelf, _, _ in
      let page = try Self.page("/en/events/index.html?\(query)", shelf)
      #expect(page.status == .badRequest)
    }
  }

  @Test(arguments: [
    ("/en/events/index.html?q=" + String(repeating: "a", count: 9000), 414),
    ("/en/about/index.html?" + String(repeating: "x=1&", count: 3000), 414),
    ("/en/" + String(repeating: "a", count: 3000), 414),
    ("/en/events/index.html?q=" + String(repeating: "%C4%91", count: 600), 400),
    ("/en/events/index.html?q=%zz", 400), ("/en/%zz", 400), ("/en/%ff", 400),
    ("/en/" + String(repeating: "a", count: 1500), 404),
  ])
  func anAddressThatIsTooLongOrMalformedIsToldSo(target: String, status: Int) async throws {
    try await Self.withShelf { shelf, _, _ in
      let page = try Self.page(target, shelf)
      #expect(page.status.code == status)
      #expect(String(buffer: page.body).contains("</h1>"))
    }
  }

  @Test func aLongSearchIsStillASearch() async throws {
    try await Self.withShelf { shelf, _, _ in
      let words = String(repeating: "%C4%91", count: 200) + "&source=paper&status=confirmed"
      let kinds = EventKind.allCases.map { "&kind=\($0.rawValue)" }.sorted().joined()
      let page = try Self.page("/vi/events/index.html?\(kinds.dropFirst())&q=\(words)", shelf)
      #expect(page.status == .ok)
    }
  }

  @Test func theIconIsWhereBrowsersLookForIt() async throws {
    try await Self.withShelf { shelf, _, _ in
      let icon = try Self.page("/favicon.ico", shelf)
      #expect(icon.status == .ok && icon.mediaType == "image/vnd.microsoft.icon")
      #expect(!icon.isCompressible)
    }
  }

  @Test func thePublicKeysAndTheLedgerAreThere() async throws {
    try await Self.withShelf { shelf, _, _ in
      for path in ["/keys/ledger.vkey", "/keys/release.pub", "/ledger/checkpoint"] {
        let page = try Self.page(path, shelf)
        #expect(page.status == .ok, "\(path)")
      }
    }
  }
}
