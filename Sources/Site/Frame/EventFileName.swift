import Record

/// The names of events' pages, kept apart from those of lists beside them: an event whose slug
/// looks like the name of a list, or of another event's older version, has `event-` before it.
enum EventFileName {
  private static let mark = "event-"

  static func name(of id: Slug) -> String { isShadowed(id.text) ? mark + id.text : id.text }

  private static func isShadowed(_ text: String) -> Bool {
    text == "index" || reserved.contains { text.utf8.starts(with: $0) } || revision(text) != nil
  }

  private static let reserved: [[UInt8]] =
    [Array("page-".utf8), Array(mark.utf8)]
    + EventFacet.allCases.map { Array("\($0.rawValue)-".utf8) }

  /// The page with a name that no list has.
  static func page(named name: String) -> Route.Page? {
    if let revision = revision(name), let id = Slug(revision.base) {
      return .event(id, version: revision.number)
    }
    return Slug(name).map { .event($0, version: nil) }
  }

  /// The page of an event that has the mark before its slug.
  static func reserved(_ name: String) -> Route.Page? {
    guard name.hasPrefix(mark) else { return nil }
    let rest = String(name.dropFirst(mark.count))
    if let revision = revision(rest), isShadowed(revision.base), let id = Slug(revision.base) {
      return .event(id, version: revision.number)
    }
    return isShadowed(rest) ? Slug(rest).map { .event($0, version: nil) } : nil
  }

  /// `id-r2` is the second version of `id`.
  private static func revision(_ name: String) -> (base: String, number: Int)? {
    let bytes = name.utf8
    // Asked for every row of every list: most names end without a digit or have no "-r" before it.
    guard let digits = bytes.lastIndex(where: { !(0x30...0x39).contains($0) }),
      bytes[digits] == UInt8(ascii: "r"), digits > bytes.startIndex,
      bytes[bytes.index(before: digits)] == UInt8(ascii: "-"),
      let number = Int(name[bytes.index(after: digits)...]), number > 0
    else { return nil }
    return (String(name[..<bytes.index(before: digits)]), number)
  }
}
