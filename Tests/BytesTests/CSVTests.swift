@testable import Bytes
import Testing

@Suite("Comma-separated values")
struct CSVTests {
  @Test("a row is quoted only where it must be, and ends with one line feed")
  func writing() {
    var writer = CSVWriter()
    writer.row(["a", "b,c", "d\"e", "f\ng", "", "Đắk Lắk"])
    writer.row([""])
    writer.row(["", ""])
    writer.append(plain: "1.5")
    writer.endRow()
    let expected = "a,\"b,c\",\"d\"\"e\",\"f\ng\",,Đắk Lắk\n\"\"\n,\n1.5\n"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("a spreadsheet gets a byte order mark and no formulas")
  func spreadsheet() {
    var writer = CSVWriter(.init(hasByteOrderMark: true, hasFormulaGuard: true))
    writer.row(["=1+1", "+84 x", "-5-1", "@x", "\tq", "'=a", "'a", "a=b", "-0.5", "+84", "-"])
    writer.append(plain: "-5")
    writer.endRow()
    let expected = "\u{FEFF}'=1+1,'+84 x,'-5-1,'@x,'\tq,''=a,'a,a=b,-0.5,+84,'-\n-5\n"
    #expect(writer.bytes.elementsEqual(expected.utf8))
  }

  @Test(
    "what the guard adds, it takes away",
    arguments: [
      "=1", "'=1", "''=1", "'", "''", "a", "'a", "", "-", "\r\n", "=\u{301}", "'\u{301}=1", "-5",
      "'-5", "''-5", "-5+1", "'-5+1",
    ])
  func formulaGuard(_ text: String) throws {
    var writer = CSVWriter(.init(hasFormulaGuard: true))
    writer.row([text, "x"])
    let row = try #require(CSVReader.rows(of: writer.bytes).first)
    let back = CSVFormulaGuard.removed(from: try row.texts()[0])
    #expect(back.utf8.elementsEqual(text.utf8))
  }

  @Test(
    "rows are read with any line end, blank lines skipped",
    arguments: [
      ("", []), ("a", [["a"]]), ("a\n", [["a"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a\rb\r", [["a"], ["b"]]), ("a\n\n\nb", [["a"], ["b"]]), ("\r\n\r\na", [["a"]]),
      ("a,\n", [["a", ""]]), (",", [["", ""]]), ("\"\"\n", [[""]]), ("\"\"", [[""]]),
      ("\"a\"\"b\",c", [["a\"b", "c"]]), ("\"a\r\nb\"\r\n", [["a\r\nb"]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]), ("a\u{FEFF}\n", [["a\u{FEFF}"]]), ("\u{FEFF}", []),
      ("ab", [["ab"]]), ("\na", [["a"]]), ("\"a\",\"\",b", [["a", "", "b"]]),
    ] as [(String, [[String]])])
  func reading(_ text: String, _ expected: [[String]]) throws {
    #expect(try CSVReader.rows(of: Array(text.utf8)).map { try $0.texts() } == expected)
  }

  @Test(
    "a fault is told with its row, line, column and byte",
    arguments: [
      ("a,b\nc,\"d\ne", CSVError(fault: .unbalancedQuote, row: 2, line: 2, column: 2, offset: 6)),
      ("a\n\nb,c\"d", CSVError(fault: .strayQuote, row: 2, line: 3, column: 2, offset: 6)),
      (
        "\"a\nb\",x\n\"c\"d",
        CSVError(fault: .textAfterQuote, row: 2, line: 3, column: 1, offset: 11)
      ),
      ("\"", CSVError(fault: .unbalancedQuote, row: 1, line: 1, column: 1, offset: 0)),
      ("\u{FEFF}a,\"", CSVError(fault: .unbalancedQuote, row: 1, line: 1, column: 2, offset: 5)),
    ])
  func faults(_ text: String, _ expected: CSVError) {
    #expect(throws: expected) { try CSVReader.rows(of: Array(text.utf8)) }
  }

  @Test("text that is not UTF-8 is refused where it stands")
  func encoding() throws {
    let rows = try CSVReader.rows(of: Array("a,b\nc,".utf8) + [0xFF, 0xFE, 0x0A])
    #expect(throws: CSVError(fault: .notUTF8, row: 2, line: 2, column: 2, offset: 4)) {
      try rows[1].texts()
    }
    #expect(try CSVReader.rows(of: [0xFF, 0xFE, 0x41, 0x00]).count == 1)
  }

  @Test("a row of endless fields and a field of endless bytes are refused")
  func limits() {
    let commas = [UInt8](repeating: UInt8(ascii: ","), count: 20_000)
    #expect(throws: CSVError.self) { try CSVReader.rows(of: commas) }
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 17 << 20)
    #expect(throws: CSVError.self) { try CSVReader.rows(of: letters) }
    #expect(throws: CSVError.self) { try CSVReader.rows(of: Array("\"".utf8) + letters) }
  }

  @Test("the reader agrees with a slow one on any bytes, in pieces of any size")
  func fuzz() {
    var random = Seeded(seed: 5)
    let alphabet = Array("ab,,\"\"\n\r'=đ".utf8) + [0xEF, 0xBB, 0xBF]
    for _ in 0..<30_000 {
      let text = random.bytes(24, of: alphabet)
      let expected = SlowCSV.rows(of: text)
      var reader = CSVReader()
      var rows: [[[UInt8]]]? = []
      do {
        var rest = text[...]
        while !rest.isEmpty {
          let count = Int.random(in: 1...9, using: &random)
          rows? += try reader.read(Array(rest.prefix(count))).map(\.fields)
          rest = rest.dropFirst(count)
        }
        if let last = try reader.finish() { rows?.append(last.fields) }
      } catch { rows = nil }
      #expect(rows == expected, "\(text)")
    }
  }

  @Test("what is written is read back, for any fields", arguments: [false, true])
  func roundTrip(_ isGuarded: Bool) throws {
    var random = Seeded(seed: 9)
    let alphabet = Array("abcdefghij,\"\n\r'=+-@ |".utf8)
    for _ in 0..<5_000 {
      let width = Int.random(in: 1...5, using: &random)
      let table = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        (0..<width).map { _ in String(decoding: random.bytes(20, of: alphabet), as: UTF8.self) }
      }
      var writer = CSVWriter(.init(hasByteOrderMark: isGuarded, hasFormulaGuard: isGuarded))
      for row in table { writer.row(row) }
      let read = try CSVReader.rows(of: writer.bytes).map { row in
        try row.texts().map { isGuarded ? CSVFormulaGuard.removed(from: $0) : $0 }
      }
      #expect(read == table)
    }
  }
}

extension CSVRow {
  fileprivate var fields: [[UInt8]] { (0..<count).map { Array(bytes($0)) } }
}

/// The same grammar, one byte at a time over the whole text; `nil` where it is refused.
private enum SlowCSV {
  static func rows(of text: [UInt8]) -> [[[UInt8]]]? {
    let bytes = text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    var rows: [[[UInt8]]] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == 0x0A || bytes[place] == 0x0D {
        place += 1
        continue
      }
      guard let row = row(bytes, &place) else { return nil }
      rows.append(row)
    }
    return rows
  }

  private static func row(_ bytes: [UInt8], _ place: inout Int) -> [[UInt8]]? {
    var fields: [[UInt8]] = []
    while true {
      guard let field = field(bytes, &place) else { return nil }
      fields.append(field)
      guard place < bytes.count else { return fields }
      let byte = bytes[place]
      place += 1
      if byte != UInt8(ascii: ",") { return fields }
    }
  }

  private static func field(_ bytes: [UInt8], _ place: inout Int) -> [UInt8]? {
    let ends = Array(",\n\r".utf8)
    var field: [UInt8] = []
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      while place < bytes.count, !ends.contains(bytes[place]) {
        if bytes[place] == UInt8(ascii: "\"") { return nil }
        field.append(bytes[place])
        place += 1
      }
      return field
    }
    place += 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") {
        place += 1
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
          return place == bytes.count || ends.contains(bytes[place]) ? field : nil
        }
      }
      field.append(bytes[place])
      place += 1
    }
    return nil
  }
}
