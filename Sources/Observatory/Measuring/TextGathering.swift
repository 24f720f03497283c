import Bytes
import Glibc

/// Texts on their way into a batch.
struct TextGathering {
  var member: String?
  private var bytes: [UInt8] = []
  private var texts: [TextBatch.Text] = []
  private var done: [TextPiece] = []

  var isFull: Bool { !done.isEmpty || bytes.count >= MeasurementTexts.batchSize }

  mutating func add(_ text: JSONTextCutter.Text) {
    let place = TextPlace(member: member, line: text.line, column: text.column)
    guard let its = text.bytes else {
      giveBatch()
      done.append(.textTooLong(place))
      return
    }
    texts.append(TextBatch.Text(range: bytes.count..<bytes.count + its.count, place: place))
    bytes += its
    if bytes.count >= MeasurementTexts.batchSize { giveBatch() }
  }

  private mutating func giveBatch() {
    guard !texts.isEmpty else { return }
    done.append(.batch(TextBatch(bytes: bytes, form: .texts(texts))))
    bytes = []
    texts = []
  }

  /// All that was added and not taken yet.
  mutating func taken() -> [TextPiece] {
    giveBatch()
    defer { done = [] }
    return done
  }
}

/// A line with nothing but a bracket: what programs begin a value with that they write over many
/// lines.
enum BareBracket {
  /// Where the first such line begins, in whole lines.
  static func line(in lines: ArraySlice<UInt8>) -> Int? {
    let found = lines.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var place = 0
      while place < bytes.count {
        if bytes[place] == 0x0A {
          place += 1
          continue
        }
        if begins(bytes, at: place) { return place }
        guard let end = memchr(base + place, 0x0A, bytes.count - place) else { return nil }
        place = UnsafeRawPointer(end) - base + 1
      }
      return nil
    }
    return found.map { lines.startIndex + $0 }
  }

  private static func begins(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    guard bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: "[") else {
      return false
    }
    var end = place + 1
    if end < bytes.count, bytes[end] == 0x0D { end += 1 }
    return end < bytes.count && bytes[end] == 0x0A
  }
}
