import Bytes
import Record

/// What a request asks for: a path inside the edition, a query, and the reader's language.
struct Address: Sendable, Hashable {
  /// The path without its leading slash, decoded; `nil` when it is malformed or leaves the edition.
  var path: String?
  /// The query as sent, without `?`.
  var query: String
  /// The language the reader's browser prefers.
  var language: Language

  /// The longest target that is looked at, in bytes.
  static let longest = 2048

  init(target: String, languages: String?) {
    language = Self.preferred(languages)
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    query = parts.count > 1 ? String(parts[1]) : ""
    path = target.utf8.count <= Self.longest ? Self.cleanPath(parts.first ?? "") : nil
  }

  private static func cleanPath(_ text: Substring) -> String? {
    // A malformed target is answered like any address that leads nowhere.
    guard text.hasPrefix("/"),
      let path = try? PercentEncoding.decoded(Array(text.dropFirst().utf8))
    else { return nil }
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
