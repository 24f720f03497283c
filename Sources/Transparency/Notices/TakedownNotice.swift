public import Record

/// A notice in the layout of `github/gov-takedowns`: `<Country>/<YYYY>/<YYYY-MM-DD>-<authority>[-n].md` (docket
/// specification 3.6).
public struct TakedownNotice: Sendable, Hashable {
  /// Why a file is none.
  public enum Fault: Error, Sendable, Hashable {
    /// The path has another layout.
    case path
    /// The text is not UTF-8.
    case notUTF8
    /// The text is longer than ``longest``.
    case tooLong
  }

  /// How many bytes a notice may have.
  public static let longest = 4 << 20

  /// The country as the folder is called.
  public let country: String
  /// The day in the name of the file: when it was published, not when it was sent.
  public let published: CivilDay
  /// The authority as the file is called. One authority has many spellings.
  public let authority: String
  /// Which of several of the same day.
  public let number: Int?
  /// What the company says before the letters: that it acted under its own terms. The restriction then stands in no
  /// count of removals by law.
  public let companyNote: String?
  /// The letters, oldest first, verbatim but for addresses, which are defanged and without their questions.
  public let letters: [String]
  /// The addresses in the letters, defanged, each once, in their order.
  public let addresses: [String]
  /// How often each mark stands in the letters: `[private]`, `[invalid]`, `[REDACTED]`.
  public let marks: [String: Int]

  /// Whether the company says that it acted under its terms of service.
  public var isUnderTerms: Bool { companyNote != nil }

  /// Reads a notice.
  ///
  /// - Parameter path: within the collection; only its last three parts count, or four where the notice lies in a
  ///   folder of its name.
  public init(path: String, bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.longest else { throw .tooLong }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    var parts = path.split(separator: "/").map(String.init)
    guard let file = parts.popLast(), file.lowercased().hasSuffix(".md") else { throw .path }
    var name = String(file.dropLast(3))
    // In a folder of its own the folder has the name.
    if let last = parts.last, last.utf8.count > 10, CivilDay(parsing: last.prefix(10)) != nil {
      name = last
      parts.removeLast()
    }
    guard parts.count >= 2, let day = CivilDay(parsing: name.prefix(10)),
      name.dropFirst(10).first == "-", parts[parts.count - 1] == String(day.description.prefix(4))
    else { throw .path }
    var slug = String(name.dropFirst(11))
    var number: Int?
    if let dash = slug.lastIndex(of: "-"), let last = Int(slug[slug.index(after: dash)...]),
      slug[slug.index(after: dash)...].utf8.allSatisfy({ $0 &- 0x30 < 10 }), last < 1000
    {
      number = last
      slug = String(slug[..<dash])
    }
    guard !slug.isEmpty else { throw .path }
    country = parts[parts.count - 2]
    published = day
    authority = slug
    self.number = number
    var pieces = Self.pieces(text)
    companyNote = pieces.first.flatMap { Self.saysTerms($0) ? DefangedAddress.text($0).text : nil }
    if companyNote != nil { pieces.removeFirst() }
    let read = pieces.map { DefangedAddress.text($0) }
    letters = read.map(\.text)
    var seen: Set<String> = []
    addresses = read.flatMap(\.addresses).filter { seen.insert($0).inserted }
    marks = Dictionary(
      ["[private]", "[invalid]", "[REDACTED]"].map { mark in
        (mark, pieces.reduce(0) { $0 + $1.ranges(of: mark).count })
      }.filter { $0.1 > 0 }, uniquingKeysWith: { first, _ in first })
  }

  /// The parts between lines of three dashes or more, without empty ones.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var lines: [Substring] = []
    func flush() {
      let first = lines.firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? lines.endIndex
      let last = lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? lines.startIndex
      if first <= last, first < lines.endIndex {
        pieces.append(lines[first...last].joined(separator: "\n"))
      }
      lines = []
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let trimmed = line.filter { !$0.isWhitespace }
      if trimmed.count >= 3, trimmed.allSatisfy({ $0 == "-" }) {
        flush()
      } else {
        lines.append(line)
      }
    }
    flush()
    return pieces
  }

  /// Whether a text is GitHub's remark that the content broke its own terms.
  private static func saysTerms(_ text: String) -> Bool {
    let folded = text.lowercased()
    return folded.contains("terms of service") && folded.contains("determined")
      && folded.hasPrefix("although this request came from a government")
  }
}
