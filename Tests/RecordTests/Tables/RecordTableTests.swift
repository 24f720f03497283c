import Bytes
import Record
import Testing

@Suite("Records as tables")
struct RecordTableTests {
  private func csv(_ contents: [JSONValue], _ kind: RecordKind, isGuarded: Bool) throws -> [UInt8] {
    let table = RecordTable(kind)
    var writer = CSVWriter(.init(hasByteOrderMark: isGuarded, hasFormulaGuard: isGuarded))
    writer.row(table.header)
    for (index, content) in contents.enumerated() {
      let id = try #require(Slug("x\(index)"))
      table.write(
        RecordVersion(
          reference: RecordReference(kind, id), number: 2, entry: index,
          day: CivilDay(sinceEpoch: 20_000), content: content), to: &writer)
    }
    return writer.bytes
  }

  @Test("columns are dotted names, with one column for each language")
  func columns() {
    let names = RecordTable(.event).columns.map(\.name)
    for name in ["id", "when", "title.en", "title.vi", "tags", "media.url", "retracted.reason.vi"] {
      #expect(names.contains(name))
    }
    #expect(RecordTable(.event).header.suffix(2) == ["record_version", "recorded"])
    for kind in RecordKind.allCases {
      let names = RecordTable(kind).columns.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(names.first == "id")
    }
  }

  @Test("writing a record and reading it changes nothing", arguments: [false, true])
  func roundTrip(_ isGuarded: Bool) throws {
    var random = Seeded(seed: 21)
    for kind in RecordKind.allCases {
      let contents = (0..<60).map { _ in random.record(kind) }
      let bytes = try csv(contents, kind, isGuarded: isGuarded)
      let reading = try RecordTable.read(csv: bytes, kind: kind, isGuarded: isGuarded)
      #expect(reading.faults == [])
      #expect(reading.contents.map(\.content) == contents)
      #expect(reading.contents.first?.row == 2)
      #expect(try csv(reading.contents.map(\.content), kind, isGuarded: isGuarded) == bytes)
    }
  }

  @Test(
    "a list has one spelling, and a spelling one list",
    arguments: [
      ([], "[]"), ([""], "\\e"), (["", ""], "\\e | \\e"), (["a"], "a"), (["a", "b"], "a | b"),
      (["a | b"], "a \\| b"), (["|", "\\"], "\\| | \\\\"), (["[]"], "\\[]"),
      (["[", "x"], "\\[ | x"),
      ([" a ", " "], " a  |  "), (["a\\|b"], "a\\\\\\|b"), (["\u{301}|"], "\u{301}\\|"),
    ] as [([String], String)])
  func lists(_ texts: [String], _ cell: String) {
    #expect(TableList.joined(texts) == cell)
    #expect(TableList.texts(in: cell) == texts)
  }

  @Test("a list that was typed by hand needs no blanks around its bars")
  func typedLists() {
    #expect(TableList.texts(in: "a|b | c") == ["a", "b", "c"])
    #expect(TableList.texts(in: "a\\n") == nil)
    #expect(TableList.texts(in: "a\\") == nil)
  }

  @Test("columns may be in any order, and those that are not there are empty")
  func order() throws {
    let text = "title.en,id,record_version\n\"A, b\",x,7\n,y,\n"
    let reading = try RecordTable.read(csv: Array(text.utf8), kind: .source)
    // A source needs a publisher.
    #expect(
      reading.faults.map(\.description) == [
        "row 1, column publisher: is required and missing; add it"
      ])
    let whole = "publisher,title.en,id\nP,\"A, b\",x\nQ,,y\n"
    let second = try RecordTable.read(csv: Array(whole.utf8), kind: .source)
    #expect(
      second.contents.map(\.content) == [
        ["id": "x", "publisher": "P", "title": ["en": "A, b"]], ["id": "y", "publisher": "Q"],
      ])
  }

  @Test(
    "a fault names its row and column",
    arguments: [
      ("", "row 1: the table is empty"), ("id,id\n", "row 1, column id: is there twice"),
      ("id,colour\n", "row 1, column colour: is not a column here; accepted: id, series"),
      (
        "id,series,period,value,unit,sources,confidence\na,b\n",
        "row 2: has 2 cells where there are 7 names"
      ),
      (
        "id,series,period,value,unit,sources,confidence\na,b,2020,1,u,s,c\na,b,2020,many,u,s,c\n",
        "row 3, column value: must be a number"
      ),
      (
        "id,series,period,value,unit,sources,confidence\na,b,2020,1,u,s\\x,c\n",
        "row 2, column sources: must be texts with"
      ),
      (
        "id,series,period,value,unit,sources,confidence,claims\na,b,2020,1,u,s,c,[\n",
        "row 2, column claims: must be JSON"
      ),
    ])
  func faults(_ text: String, _ expected: String) throws {
    let reading = try RecordTable.read(csv: Array(text.utf8), kind: .figure)
    #expect(reading.faults.contains { $0.description.hasPrefix(expected) }, "\(reading.faults)")
  }

  @Test("a cell that is not UTF-8 is told with its column, an open quote with its place")
  func encoding() throws {
    let bytes = Array("id,publisher\nx,".utf8) + [0xFF, 0x0A]
    let reading = try RecordTable.read(csv: bytes, kind: .source)
    #expect(reading.faults == [TableFault(row: 2, column: "publisher", .notUTF8)])
    #expect(throws: CSVError.self) {
      try RecordTable.read(csv: Array("id,publisher\nx,\"y\n".utf8), kind: .source)
    }
  }

  @Test("no bytes make the reader crash")
  func fuzz() {
    var random = Seeded(seed: 8)
    let alphabet = Array("id,publisher\n\"x|\\[]{}:1".utf8) + [0xFF]
    for _ in 0..<5_000 {
      let head = random.next() % 2 == 0 ? Array("id,publisher,title.en,note.en\n".utf8) : []
      let tail = (0..<(random.next() % 40)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      _ = try? RecordTable.read(csv: head + tail, kind: .source)
    }
  }
}

extension Seeded {
  private static let nasty = [
    "a", "Đắk Lắk", "=1+1", "'=x", "a,b", "\"q\"", "line\nfeed", "cr\r\nlf", " | ", "\\", "[]",
    "-5",
    "true", "12", "null", " lead", "trail ", "'", "{\"a\":1}", "\u{FEFF}b", "\t", "a|b", "\\e",
  ]

  /// A record with some of the fields of its kind, filled with text that is hard on tables.
  mutating func record(_ kind: RecordKind) -> JSONValue {
    object(kind.fields)
  }

  private mutating func object(_ fields: [Field]) -> JSONValue {
    var object = JSONValue.object(JSONObject())
    for field in fields where field.isRequired || next() % 2 == 0 {
      object[field.name] = value(field.type)
    }
    return object
  }

  private mutating func text() -> JSONValue {
    .string(Self.nasty.randomElement(using: &self) ?? "a")
  }

  private mutating func value(_ type: FieldType) -> JSONValue {
    switch type {
    case .text, .date, .address, .choice, .reference, .slug, .pointer: return text()
    case .localized: return next() % 2 == 0 ? ["en": text()] : ["en": text(), "vi": text()]
    case .integer: return .integer(Int64(next() % 100) - 50)
    case .number: return next() % 2 == 0 ? .number(0.25) : .integer(-7)
    case .boolean: return .bool(next() % 2 == 0)
    case .anything: return [text(), 1, nil, ["a": [:]]]
    case .numbers: return ["A1": 3, "B": .number(0.5)]
    case .list(let element): return .array((0..<(next() % 4)).map { _ in value(element) })
    case .object(let fields):
      let value = object(fields)
      // A field inside a field must hold something; nothing and absent are one.
      guard value.object?.isEmpty ?? true, let first = fields.first else { return value }
      return .object(JSONObject([(first.name, self.value(first.type))]))
    }
  }
}
