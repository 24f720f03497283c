import Bytes
public import Record

/// What people set for an observatory: its title, its clock, its address and its stories.
public struct ObservatorySettings: Sendable, Hashable {
  /// A saved selection of events, told as a story.
  public struct Story: Sendable, Hashable {
    /// Its name in addresses.
    public var id: Slug
    /// Its title.
    public var title: LocalizedText
    /// What it is about.
    public var intro: LocalizedText
    /// Its events.
    public var selection: EventSelection
  }

  /// The name that readers see.
  public var title = LocalizedText()
  /// What readers should know of this record: how it was made, in which languages, by whom.
  public var note: LocalizedText?
  /// The offset from UTC by which days are counted.
  public var zone = TimeZoneOffset.utc
  /// The public address of the live site, with no slash at its end.
  public var address: String?
  /// The country that it is about, by ISO 3166-1 code, if it is about one.
  public var country: String?
  /// The stories, in the order in which the front page lists them.
  public var stories: [Story] = []

  /// Settings of an observatory that nobody has set anything for.
  public static let empty = ObservatorySettings()

  private static let fields: [Field] = [
    Field("title", .localized),
    Field("note", .localized),
    Field("zone", .text),
    Field("address", .address),
    Field("country", .text),
    Field(
      "stories",
      .list(
        .object([
          Field("id", .slug).required,
          Field("title", .localized).required,
          Field("intro", .localized).required,
          Field("selection", .text).required,
        ]))),
  ]

  private init() {}

  /// Reads a settings file.
  ///
  /// - Throws: `DossierFault` with line and field of the first thing that is wrong.
  public static func read(_ path: String) throws(DossierFault) -> ObservatorySettings {
    let (_, text) = try TextFile.read(path, named: path)
    return try ObservatorySettings(text: text, named: path)
  }

  /// Reads the text of a settings file; `name` is used in messages.
  public init(text: String, named name: String) throws(DossierFault) {
    guard let root = try NodeReading.root(of: text, file: name) else { return }
    var nodes = NodeReading(file: name)
    let content = nodes.value(root, .object(Self.fields), at: "")
    if let fault = nodes.faults.first { throw fault }
    func fail(_ fault: FieldFault) -> DossierFault {
      let place = nodes.place(of: fault.pointer)
      return DossierFault(name, line: place.line, column: place.column, .field(fault))
    }
    if let fault = SchemaCheck.faults(in: content, fields: Self.fields).first { throw fail(fault) }
    title = LocalizedText(content["title"]) ?? LocalizedText()
    note = LocalizedText(content["note"])
    if let text = content["zone"].text {
      guard let zone = TimeZoneOffset(parsing: text) else {
        throw fail(FieldFault("/zone", .rule("must be an offset such as \"+07:00\"")))
      }
      self.zone = zone
    }
    address = content["address"].text.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    country = content["country"].text
    if let country, !CountryCode.all.contains(country) {
      let why = "is no country's code; write two capitals of ISO 3166-1, such as VN"
      throw fail(FieldFault("/country", .rule(why)))
    }
    for (index, item) in content["stories"].elements.enumerated() {
      stories.append(try Self.story(item, at: "/stories/\(index)", fail))
    }
  }

  private static func story(
    _ value: JSONValue, at pointer: String, _ fail: (FieldFault) -> DossierFault
  ) throws(DossierFault) -> Story {
    guard let id = value["id"].text.flatMap({ Slug($0) }),
      let title = LocalizedText(value["title"]),
      let intro = LocalizedText(value["intro"])
    else { throw fail(FieldFault(pointer, .missing)) }
    do {
      let selection = try EventSelection(query: value["selection"].text ?? "")
      return Story(id: id, title: title, intro: intro, selection: selection)
    } catch {
      throw fail(FieldFault("\(pointer)/selection", .rule("\(error)")))
    }
  }

  /// The text of a settings file that says the same.
  public var text: String {
    var object = JSONObject()
    func localized(_ text: LocalizedText) -> JSONValue {
      var members = JSONObject()
      members["en"] = text.en.map { .string($0) }
      members["vi"] = text.vi.map { .string($0) }
      return .object(members)
    }
    if title != LocalizedText() { object["title"] = localized(title) }
    object["note"] = note.map(localized)
    object["zone"] = .string(zone.description)
    object["address"] = address.map { .string($0) }
    object["country"] = country.map { .string($0) }
    if !stories.isEmpty {
      object["stories"] = .array(
        stories.map { story in
          [
            "id": .string(story.id.text), "title": localized(story.title),
            "intro": localized(story.intro), "selection": .string(story.selection.queryText),
          ]
        })
    }
    var out = ""
    DossierWriter.append(.object(object), .object(Self.fields), indent: "", to: &out)
    return out
  }
}
