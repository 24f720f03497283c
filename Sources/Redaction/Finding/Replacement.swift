internal import Record

/// A text with marks in the place of spans, and the way back to the bytes of the original.
struct Replacement {
  private(set) var bytes: [UInt8] = []
  /// Where pieces of the original stand in the new text: start there, start here, length.
  private var pieces: [(shown: Int, original: Int, length: Int)] = []

  /// - Parameter spans: in order, not overlapping.
  init(_ original: [UInt8], _ spans: [RedactionSpan], _ marks: MarkTexts, _ language: Language) {
    var place = 0
    for span in spans {
      keep(original, place..<span.range.lowerBound)
      bytes += marks.mark(span, language).utf8
      place = span.range.upperBound
    }
    keep(original, place..<original.count)
  }

  private mutating func keep(_ original: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    pieces.append((bytes.count, range.lowerBound, range.count))
    bytes += original[range]
  }

  /// Bytes of the original that a range of the new text shows; a range holds no mark.
  func original(_ range: Range<Int>) -> Range<Int> {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].shown + pieces[middle].length <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < pieces.count else { return 0..<0 }
    let shift = pieces[low].original - pieces[low].shown
    return range.lowerBound + shift..<range.upperBound + shift
  }
}

extension MarkTexts {
  /// The mark of a span: `[name withheld 1]`.
  func mark(_ span: RedactionSpan, _ language: Language) -> String {
    let text = marks[span.kind]?[language.rawValue] ?? span.kind.rawValue
    return span.number.map { "[\(text) \($0)]" } ?? "[\(text)]"
  }
}
