import Record
import Synchronization

/// Dates as pages show them, by how they are recorded: a record has fewer dates than a site has rows
/// that show one.
///
/// A lock and not an actor, because rendering is synchronous and holds it for one lookup.
final class DateCells: Sendable {
  private let cells = Mutex<[String: String]>([:])
  /// So that a large record does not fill the memory.
  private static let most = 16_384

  /// The date as HTML; text that is no date is shown as it is.
  func cell(of recorded: String, in words: Words) -> String {
    if let known = cells.withLock({ $0[recorded] }) { return known }
    let made = Self.html(recorded, words)
    cells.withLock { cells in
      if cells.count >= Self.most { cells = [:] }
      cells[recorded] = made
    }
    return made
  }

  private static func html(_ recorded: String, _ words: Words) -> String {
    var html = HTMLWriter()
    if let date = try? EDTF(parsing: recorded) {
      html.date(date, in: words)
    } else {
      html.text(recorded)
    }
    return String(decoding: html.bytes, as: UTF8.self)
  }
}

extension HTMLWriter {
  /// Writes a date: as `time` where HTML can say it, else as text.
  mutating func date(_ date: EDTF, in words: Words) {
    if let machine = date.htmlDateTime {
      element("time", words.date(date), ("datetime", machine))
    } else {
      text(words.date(date))
    }
  }
}
