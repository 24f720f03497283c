internal import Bytes

/// The marks that stand in the place of what is withheld, as `Data/redaction/marks.csv` has them, and
/// what explains the reasons.
struct MarkTexts: Sendable {
  /// By class and language.
  var marks: [RedactionClass: [String: String]] = [:]
  var reasons: [RedactionReason: [String: String]] = [:]
  /// All marks as bytes, without brackets and numbers.
  private var all: Set<[UInt8]> = []
  private var longest = 0

  static let shipped = MarkTexts(
    marks: PackageResources.marks_csv, reasons: PackageResources.reasons_csv)

  init(marks table: [UInt8], reasons: [UInt8]) {
    for row in Self.rows(table) {
      guard let kind = RedactionClass(rawValue: row.first) else { continue }
      marks[kind] = row.texts
      for text in row.texts.values {
        all.insert(Array(text.utf8))
        longest = max(longest, text.utf8.count)
      }
    }
    for row in Self.rows(reasons) {
      guard let reason = RedactionReason(rawValue: row.first) else { continue }
      self.reasons[reason] = row.texts
    }
  }

  private static func rows(_ table: [UInt8]) -> [(first: String, texts: [String: String])] {
    let rows = ((try? CSVReader.rows(of: table)) ?? []).compactMap { try? $0.texts() }
    guard let head = rows.first else { return [] }
    return rows.dropFirst().filter { $0.count == head.count }.map { row in
      (row[0], Dictionary(uniqueKeysWithValues: zip(head.dropFirst(), row.dropFirst())))
    }
  }

  /// Where marks stand in a text, and the highest number among them.
  ///
  /// - Complexity: O(n) in the number of bytes.
  func find(in bytes: [UInt8]) -> (ranges: [Range<Int>], highest: Int) {
    var ranges: [Range<Int>] = []
    var highest = 0
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "["), let (end, number) = mark(in: bytes, at: place) {
        ranges.append(place..<end)
        highest = max(highest, number)
        place = end
      } else {
        place += 1
      }
    }
    return (ranges, highest)
  }

  private func mark(in bytes: [UInt8], at open: Int) -> (end: Int, number: Int)? {
    let limit = min(bytes.count, open + longest + 12)
    guard let close = bytes[open..<limit].firstIndex(of: UInt8(ascii: "]")) else { return nil }
    var text = bytes[open + 1..<close]
    var number = 0
    var scale = 1
    while let last = text.last, LetterTable.isDigit(last), scale < 1_000_000_000 {
      number += Int(last - UInt8(ascii: "0")) * scale
      scale *= 10
      text = text.dropLast()
    }
    if scale > 1, text.last == UInt8(ascii: " ") { text = text.dropLast() }
    return all.contains(Array(text)) ? (close + 1, number) : nil
  }
}
