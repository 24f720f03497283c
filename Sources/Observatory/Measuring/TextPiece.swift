import Bytes

/// Where a text lies in its file.
struct TextPlace: Sendable, Hashable {
  /// The file inside an archive.
  var member: String?
  /// The line, counted from 1.
  var line: Int
  /// The place in the line; `nil` for the first text of a line.
  var column: Int?

  /// As it is shown; a file inside an archive that holds one text needs no line.
  var description: String {
    let place = "line \(line)" + (column.map { ", byte \($0)" } ?? "")
    guard let member else { return place }
    return line == 1 && column == nil ? member : "\(member): \(place)"
  }
}

/// Texts cut from a file, to be read in one go.
struct TextBatch: Sendable {
  /// A text in the bytes of the batch.
  struct Text: Sendable {
    var range: Range<Int>
    var place: TextPlace
  }

  /// What the bytes are.
  enum Form: Sendable {
    /// Whole lines; the last may lack its line feed.
    case lines
    /// Texts over as many lines as they like.
    case texts([Text])
  }

  var bytes: [UInt8]
  var form: Form
}

/// What files of measurements give, piece after piece.
enum TextPiece: Sendable {
  /// A file begins: its place in the list.
  case file(Int)
  case batch(TextBatch)
  /// A line is too long to be read.
  case tooLong
  /// A text that is not a line is too long to be read.
  case textTooLong(TextPlace)
  /// A text that cannot be read, and why.
  case refused(TextPlace, String)
  /// The rest of the file cannot be read.
  case damaged(String)
  /// The system does not let the file be read.
  case closed(String)
}
