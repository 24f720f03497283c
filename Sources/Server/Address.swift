import Bytes
import Record

/// What a request asks for: a path inside the edition, a query, and the reader's language.
struct Address: Sendable, Hashable {
  /// Why an address is not looked up at all.
  enum Refusal: Sendable, Hashable {
    /// An escape is not one, or what it stands for is not UTF-8.
    case malformed
    /// The path is longer than `limit` bytes.
    case pathTooLong(limit: Int)
    /// The query is longer than `limit` bytes.
    case queryTooLong(limit: Int)
  }

  /// The path without its leading slash, decoded; `nil` when it is refused or leaves the edition.
  var path: String?
  /// Why there is no path, unless it merely leads nowhere.
  var refusal: Refusal?
  /// The query as sent, without `?`.
  var query: String
  /// The language of the folder it names, or else the one the reader's browser prefers.
  var language: Language

  /// The longest path that is looked at, in bytes.
  static let longest = 2048

  init(target: String, languages: String?) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    query = parts.count > 1 ? String(parts[1]) : ""
    let text = parts.first ?? ""
    let folder = text.split(separator: "/").first.map(String.init) ?? ""
    language = Language(rawValue: folder) ?? Self.preferred(languages)
    if text.utf8.count > Self.longest {
      refusal = .pathTooLong(limit: Self.longest)
    } else if query.utf8.count > QueryString.longest {
      refusal = .queryTooLong(limit: QueryString.longest)
    } else if !text.hasPrefix("/") {
      path = nil
    } else if let decoded = try? PercentEncoding.decoded(Array(text.dropFirst().utf8)) {
      path = Self.cleanPath(decoded)
    } else {
      refusal = .malformed
    }
    if refusal != nil { query = "" }
  }

  /// The path, or `nil` where it would leave the edition.
  private static func cleanPath(_ path: String) -> String? {
    guard path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\\" && $0.value != 0x7F })
    else { return nil }
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return names.contains { $0 == "." || $0 == ".." } ? nil : path
  }

  /// The first language of `Accept-Language` that there are pages in.
  private static func preferred(_ header: String?) -> Language {
    for item in (header ?? "").lowercased().split(separator: ",") {
      let tag = item.split(separator: ";").first?.filter { $0 != " " } ?? ""
      if tag.hasPrefix("vi") { return .vi }
      if tag.hasPrefix("en") { return .en }
    }
    return .en
  }
}
