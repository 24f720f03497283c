internal import Bytes

/// A small table with a line of names, its columns known by name.
struct FigureTable {
  let names: [String]
  let rows: [CSVRow]
  /// What stands above the names, in tables that may have it.
  let title: String?
  private let places: [String: Int]
  private let foldedPlaces: [String: Int]

  init(_ bytes: [UInt8]) throws(FigureFileFault) { try self.init(Self.rows(of: bytes), under: nil) }

  /// A table that may have one line above its names with a title alone in it.
  init(titled bytes: [UInt8]) throws(FigureFileFault) {
    let all = try Self.rows(of: bytes)
    let texts = all.first.flatMap { try? $0.texts() }?.filter { !$0.allSatisfy(\.isWhitespace) }
    if let texts, texts.count == 1, all.count > 1 {
      try self.init(Array(all.dropFirst()), under: texts[0])
    } else {
      try self.init(all, under: nil)
    }
  }

  private static func rows(of bytes: [UInt8]) throws(FigureFileFault) -> [CSVRow] {
    do { return try CSVReader.rows(of: bytes) } catch { throw .table("\(error)") }
  }

  private init(_ all: [CSVRow], under title: String?) throws(FigureFileFault) {
    guard let first = all.first else { throw .unknownHeader([]) }
    guard let names = try? first.texts() else { throw .table("the names are not UTF-8") }
    // Names in the wild carry blanks at their ends and two kinds of apostrophe.
    self.names = names.map(Self.plain)
    self.title = title
    rows = Array(all.dropFirst())
    places = Dictionary(
      zip(self.names, self.names.indices), uniquingKeysWith: { first, _ in first })
    foldedPlaces = Dictionary(
      zip(self.names.map { $0.lowercased() }, self.names.indices),
      uniquingKeysWith: { first, _ in first })
  }

  static func plain(_ name: String) -> String {
    name.replacing("\u{2019}", with: "'").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// Whether all of `names` are columns.
  func has(_ names: [String]) -> Bool { names.allSatisfy { places[$0] != nil } }

  /// Where the first of `names` that is a column stands.
  func place(_ names: String...) -> Int? { names.lazy.compactMap { places[$0] }.first }

  /// Where a name stands, capitals apart.
  func place(folding name: String) -> Int? { foldedPlaces[name.lowercased()] }

  /// Columns that are none of `known`.
  func unknown(besides known: Set<String>) -> [String] { names.filter { !known.contains($0) } }
}

extension CSVRow {
  /// The text of a field; `nil` where there is none, or it is not UTF-8.
  func text(_ place: Int?) -> String? {
    guard let place, place < count else { return nil }
    return String(validating: bytes(place), as: UTF8.self)
  }

  /// A count of digits, with commas for thousands or not.
  func count(_ place: Int?) -> Int? {
    guard let place, place < count else { return nil }
    return FigureText.count(bytes(place))
  }
}

/// Numbers as reports write them.
enum FigureText {
  /// A count of up to 15 digits, with commas before every three of them or without any.
  static func count(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 20 else { return nil }
    var value = 0
    var digits = 0
    var sinceComma: Int?
    for byte in bytes {
      if byte == UInt8(ascii: ",") {
        guard digits > 0, sinceComma.map({ $0 == 3 }) ?? (digits <= 3) else { return nil }
        sinceComma = 0
        continue
      }
      guard byte &- 0x30 < 10, digits < 15 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
      sinceComma = sinceComma.map { $0 + 1 }
    }
    return digits > 0 && sinceComma.map { $0 == 3 } ?? true ? value : nil
  }

  /// A count or a band: `12`, `1,234`, `<10`, `0 - 249`, `0-249`.
  static func band(_ text: String) -> (low: Double, high: Double)? {
    let plain = text.filter { !$0.isWhitespace }
    if let value = count(plain.utf8) { return (Double(value), Double(value)) }
    if plain.first == "<", let bound = count(plain.dropFirst().utf8), bound > 0 {
      return (1, Double(bound - 1))
    }
    let ends = plain.split(whereSeparator: { $0 == "-" || $0 == "\u{2013}" })
    if ends.count == 2, let low = count(ends[0].utf8), let high = count(ends[1].utf8), low <= high {
      return (Double(low), Double(high))
    }
    return nil
  }

  /// A count with a fraction, `1,234.5`, which no count should have.
  static func fraction(_ text: String) -> Double? {
    let parts = text.filter { !$0.isWhitespace }.split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let whole = count(parts[0].utf8), (1...6).contains(parts[1].utf8.count),
      parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 })
    else { return nil }
    return Double("\(whole).\(parts[1])")
  }

  /// `50.00%`, `50%` or `50`: a number from 0 to 100.
  static func percent(_ text: String) -> Double? {
    var plain = text.filter { !$0.isWhitespace }
    if plain.last == "%" { plain.removeLast() }
    guard !plain.isEmpty, plain.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }),
      let value = Double(plain), (0...100).contains(value)
    else { return nil }
    return value
  }
}
