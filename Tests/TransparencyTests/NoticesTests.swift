import Mutation
import Record
import Testing
import Transparency

@Suite("Notices and statements as documents")
struct NoticesTests {
  @Test(arguments: [
    ("https://video.example/watch?v=1#t", "https[:]//video[.]example/watch"),
    ("https[:]//video[.]example/a.b", "https[:]//video[.]example/a.b"),
    ("hxxp://video.example", "http[:]//video[.]example"),
    ("http://name:word@video.example/", "http[:]//video[.]example/"),
    ("video.example", "video[.]example"),
  ])
  func addressesAreDefanged(address: String, wanted: String) {
    #expect(DefangedAddress.of(address) == wanted)
    #expect(DefangedAddress.of(wanted) == wanted)
  }

  @Test func textsKeepTheirWordsAndLoseTheirLinks() {
    let (text, addresses) = DefangedAddress.text(
      "Xem https://a.example/x?id=7, và (www.b.example/y). Hết. [c](https://c.example) Nghị định 147/2024"
    )
    #expect(
      text
        == "Xem https[:]//a[.]example/x, và (www[.]b[.]example/y). Hết. [c](https[:]//c[.]example) Nghị định 147/2024"
    )
    #expect(addresses.count == 3)
    #expect(DefangedAddress.text(text).text == text)
  }

  @Test func noticesInTheLayoutOfGitHubAreRead() throws {
    let text = """
      Although this request came from a government agency, GitHub independently determined that the reported content
      violates our [Terms of Service](https://docs.example/terms) and disabled it as such.

      ---

      First letter about https://video.example/a?user=7 by [private].

      ---
      Second letter, [private], [invalid], https://video.example/a
      """
    let notice = try TakedownNotice(
      path: "Utopia/2023/2023-06-25-Bureau-2.md", bytes: Array(text.utf8))
    #expect(notice.country == "Utopia" && notice.authority == "Bureau" && notice.number == 2)
    #expect("\(notice.published)" == "2023-06-25")
    #expect(notice.isUnderTerms && notice.letters.count == 2)
    #expect(notice.addresses == ["https[:]//video[.]example/a"])
    #expect(notice.marks == ["[private]": 2, "[invalid]": 1])
    let inFolder = try TakedownNotice(
      path: "Utopia/2023/2023-06-25-Bureau/letter.md", bytes: Array("Dear".utf8))
    #expect(inFolder.authority == "Bureau" && !inFolder.isUnderTerms)
    for path in [
      "x.md", "U/2023/2024-01-01-A.md", "U/2023/2023-02-30-A.md", "U/2023/2023-02-03-A.pdf",
    ] {
      #expect(throws: TakedownNotice.Fault.path) { try TakedownNotice(path: path, bytes: []) }
    }
    #expect(throws: TakedownNotice.Fault.notUTF8) {
      try TakedownNotice(path: "U/2023/2023-02-03-A.md", bytes: [0xFF])
    }
  }

  @Test func theSharedNoticesAreRead() throws {
    let paths = [
      "China/2021/2021-01-22-BNIA.md", "Hong Kong/2021/2021-12-29-CSTCB.md",
      "Singapore/2023/2023-06-25-SingCERT.md",
    ]
    var notices: [TakedownNotice] = []
    for path in paths {
      guard let bytes = SharedFile.bytes("gov-takedowns/" + path) else { return }
      notices.append(try TakedownNotice(path: path, bytes: bytes))
    }
    #expect(notices.map(\.letters.count) == [1, 2, 1])
    #expect(notices.map(\.isUnderTerms) == [false, false, true])
    #expect(notices.map(\.country) == ["China", "Hong Kong", "Singapore"])
    #expect(notices[0].addresses.count == 7)
    #expect(notices[1].marks["[invalid]"] == 1)
    for notice in notices {
      #expect(notice.letters.allSatisfy { !$0.contains("://") && !$0.contains("?tab") })
    }
  }

  @Test func lumenNoticesOfEachKindAreRead() throws {
    let one = """
      {"government_request":{"id":900001,"type":"GovernmentRequest","title":"Request","body":"Asks https://v.example/1?x",
      "date_sent":"2026-07-02T00:00:00.000Z","date_received":null,"topics":["Government Requests"],
      "sender_name":"Example authority","principal_name":null,"recipient_name":"Example platform",
      "works":[{"description":"Video","infringing_urls":[{"fqdn":"video.example","count":3}],
      "copyrighted_urls":[{"url":"No URL submitted"}]}],"tags":[],"jurisdictions":["VN"],
      "action_taken":"Partial","language":"vi","case_id_number":null,"novelty":[1]}}
      """
    let answer = try LumenAnswer.read(Array(one.utf8))
    let notice = try #require(answer.notices.first)
    #expect(notice.kind == .governmentRequest && notice.action == .partial)
    #expect(notice.body == "Asks https[:]//v[.]example/1")
    #expect(notice.works.map(\.description) == ["Video"])
    #expect(notice.works[0].targets == [.host("video[.]example", count: 3)])
    #expect(notice.works[0].originals == [LumenNotice.Address.none])
    #expect(notice.unknown == ["novelty": "[1]"])
    let kinds: [(String, String)] = [
      (
        "CourtOrder",
        "\"explanation\":\"e\",\"works\":[{\"subject_of_court_order\":\"s\",\"targetted_urls\":[{\"url\":\"http://t.example\"}]}],\"laws_referenced\":[\"L\"]"
      ),
      (
        "LawEnforcementRequest",
        "\"explanation\":\"e\",\"works\":[{\"subject_of_enforcement_request\":\"s\",\"urls_in_request\":[{\"url\":\"http://t.example\"}]}],\"regulations\":[\"L\"]"
      ),
      (
        "LocalLaw",
        "\"explanation\":\"e\",\"works\":[{\"description\":\"s\",\"problematic_urls\":[{\"url\":\"[REDACTED]\"}]}],\"regulations\":[\"L\"]"
      ),
      (
        "Trademark",
        "\"body\":\"e\",\"marks\":[{\"description\":\"s\",\"infringing_urls\":[{\"url\":\"invalid\"}]}],\"regulations\":[\"L\"]"
      ),
    ]
    let list = kinds.enumerated().map { "{\"id\":\($0),\"type\":\"\($1.0)\",\($1.1)}" }
    let search =
      "{\"notices\":[\(list.joined(separator: ",")),{\"id\":9,\"title\":\"t\",\"type\":\"Weather\",\"body\":\"Notice Rescinded\"},{}],\"meta\":{\"total_entries\":77,\"current_page\":1,\"total_pages\":8}}"
    let many = try LumenAnswer.read(Array(search.utf8))
    #expect(many.total == 77 && many.pages == 8)
    #expect(
      many.notices.map(\.kind) == [.courtOrder, .lawEnforcementRequest, .localLaw, .trademark, nil])
    #expect(many.notices.prefix(4).allSatisfy { $0.body == "e" && $0.laws == ["L"] })
    #expect(many.notices[0].works[0].targets == [.url("http[:]//t[.]example")])
    #expect(many.notices[2].works[0].targets == [.redacted])
    #expect(many.notices[3].works[0].targets == [.invalid])
    #expect(many.notices[4].isRescinded && many.notices[4].body == nil)
    #expect(many.notes.refusals.map(\.row) == [6])
    #expect(many.notes.unknownValues["type"] == ["Weather": 1])
    #expect(throws: FigureFileFault.self) { try LumenAnswer.read(Array("[1]".utf8)) }
  }

  @Test func lumensOldTableIsRead() throws {
    guard let bytes = SharedFile.bytes("lumen/example_notice_export.csv") else { return }
    let export = try LumenExport.read(bytes)
    #expect(export.rows.first?.id == 1_053_314)
    #expect(export.rows.first?.recipient == "Google, Inc. [Blogger]")
    #expect(export.notes.unknownColumns.isEmpty && export.notes.refusedRows == 0)
    #expect(export.rows.contains { $0.sender == "BEST EXAMPLE PEST DEFENSE, INC." })
  }

  @Test func statementsOfTheInterfaceAreRead() throws {
    if let bytes = SharedFile.bytes("dsa-tdb/example_statement.json") {
      let one = try StatementDocument.read(bytes)
      let statement = try #require(one.statements.first)
      #expect(statement[.platformUID] == "8ca7c7ed-d9bc-4509-9fe2-72046a1cTEST")
      #expect(statement.territories == ["NL", "GR", "RO"])
      #expect(statement.breaches == [])
      #expect(statement.unknown.keys.sorted() == ["permalink"])
    }
    if let bytes = SharedFile.bytes("dsa-tdb/example_multi_statements.json") {
      let many = try StatementDocument.read(bytes)
      #expect(many.statements.count > 1 && many.notes.refusedRows == 0)
      #expect(many.statements.allSatisfy { $0.breaches == [] })
    }
    let bad = """
      {"puid":"a b","decision_ground":"DECISION_GROUND_ILLEGAL_CONTENT","incompatible_content_ground":"rule",
      "content_type":["CONTENT_TYPE_OTHER",1],"category":"STATEMENT_CATEGORY_WEATHER","content_date":"2025-02-30",
      "content_id":{"EAN-13":"1234567890123"}}
      """
    let statement = try #require(try StatementDocument.read(Array(bad.utf8)).statements.first)
    for breach in [
      Statement.Breach.noDecision, .missing(.decisionFacts), .wrongKind(.contentType),
      .otherWithoutWords(.contentTypeOther), .wordsOfOtherGround(.incompatibleContentGround),
      .unknownCode(.category, "STATEMENT_CATEGORY_WEATHER"), .notADate(.contentDate, "2025-02-30"),
    ] {
      #expect(statement.breaches.contains(breach), "\(breach)")
    }
    #expect(statement[.contentIDEAN] == "1234567890123")
  }

  @Test func companyTablesAreRead() throws {
    let meta = """
      Country,Total Requests for User Data,Total User Accounts Referenced,Total Percentage of Requests Where Some Data Produced,Content Restrictions,Preservations Requested,Users/Accounts Preserved
      Vietnam,12,14,50.00%,"1,556",3,5
      """
    let half = try #require(HalfYear(year: 2017, half: 1))
    let first = try CompanyTable.read(Array(meta.utf8), period: .halfYear(half), vintage: "v")
    #expect(first.kind == .meta && first.notes.missingColumns.isEmpty)
    #expect(first.figures.first { $0.measure == .contentRestrictions }?.value == 1556)
    #expect(first.figures.first { $0.measure == .shareWithData }?.unit == .percent)
    let tiktok =
      "Country,Government requests,Total accounts specified,Accounts removed or restricted,Content removed or restricted\nVietnam,1,2,1,4\n"
    let second = try CompanyTable.read(Array(tiktok.utf8), period: .halfYear(half), vintage: "v")
    #expect(second.kind == .tiktok && second.figures.map(\.low) == [1, 2, 1, 4])
    let x = """
      COUNTRY,LINKS,TIME PERIOD,ISO CODE,REPORT LINKS,FLAGS,ACCOUNTS SPECIFIED,ACCOUNTS WITHHELD,TWEETS WITHHELD,REMOVAL REQUESTS (COURT ORDERS),"REMOVAL REQUESTS (GOV’T AGENCY, POLICE, OTHER) ",ACCOUNTS (NO ACTION),PERCENTAGE WHERE SOME CONTENT WITHHELD,ACCOUNTS (TOS)
      Turkey,,January - June 2017,TR,,,"9,289",204,497,715,"1,995",-,11%,11
      TOTAL,,January - June 2017,,,,9999,1,1,1,1,1,1%,?
      """
    let third = try CompanyTable.read(Array(x.utf8), period: .other("none"), vintage: "v")
    #expect(third.kind == .x && third.notes.missingColumns.isEmpty)
    #expect(third.figures.first?.territory == .country("TR"))
    #expect(third.figures.first?.period == .halfYear(half))
    #expect(third.figures.contains { $0.isTotal && $0.territory == nil })
    #expect(third.notes.refusals.map(\.text) == ["?"])
  }

  @Test func statementsOfATableAreValues() throws {
    let found = Found()
    var reader = StatementReader(where: .platformName, isOneOf: ["A \"B\" C"]) { statement, row in
      found.add(statement, row)
    }
    try reader.read(Sample.file(8))
    try reader.finish()
    #expect(found.rows == [5, 9])
    let statement = try #require(found.statements.first)
    #expect(
      statement[.platformName] == "A \"B\" C"
        && statement.codes[.contentType] == ["CONTENT_TYPE_TEXT"])
    #expect(statement.breaches.contains(.missing(.contentDate)))
  }

  @Test func damagedDocumentsBringNothingDown() {
    let sound = [
      "{\"notices\":[{\"id\":1,\"type\":\"LocalLaw\",\"works\":[{\"problematic_urls\":[{\"url\":\"http://a.example\"}]}]}],\"meta\":{}}",
      "{\"statements\":[{\"puid\":\"a\",\"decision_ground\":\"G\",\"content_type\":[\"T\"]}]}",
      "{\"columns\":[\"year\",\"period\",\"dataset\",\"government\",\"iso2\",\"category\",\"metric\",\"count_low\",\"count_high\"],\"rows\":[[2020,\"\",\"government_takedowns_received\",\"\",\"\",\"\",\"received\",1,2]]}",
      "{\"meta\":{},\"services\":[\"a\"],\"service_platforms\":[\"b\"],\"scopes\":[\"Total number\"],\"sections\":[\"s\"],\"indicators\":[\"i\"],\"surfaces\":[\"All\"],\"categories\":[\"TOTAL\"],\"t7\":[[0,0,0,0,1.5,0]],\"t3\":[[0,0,0,1,2,3]]}",
      "{\"periods\":[\"January - June 2011\"],\"countries\":[\"VN\"],\"country_names\":[\"V\"],\"requestors\":[\"Police\"],\"products\":[\"YouTube\"],\"reasons\":[\"Other\"],\"schema\":[\"period\",\"country\",\"requestor\",\"product\",\"reason\",\"num_requests\"],\"rows\":[[0,0,0,0,0,1]]}",
    ].map { Array($0.utf8) }
    var mutator = Mutator(corpus: sound, seed: 11)
    for _ in 0..<2000 {
      let text = mutator.next()
      _ = try? LumenAnswer.read(text)
      _ = try? StatementDocument.read(text)
      _ = try? GitHubReport.read(text, vintage: "")
      _ = try? HarmonisedReports.read(text)
      _ = try? GoogleRemovals.read(text, vintage: "")
      _ = try? TakedownNotice(path: "A/2020/2020-01-01-B.md", bytes: text)
    }
  }
}

/// Statements that a reader gave.
private final class Found: @unchecked Sendable {
  // Only one thread reads.
  private(set) var statements: [Statement] = []
  private(set) var rows: [Int] = []

  func add(_ statement: Statement, _ row: Int) {
    statements.append(statement)
    rows.append(row)
  }
}
