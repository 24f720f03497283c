import Record

/// The names of cases' pages, kept apart from those of lists beside them: a case whose slug looks like the name of
/// a list has `case-` before it.
enum DocketFileName {
  private static let mark = "case-"

  static func name(of id: Slug) -> String { isShadowed(id.text) ? mark + id.text : id.text }

  /// The case whose page has that name.
  static func id(of name: String) -> Slug? {
    guard let rest = name.removingPrefix(mark) else {
      return isShadowed(name) ? nil : Slug(name)
    }
    return isShadowed(rest) ? Slug(rest) : nil
  }

  private static func isShadowed(_ text: String) -> Bool {
    reserved.contains { text.utf8.starts(with: $0) }
  }

  private static let reserved: [[UInt8]] =
    [Array("index".utf8), Array("page-".utf8), Array(mark.utf8)]
    + DocketFacet.allCases.map { Array("\($0.rawValue)-".utf8) }
}
