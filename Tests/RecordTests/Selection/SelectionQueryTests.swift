import Bytes
import Record
import Testing

@Suite("The address of a selection")
struct SelectionQueryTests {
  @Test("an empty query selects everything, and says nothing in return")
  func empty() throws {
    #expect(try EventSelection(query: "") == EventSelection())
    #expect(EventSelection().queryText == "")
    #expect(try EventSelection(query: "actor=&from=&kind=&q=&n=&&to=") == EventSelection())
  }

  @Test(
    "a query has one canonical spelling",
    arguments: [
      ("tag=x&actor=a", "actor=a&tag=x"),
      ("kind=law&kind=arrest&kind=law", "kind=arrest&kind=law"),
      ("n=100&sort=new", ""),
      ("n=50&sort=old", "n=50&sort=old"),
      ("q=%C4%90%E1%BA%AFk+L%E1%BA%AFk", "q=%C4%90%E1%BA%AFk%20L%E1%BA%AFk"),
      // The same words with the marks apart.
      ("q=%C4%90a%CC%86%CC%81k%20La%CC%86%CC%81k", "q=%C4%90%E1%BA%AFk%20L%E1%BA%AFk"),
      ("q=++two++words+", "q=two%20words"),
      ("from=2020-02%7E&to=2020-02%2F..", "from=2020-02~&to=2020-02%2F.."),
      ("from=2020-02-12T08:30%2B07:00", "from=2020-02-12T08%3A30%2B07%3A00"),
      ("after=1577836800,1577923200,a-b", "after=1577836800%2C1577923200%2Ca-b"),
      ("kind=law&before=1,2,a&actor=b", "actor=b&before=1%2C2%2Ca&kind=law"),
      ("status=retracted&status=alleged", "status=alleged&status=retracted"),
      ("%6Bind=arrest", "kind=arrest"),
    ])
  func canonical(_ written: String, _ canonical: String) throws {
    let selection = try EventSelection(query: written)
    #expect(selection.queryText == canonical)
    #expect(try EventSelection(query: canonical) == selection)
  }

  @Test(
    "a fault names its parameter and the remedy",
    arguments: [
      ("colour=red", "colour", "is not known here; accepted: actor, after, before, from"),
      ("ev=yes", "ev", "is not known here"),
      ("kind=party", "kind", "must be one of: dns-tampering"),
      ("status=true", "status", "must be one of: confirmed, reported"),
      ("sort=up", "sort", "must be one of: new, old"),
      ("n=99", "n", "must be one of: 50, 100, 200, 500"),
      ("n=0100", "n", "must be one of"),
      ("n=50&n=100", "n", "more than once"),
      ("place=Hanoi", "place", "must be an id"),
      ("actor=../../etc", "actor", "must be an id"),
      ("from=2020-13", "from", "month 13 does not exist"),
      ("from=2021&to=2020", "from", "begins after the end"),
      ("after=5", "after", "as a list's next link writes it"),
      ("after=%2B1,2,a", "after", "as a list's next link writes it"),
      ("after=01,2,a", "after", "as a list's next link writes it"),
      ("before=5", "before", "as a list's next link writes it"),
      ("after=1,2,a&before=1,2,b", "before", "is given beside 'after'; keep one"),
      ("q=%zz", "q", "write %25 for a percent sign"),
      ("q=%f", "q", "write %25"),
      ("q=%FF", "q", "is not UTF-8"),
      ("q=a%00b", "q", "holds a control character"),
      ("q=\(String(repeating: "a", count: 600))", "q", "is longer than 512 bytes"),
    ])
  func fault(_ query: String, _ parameter: String, _ remedy: String) throws {
    let faults = try #require(throws: QueryFaults.self) { try EventSelection(query: query) }
    let fault = try #require(faults.faults.first)
    #expect(faults.faults.count == 1)
    #expect(fault.parameter == parameter)
    #expect(fault.description.hasPrefix("parameter \(parameter): "))
    #expect(fault.description.contains(remedy), "\(fault)")
  }

  @Test("all faults are told at once")
  func several() throws {
    let faults = try #require(throws: QueryFaults.self) {
      try EventSelection(query: "n=1&sort=up&colour=red&from=x")
    }
    #expect(Set(faults.faults.map(\.parameter)) == ["n", "sort", "colour", "from"])
    #expect(faults.description.split(separator: "\n").count == 4)
  }

  @Test("a query of megabytes is refused unread")
  func tooLong() throws {
    let faults = try #require(throws: QueryFaults.self) {
      try EventSelection(query: String(repeating: "q=a&", count: 1_000_000))
    }
    #expect(faults.faults.map(\.reason) == [.queryTooLong(limit: 8192)])
  }

  @Test("what an address says is what is read back, for any selection")
  func roundTrip() throws {
    var random = Seeded(seed: 7)
    for _ in 0..<3000 {
      let selection = random.selection()
      let text = selection.queryText
      let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
      #expect(isPlain)
      let read = try EventSelection(query: text)
      #expect(read == selection)
      #expect(read.queryText == text)
    }
  }

  @Test("no text at all makes the reader crash, and what it accepts it spells in one way")
  func fuzz() {
    var random = Seeded(seed: 11)
    let pieces = [
      "q=", "kind=", "arrest", "&", "=", "%", "%C4%90", "%00", "+", "n=", "50", "after=", ",", "-1",
      "from=2020", "to=2020-02", "~", "\u{301}", "đ", "sort=old", "status=alleged", ";", "?", "#",
      "9223372036854775808", "tag=a",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<9, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      guard let selection = try? EventSelection(query: text) else { continue }
      #expect((try? EventSelection(query: selection.queryText)) == selection, "\(text)")
    }
  }

  @Test("the pages of a selection differ only in where they begin")
  func pages() throws {
    var selection = EventSelection()
    selection.limit = 50
    let id = try #require(Slug("b"))
    selection.after = EventKey(lo: -5, hi: 7, id: id)
    #expect(selection.queryText == "after=-5%2C7%2Cb&n=50")
    #expect(selection.firstPage.queryText == "n=50")
    selection.after = nil
    selection.before = EventKey(lo: -5, hi: 7, id: id)
    #expect(selection.queryText == "before=-5%2C7%2Cb&n=50")
    #expect(selection.firstPage.queryText == "n=50" && !selection.isFirstPage)
  }
}

/// Numbers that only look random (SplitMix64), so that every run is the same.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  private mutating func sometimes(_ value: Slug?) -> Slug? { next() % 3 == 0 ? value : nil }

  private mutating func one(of values: [String]) -> String? {
    next() % 3 == 0 ? values.randomElement(using: &self) : nil
  }

  mutating func slug() -> Slug? {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-_")
    let middle = (0..<(next() % 12)).map { _ in letters.randomElement(using: &self) ?? "a" }
    return Slug("a" + String(middle))
  }

  mutating func selection() -> EventSelection {
    var selection = EventSelection()
    let words = ["Đắk Lắk", "a&b=c", "50% + 1", "dấu ' và \"", "日本", "%41", "x;y#z?"]
    let dates = ["2020", "2020-02~", "201X", "2020-33", "2020-02-12T08:30+07:00", "../2020-06"]
    selection.query = one(of: words)
    selection.kinds = codes(EventKind.allCases)
    selection.standings = codes(Standing.allCases)
    selection.place = sometimes(slug())
    selection.actor = sometimes(slug())
    selection.platform = sometimes(slug())
    selection.person = sometimes(slug())
    selection.source = sometimes(slug())
    selection.statute = sometimes(slug())
    selection.tag = sometimes(slug())
    selection.from = one(of: dates).flatMap { try? EDTF(parsing: $0) }
    selection.to = one(of: ["2021", "2021-03"]).flatMap { try? EDTF(parsing: $0) }
    selection.order = next() % 2 == 0 ? .new : .old
    selection.limit = EventSelection.pageSizes.randomElement(using: &self) ?? 100
    selection.after = sometimes(slug()).map { EventKey(lo: .min, hi: 12, id: $0) }
    if selection.after == nil {
      selection.before = sometimes(slug()).map { EventKey(lo: 3, hi: .max, id: $0) }
    }
    return selection
  }

  private mutating func codes<Code: RawRepresentable & Hashable>(_ all: [Code]) -> [Code]
  where Code.RawValue == String {
    let some = (0..<(next() % 4)).compactMap { _ in all.randomElement(using: &self) }
    return Set(some).sorted { $0.rawValue < $1.rawValue }
  }
}
