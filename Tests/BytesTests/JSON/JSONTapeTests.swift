import Bytes
import Testing

@Suite("A JSON text as a row of marks")
struct JSONTapeTests {
  private func tape(_ text: String) throws -> JSONTape {
    var tape = JSONTape()
    try tape.read(text.utf8)
    return tape
  }

  @Test func findsMembersElementsAndValues() throws {
    let tape = try tape(
      #" {"a": [1, -2.5e1, true, null, "x"], "b": {"c": "đ\u0111\n\"", "d": false}, "a2": 7.0} "#)
    let list = try #require(tape.member("a", of: .root))
    var kinds: [JSONTape.Kind] = []
    tape.eachElement(of: list) { kinds.append(tape.kind(of: $0)) }
    #expect(kinds == [.number, .number, .true, .null, .string])
    let b = try #require(tape.member("b", of: .root))
    #expect(tape.text("c", of: b) == "đđ\n\"")
    #expect(tape.bool("d", of: b) == false)
    #expect(tape.member("e", of: b) == nil)
    #expect(tape.integer("a2", of: .root) == 7)
    #expect(tape.member(["b", "d"], of: .root) != nil)
  }

  @Test func theLastOfTwoMembersCounts() throws {
    let tape = try tape(#"{"a":1,"a":2}"#)
    #expect(tape.integer("a", of: .root) == 2)
  }

  @Test func aNullMemberIsNone() throws {
    let tape = try tape(#"{"a":null}"#)
    #expect(tape.member("a", of: .root) == nil)
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{\"a\":1,}", 7), ("[,1]", 1),
    ("{a:1}", 1), ("\"a", 2), ("\"\\q\"", 1), ("\"\\u12\"", 6), ("01", 0), ("1.", 2), ("-", 1),
    ("1e", 2), ("tru", 3), ("nul0", 3), ("[1]x", 3), ("\"\u{1}\"", 1), ("[}", 1), ("{]", 1),
  ])
  func refusesWithThePlace(text: String, offset: Int) {
    var tape = JSONTape()
    let error = #expect(throws: JSONError.self) { try tape.read(text.utf8) }
    #expect(error?.offset == offset, "\(text): \(String(describing: error))")
    #expect(tape.kind(of: .root) == .null)
  }

  @Test func halfOfASurrogatePairIsNoText() throws {
    let tape = try tape(#"{"a":"\ud800","b":"\ud83d\ude00","c":"\udc00x"}"#)
    #expect(tape.text("a", of: .root) == nil)
    #expect(tape.text("b", of: .root) == "😀")
    #expect(tape.text("c", of: .root) == nil)
  }

  @Test func nestingHasALimit() {
    var tape = JSONTape()
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try tape.read(deep.utf8) }
  }

  /// What the strict reader accepts the tape reads as the same value, whatever was read before; what
  /// the tape refuses the strict reader refuses.
  @Test func agreesWithTheStrictReader() throws {
    var random = SystemSeed(state: 7)
    let pieces: [String] = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\\n\"", "\"\\u0111\"", "1", "-0.5e3", "true",
      "null", " ", "\"x", "\\", "00",
    ]
    var tape = JSONTape()
    for _ in 0..<50_000 {
      let text = (0..<Int(random.next() % 12)).map { _ in
        pieces[Int(random.next() % UInt64(pieces.count))]
      }.joined()
      let strict = try? JSONValue(parsing: text)
      let isRead = (try? tape.read(text.utf8)) != nil
      if let strict {
        #expect(isRead, "\(text)")
        #expect(Self.value(of: .root, tape) == Self.plain(strict), "\(text)")
      } else if isRead {
        // Names that occur twice are the one thing that only the tape lets pass.
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
      }
    }
  }

  @Test func aTextOfTooManyValuesIsRefused() {
    var tape = JSONTape()
    let text =
      [UInt8(ascii: "[")] + (0..<6 << 20).map { UInt8(ascii: $0 % 2 == 0 ? "0" : ",") }
      + Array("0]".utf8)
    #expect {
      try tape.read(text)
    } throws: { ($0 as? JSONError)?.fault == .tooManyValues }
  }

  /// With every number as a double.
  private static func plain(_ value: JSONValue) -> JSONValue {
    switch value {
    case .integer(let whole): return .number(Double(whole))
    case .array(let elements): return .array(elements.map(plain))
    case .object(let object):
      return .object(JSONObject(object.members.map { ($0.name, plain($0.value)) }))
    default: return value
    }
  }

  private static func value(of node: JSONTape.Node, _ tape: JSONTape) -> JSONValue {
    switch tape.kind(of: node) {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .number:
      if let whole = tape.integer(of: node) { #expect(Double(whole) == tape.number(of: node)) }
      return tape.number(of: node).map { .number($0) } ?? .null
    case .string: return tape.text(of: node).map { .string($0) } ?? .null
    case .array:
      var elements: [JSONValue] = []
      tape.eachElement(of: node) { elements.append(value(of: $0, tape)) }
      return .array(elements)
    case .object:
      var object = JSONObject()
      tape.eachMember(of: node) { object[tape.text(of: $0) ?? ""] = value(of: $1, tape) }
      return .object(object)
    }
  }
}

/// A small generator with a seed, so that a failure can be repeated (SplitMix64).
struct SystemSeed: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
