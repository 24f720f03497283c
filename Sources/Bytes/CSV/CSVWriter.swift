/// Writes rows of comma-separated values (RFC 4180) in UTF-8, each ended by one line feed.
public struct CSVWriter: Sendable {
  /// How the bytes are fitted to a spreadsheet program.
  public struct Options: Sendable, Hashable {
    /// Whether the text begins with a byte order mark, without which Excel takes UTF-8 for the
    /// code page of its machine.
    public var hasByteOrderMark: Bool
    /// Whether text that a spreadsheet program would run as a formula gets an apostrophe in front,
    /// see ``CSVFormulaGuard``.
    public var hasFormulaGuard: Bool

    /// For tables that people open: nothing in them is run as a formula.
    public static let guarded = Options(hasFormulaGuard: true)

    /// Makes options; by default the text is plain.
    public init(hasByteOrderMark: Bool = false, hasFormulaGuard: Bool = false) {
      self.hasByteOrderMark = hasByteOrderMark
      self.hasFormulaGuard = hasFormulaGuard
    }
  }

  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  private let options: Options
  private var column = 0
  private var isRowEmpty = true

  /// Starts a text.
  public init(_ options: Options = Options()) {
    self.options = options
    if options.hasByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
  }

  /// Appends a field of text to the row.
  ///
  /// - Complexity: O(n) in the length of the text.
  public mutating func append(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { field in
      let needsGuard = options.hasFormulaGuard && CSVFormulaGuard.isNeeded(field)
      let needsQuotes = CSVScanner.firstSpecial(field, from: 0) < field.count
      isRowEmpty = isRowEmpty && field.isEmpty
      if needsQuotes { bytes.append(CSVByte.quote) }
      if needsGuard { bytes.append(CSVByte.apostrophe) }
      if needsQuotes { appendDoublingQuotes(field) } else { bytes.append(contentsOf: field) }
      if needsQuotes { bytes.append(CSVByte.quote) }
    }
  }

  /// Appends a field that holds a number, a date or a code of ours: it needs neither quotes nor
  /// guard.
  public mutating func append(plain text: String) {
    separate()
    isRowEmpty = isRowEmpty && text.isEmpty
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a value: text as text, nothing for `null`, lists and objects as JSON.
  public mutating func append(value: JSONValue) {
    switch value {
    case .null: append(plain: "")
    case .string(let text): append(text)
    case .integer, .number, .bool: append(plain: value.canonicalText)
    default: append(value.canonicalText)
    }
  }

  /// Ends the row.
  public mutating func endRow() {
    // A row of one empty field would be a blank line, which readers skip.
    if column == 1, isRowEmpty { bytes += [CSVByte.quote, CSVByte.quote] }
    bytes.append(CSVByte.lineFeed)
    column = 0
    isRowEmpty = true
  }

  /// Writes one whole row.
  public mutating func row(_ fields: some Sequence<String>) {
    for field in fields { append(field) }
    endRow()
  }

  /// What has been written since the last time, for a table that is too large to hold.
  ///
  /// - Precondition: a row has just been ended.
  public mutating func take() -> [UInt8] {
    let taken = bytes
    bytes.removeAll()
    return taken
  }

  private mutating func separate() {
    if column > 0 { bytes.append(CSVByte.comma) }
    column += 1
  }

  private mutating func appendDoublingQuotes(_ field: UnsafeBufferPointer<UInt8>) {
    for byte in field {
      if byte == CSVByte.quote { bytes.append(CSVByte.quote) }
      bytes.append(byte)
    }
  }
}

/// The bytes that have a meaning in comma-separated values.
enum CSVByte {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let apostrophe = UInt8(ascii: "'")
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
}

/// The apostrophe that keeps a spreadsheet program from running a field as a formula (OWASP, CSV
/// injection).
///
/// It goes before text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and is no number. Text that
/// begins with apostrophes and one of these gets one more, so that taking one away restores it.
public enum CSVFormulaGuard {
  /// Whether the guard would put an apostrophe before `field`.
  public static func isNeeded(_ field: some Collection<UInt8>) -> Bool {
    let rest = field.drop { $0 == CSVByte.apostrophe }
    switch rest.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, CSVByte.carriageReturn: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(rest.dropFirst())
    default: return false
    }
  }

  /// Digits with a point or a comma in them, and nothing that could be worked out.
  private static func isNumber(_ digits: some Collection<UInt8>) -> Bool {
    guard let first = digits.first, first &- 0x30 < 10 else { return false }
    return digits.allSatisfy {
      $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
  }

  /// The field as it was before the guard.
  public static func removed(from field: String) -> String {
    guard field.utf8.first == CSVByte.apostrophe, isNeeded(field.utf8) else { return field }
    // An apostrophe and a mark after it are one Character: take the scalar, not the Character.
    return String(field.unicodeScalars.dropFirst())
  }
}
