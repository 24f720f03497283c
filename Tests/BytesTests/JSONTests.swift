@testable import Bytes
import Testing

@Suite("JSON")
struct JSONTests {
  @Test(
    "what RFC 8259 allows is read",
    arguments: [
      ("null", "null"), (" \t\r\n true \n", "true"), ("[]", "[]"), ("{}", "{}"), ("[ ]", "[]"),
      ("[1,2]", "[1,2]"), ("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"), ("\"\"", "\"\""),
      ("\"\\u0041\\n\\/\"", "\"A\\n/\""), ("\"\\ud83d\\ude00\"", "\"😀\""), ("-0", "0"),
      ("1E2", "100"), ("1.0", "1"), ("0.5e-1", "0.05"), ("\"\u{7F}\"", "\"\u{7F}\""),
      ("9223372036854775807", "9223372036854775807"), ("\"\\u0000\"", "\"\\u0000\""),
      ("\"\\u001f\\b\\f\\t\\r\"", "\"\\u001f\\b\\f\\t\\r\""), ("{\"\":0}", "{\"\":0}"),
      ("[[[[]]]]", "[[[[]]]]"), ("\"\u{FEFF}\"", "\"\u{FEFF}\""), ("\"\\uFFFF\"", "\"\u{FFFF}\""),
    ])
  func accepted(_ text: String, _ canonical: String) throws {
    #expect(try JSONValue(parsing: text).canonicalText == canonical)
  }

  @Test(
    "what it forbids is refused, with the place",
    arguments: [
      ("", .truncated, 0), ("  ", .truncated, 2), ("[1,]", .unexpectedByte, 3),
      ("[1 2]", .unexpectedByte, 3), ("{\"a\"}", .unexpectedByte, 4), ("{a:1}", .unexpectedByte, 1),
      ("{\"a\":1,}", .unexpectedByte, 7), ("01", .badNumber, 0), ("1.", .truncated, 2),
      (".5", .unexpectedByte, 0), ("+1", .unexpectedByte, 0), ("1e", .truncated, 2),
      ("-", .truncated, 1), ("NaN", .unexpectedByte, 0), ("'a'", .unexpectedByte, 0),
      ("\"a", .truncated, 2), ("\"\n\"", .unexpectedByte, 1), ("\"\\x\"", .badEscape, 2),
      ("\"\\u12\"", .truncated, 6), ("1 2", .trailing, 2), ("nul", .truncated, 3),
      ("nulL", .unexpectedByte, 3), ("[", .truncated, 1), ("{\"a\":", .truncated, 5),
      ("{\"a\":1,\"a\":2}", .duplicateName, 7), ("\u{FEFF}1", .unexpectedByte, 0),
      ("1e999", .badNumber, 0), ("[1]//", .trailing, 3), ("\"\\", .truncated, 2),
    ] as [(String, JSONError.Fault, Int)])
  func refused(_ text: String, _ fault: JSONError.Fault, _ offset: Int) {
    #expect(throws: JSONError(fault: fault, offset: offset)) { try JSONValue(parsing: text) }
  }

  @Test(
    "half a surrogate pair is no character",
    arguments: ["\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\ud800a\""])
  func surrogates(_ text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }

  @Test("bytes that are not UTF-8 are refused inside a string and outside")
  func encoding() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0xFF, 0xFE], [0x22, 0xC4, 0x22],
    ] {
      #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    }
  }

  @Test("a text nested a million deep is refused, not followed")
  func depth() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
    let objects = String(repeating: "{\"a\":", count: 1_000)
    #expect(throws: JSONError.self) { try JSONValue(parsing: objects) }
    let allowed = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try JSONValue(parsing: allowed).canonicalText == allowed)
  }

  @Test(
    "numbers are written as ECMAScript writes them (RFC 8785 appendix B)",
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
      (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
      (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
      (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0xC340_0000_0000_0000, "-9007199254740992"),
      (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
      (0x44B5_2D02_C7E1_4AF6, "1e+23"), (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
      (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
      (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
      (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
      (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
      (0x41B3_DE43_5555_5555, "333333333.3333333"),
      (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
      (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func numbers(_ bits: UInt64, _ text: String) throws {
    let value = Double(bitPattern: bits)
    #expect(JSONValue.number(value).canonicalText == text)
    #expect(try JSONValue(parsing: text).double == value)
  }

  @Test("any number that is written is read back")
  func numberRoundTrip() throws {
    var random = Seeded(seed: 1)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(try JSONValue(parsing: JSONValue.number(value).canonicalBytes).double == value)
    }
  }

  @Test("a number that JSON cannot hold is null")
  func notNumbers() {
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(JSONValue.number(value).canonicalText == "null")
    }
  }

  @Test("members are in the order of their names' bytes, whatever the order of writing")
  func order() throws {
    let text = "{\"ă\":1,\"b\":2,\"a\":{\"z\":0,\"A\":1},\"\":3}"
    let value = try JSONValue(parsing: text)
    #expect(value.canonicalText == "{\"\":3,\"a\":{\"A\":1,\"z\":0},\"b\":2,\"ă\":1}")
    #expect(value["a"]["z"] == 0)
    #expect(value["c"] == .null)
  }

  @Test("names that look alike but differ in bytes stay two")
  func normalisation() throws {
    let value = try JSONValue(parsing: "{\"\u{E1}\":1,\"a\u{301}\":2}")
    #expect(value.object?.members.count == 2)
  }

  @Test("any value is read back from its canonical and its indented text")
  func roundTrip() throws {
    var random = Seeded(seed: 2)
    for _ in 0..<3_000 {
      let value = random.value(depth: 0)
      #expect(try JSONValue(parsing: value.canonicalBytes) == value)
      #expect(try JSONValue(parsing: value.indentedText) == value)
    }
  }

  @Test("no bytes make the reader crash, and what it accepts it writes in one way")
  func fuzz() throws {
    var random = Seeded(seed: 4)
    let alphabet = Array("{}[]\",:\\u0123456789abcdefE+-. \ntrunlfas".utf8) + [0, 0xC4, 0x91, 0xFF]
    for round in 0..<40_000 {
      var bytes = random.bytes(20, of: alphabet)
      if round.isMultiple(of: 2) {
        bytes = random.value(depth: 1).canonicalBytes
        let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
        if !bytes.isEmpty { bytes[place] = alphabet.randomElement(using: &random) ?? 0 }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      #expect(try JSONValue(parsing: value.canonicalBytes).canonicalBytes == value.canonicalBytes)
    }
  }
}

extension Seeded {
  fileprivate mutating func value(depth: Int) -> JSONValue {
    switch next() % (depth > 4 ? 5 : 7) {
    case 0: .null
    case 1: .bool(next() % 2 == 0)
    case 2: .integer(Int64(bitPattern: next()) >> Int64(next() % 64))
    case 3: .number(Double(Int64(bitPattern: next()) >> 12) + 0.5)
    case 4: .string(text())
    case 5: .array((0..<(next() % 4)).map { _ in value(depth: depth + 1) })
    default:
      .object(JSONObject((0..<(next() % 4)).map { _ in (text(), value(depth: depth + 1)) }))
    }
  }

  private mutating func text() -> String {
    let letters: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\u{0}", "đ", "\u{301}", "😀", "/", "\u{2028}",
    ]
    var text = ""
    for _ in 0..<(next() % 6) {
      text.unicodeScalars.append(letters.randomElement(using: &self) ?? "a")
    }
    return text
  }
}
