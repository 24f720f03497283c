import Bytes
import Testing

@Suite("Cutting texts of JSON out of a stream")
struct JSONTextCutterTests {
  /// The texts with their places, whatever the blocks are: cut in blocks of every size up to 7, and
  /// whole.
  private func cut(_ text: String, longest: Int = 1000) -> [String] {
    func texts(_ size: Int) -> [String] {
      var cutter = JSONTextCutter(longest: longest)
      var found: [String] = []
      let add: (JSONTextCutter.Text) -> Void = { text in
        let place = "\(text.line)" + (text.column.map { ":\($0)" } ?? "")
        found.append("\(place) \(text.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "…")")
      }
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        cutter.cut(Array(bytes[start..<min(start + size, bytes.count)]), add)
      }
      cutter.finish(add)
      return found
    }
    let whole = texts(max(1, text.utf8.count))
    for size in 1...7 { #expect(texts(size) == whole) }
    return whole
  }

  @Test func findsListsAndValuesOneAfterTheOther() {
    #expect(
      cut("{\n\"a\": {}\n}\n{\"b\":[1]} {\"c\":2}") == [
        "1 {\n\"a\": {}\n}", "4 {\"b\":[1]}", "4:11 {\"c\":2}",
      ])
    #expect(
      cut("[{\"a\":\"[,}\\\"\"},{\"b\":1},\n  7, \"x\", null\n]\n[]{\"c\":2}") == [
        "1 {\"a\":\"[,}\\\"\"}", "1:16 {\"b\":1}", "2 7", "2:6 \"x\"", "2:11 null", "4 {\"c\":2}",
      ])
    #expect(cut("\u{FEFF}[[1],[{}]]") == ["1 [1]", "1:9 [{}]"])
    #expect(cut(" \n\n") == [])
    #expect(
      cut("\n\n\n  {\"a\":1}   {\"c\":\n[}\n\n \n  {\"b\":2}\n{\"d\":3}") == [
        "4 {\"a\":1}", "4:13 {\"c\":\n[}", "9 {\"d\":3}",
      ])
  }

  @Test func commentsAreNoPartOfTexts() {
    let text = """
      // {"no": 1}
      /* [ */ {
        "a": 1, // "b
        "c": "//" /* ** / */
      }
      /x
      """
    let bare = cut(text).map { $0.replacing(" ", with: "") }
    #expect(bare == ["2{\n\"a\":1,\"c\":\"//\"\n}", "6/x"])
    #expect(cut("/* {} ") == ["1 /*"])
  }

  @Test func whatIsBrokenEndsWhereNoSoundTextGoesOn() {
    // A value that is not closed, a string that is not, a bracket too many, and rubbish.
    let inner = "{\n  \"a\": {\n    \"b\": 1\n  }\n{\n  \"c\": 2\n}"
    #expect(cut(inner) == ["1 {\n  \"a\": {\n    \"b\": 1\n  }\n{", "5 {\n  \"c\": 2\n}"])
    #expect(cut("{\"a\": \"x\n}\n{\"b\":1}") == ["1 {\"a\": \"x\n", "3 {\"b\":1}"])
    #expect(cut("{\"a\": [}\n{\"b\":1}\n") == ["1 {\"a\": [}", "2 {\"b\":1}"])
    #expect(cut("rubbish {\n more\n{\"b\":1}") == ["1 rubbish {", "3 {\"b\":1}"])
    let list = "[\n  {\n    \"a\": 1\n  ,\n  {\n    \"b\": 2\n  }\n]\n"
    #expect(cut(list) == ["2 {\n    \"a\": 1\n  ,\n  {", "5 {\n    \"b\": 2\n  }"])
    #expect(cut("[{\"a\":1}, {\"b\"") == ["1 {\"a\":1}", "1:11 {\"b\"", "1 ["])
    let deep = String(repeating: "[", count: 600)
    #expect(cut("{\"a\":\(deep)\n{\"b\":1}").last == "2 {\"b\":1}")
  }

  @Test func longTextsArePassedOverAndNothingAfterThemIsLost() {
    let long = String(repeating: "x", count: 50)
    #expect(cut("[{\"a\":\"\(long)\"},{\"b\":1}]", longest: 20) == ["1 …", "1:61 {\"b\":1}"])
    #expect(cut("{\n\"a\": \(long)", longest: 20) == ["1 …"])
  }

  @Test func textsInSixteenBitsAreReadInAnyBlocks() throws {
    let text = "{\"a\":\"Hải Đăng 🗼\"}"
    for isLittle in [true, false] {
      for mark in [true, false] {
        var bytes: [UInt8] = []
        for unit in (mark ? [0xFEFF] : []) + Array(text.utf16) {
          let pair = [UInt8(unit & 255), UInt8(unit >> 8)]
          bytes += isLittle ? pair : pair.reversed()
        }
        for size in 1...5 {
          var reader = try #require(UTF16Reader(beginning: bytes))
          var out: [UInt8] = []
          for start in stride(from: 0, to: bytes.count, by: size) {
            out += reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
          }
          #expect(String(decoding: out, as: UTF8.self) == (mark ? "\u{FEFF}" : "") + text)
        }
      }
    }
    for other in [Array(text.utf8), [0xFF, 0xFE, 0, 0], [0x7B, 0, 0, 0], [], [0x7B]] {
      #expect(UTF16Reader(beginning: other) == nil)
    }
    var half = try #require(UTF16Reader(beginning: [0xFE, 0xFF]))
    #expect(String(validating: half.read([0xD8, 0x3D, 0, 0x61]), as: UTF8.self) == nil)
  }
}
