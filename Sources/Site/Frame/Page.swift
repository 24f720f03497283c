internal import Messages
public import Record

/// One page on its way to bytes: the writer, the words, and links from where it stands.
public struct Page {
  /// Where it is.
  public let route: Route
  /// The words in its language.
  public let words: Words
  /// The names of what it links to.
  public let names: Names
  /// The site it belongs to.
  public let site: Site
  /// What is written so far.
  public var html = HTMLWriter()
  /// The last heading.
  var said = ""

  /// The folders around the page, the nearest first: their paths and the way up to them.
  private let folders: [(path: String, climb: String)]
  /// The folder the page is in, with its slash.
  var folder: String { folders[0].path }
  /// The part of the site the page is in: the folder below the language.
  let part: Substring
  /// The relative address of the folder of events in the same language, with its slash.
  let events: String

  /// The language.
  public var language: Language { words.language }

  /// Starts a page.
  ///
  /// - Parameter isAnywhere: whether the page is sent for addresses that are not its own, so that
  ///   its links have to begin at the root.
  public init(_ route: Route, words: Words, site: Site, isAnywhere: Bool = false) {
    self.route = route
    self.words = words
    self.site = site
    names = site.names
    // No address begins with the first of these two, so that all begin with the root.
    folders = isAnywhere ? [("/", ""), ("", "/")] : Self.folders(of: route.path)
    part = Self.part(of: route.path)
    events = Self.relative("\(words.language.rawValue)/events/", folders)
  }

  /// The relative address of another route.
  public func address(_ target: Route, fragment: String? = nil) -> String {
    var address = Self.relative(target.path, folders)
    let query = target.query
    if !query.isEmpty { address += "?\(query)" }
    if let fragment { address += "#\(fragment)" }
    return address
  }

  /// The relative address of a page in the same language.
  public func address(_ page: Route.Page, fragment: String? = nil) -> String {
    address(.page(language, page), fragment: fragment)
  }

  /// The relative address of a file that is not a route, such as `ledger/checkpoint`.
  public func address(file: String) -> String { Self.relative(file, folders) }

  private static func folders(of path: String) -> [(path: String, climb: String)] {
    var folders: [(String, String)] = []
    var climb = ""
    for place in path.utf8.indices.reversed() where path.utf8[place] == UInt8(ascii: "/") {
      folders.append((String(path[...place]), climb))
      climb += "../"
    }
    return folders + [("", climb)]
  }

  private static func relative(
    _ path: String, _ folders: [(path: String, climb: String)]
  ) -> String {
    for folder in folders where path.utf8.starts(with: folder.path.utf8) {
      return folder.climb
        + path[path.utf8.index(path.startIndex, offsetBy: folder.path.utf8.count)...]
    }
    return path
  }

  /// The folder below the language in a path of the site.
  static func part(of path: String) -> Substring {
    guard let language = path.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
    return path[path.utf8.index(after: language)...].prefix { $0 != "/" }
  }

  /// The relative address of a record's page; proceedings and figures are found on the pages of
  /// their person and series by their fragment.
  public func address(of reference: RecordReference) -> String? {
    if reference.kind == .event { return address(.event(reference.id, version: nil)) }
    return Section(kind: reference.kind).map { address(.entry($0, reference.id)) }
  }

  /// Writes a link to a record with its name.
  public mutating func link(_ kind: RecordKind, _ id: Slug) {
    let (text, found) = names.name(of: kind, id).text(for: language)
    guard let address = address(of: RecordReference(kind, id)) else { return html.text(text) }
    if found == language {
      html.link(address, text)
    } else {
      html.element("a", text, ("href", address), ("lang", found.rawValue))
    }
  }

  /// Writes a date: as `time` where HTML can say it, else as text.
  public mutating func date(_ date: EDTF) { html.date(date, in: words) }

  /// Writes a text in the reader's language, or the other one marked so.
  public mutating func text(_ text: LocalizedText) { html.localized(text, for: language) }

  /// Writes a code of the data with its word; where only the code is known it is marked English.
  mutating func code(_ code: (text: String, isKnown: Bool)) {
    if code.isKnown { return html.text(code.text) }
    html.element("span", code.text, ("lang", "en"))
  }

  /// Writes a link that is named by a code of the data.
  mutating func codeLink(_ address: String, _ code: (text: String, isKnown: Bool)) {
    if code.isKnown { return html.link(address, code.text) }
    html.element("a", code.text, ("href", address), ("lang", "en"))
  }

  /// A title with the number of the page in a list of several.
  func numbered(_ title: String, _ number: Int) -> String? {
    guard number > 1 else { return nil }
    return "\(title) — \(words("site.page-number", ["number": .number(number)]))"
  }
}
