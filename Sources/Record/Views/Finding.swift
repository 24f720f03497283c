public import Bytes

/// What a method concluded from observations, with all that is needed to run it again.
public struct Finding: RecordView, Hashable {
  /// `.finding`.
  public static let kind = RecordKind.finding

  /// How often something was done in one way.
  public struct MechanismCount: Sendable, Hashable {
    /// The mechanism's stable name, such as `dns.sinkhole`.
    public var mechanism: String
    /// How many measurements show it.
    public var count: Int
  }

  /// What the measurements of one network say, or of several together where one alone has too few
  /// vantage points to be shown.
  public struct NetworkRow: Sendable, Hashable {
    /// The target, where a finding is about several.
    public var target: String?
    /// The network's number; `nil` for several together, or for one that is not known.
    public var network: Int?
    /// Whose network it is, as a table of names has it.
    public var name: String?
    /// How many networks stand together; `nil` for one.
    public var networks: Int?
    /// What they say.
    public var state: FindingState
    /// How many there are; `nil` when that is withheld.
    public var measurements: Int?
    /// How many could be judged.
    public var judged: Int?
    /// How many of these were blocked.
    public var blocked: Int?
    /// How many failed outside too.
    public var down: Int?
    /// How many the site itself refused.
    public var refused: Int?
    /// How many brought the page.
    public var ok: Int?
    /// From how many vantage points they come, at least.
    public var vantagePoints: Int?
    /// How the blocked ones were blocked.
    public var mechanisms: [MechanismCount]
    /// The day of the first and of the last.
    public var first: EDTF?
    /// The day of the last.
    public var last: EDTF?
    /// The day of the first that was blocked.
    public var firstBlocked: EDTF?
    /// The day of the last that was blocked.
    public var lastBlocked: EDTF?
  }

  /// One day of one network, or of all.
  public struct Cell: Sendable, Hashable {
    /// The day.
    public var day: EDTF
    /// The network's number; `nil` for all of them.
    public var network: Int?
    /// How many measurements could be judged.
    public var judged: Int
    /// How many of these were blocked; `nil` where so few saw it that it is withheld.
    public var blocked: Int?
    /// How many failed outside too; `nil` where that is withheld.
    public var down: Int?
    /// How many the site itself refused; `nil` where that is withheld.
    public var refused: Int?
    /// From how many vantage points they come, at least; `nil` where they are not told by day.
    public var vantagePoints: Int?
    /// How most of the blocked ones were blocked.
    public var mechanism: String?

    /// How many brought the page; `nil` where that would tell what is withheld.
    public var ok: Int? {
      guard let blocked, let down, let refused else { return nil }
      return judged - blocked - down - refused
    }
  }

  /// When something turned: the best estimate, and between which moments it lies.
  public struct Turn: Sendable, Hashable {
    /// The best estimate.
    public var estimate: EDTF
    /// Not before.
    public var earliest: EDTF
    /// Not after.
    public var latest: EDTF
  }

  /// What came back before the rest did.
  public struct EarlyEnd: Sendable, Hashable {
    /// The targets; none where it is about all.
    public var targets: [String]
    /// In these networks; none for small ones that stand together.
    public var networks: [Int]
    /// When.
    public var turn: Turn
  }

  /// The hours of the day at which it comes back, day after day.
  public struct Recurrence: Sendable, Hashable {
    /// The time of day (UTC) at which it begins: `11:00`.
    public var from: String
    /// The time of day at which it stops; before `from` where midnight lies between them.
    public var until: String
    /// On how many days that are told it was seen; `nil` where that is not known.
    public var days: Int?
  }

  /// A measurement that shows what the finding says.
  public struct Witness: Sendable, Hashable {
    /// The name under which it is published; `nil` where it is not.
    public var measurement: String?
    /// The day it was made.
    public var day: EDTF
    /// In which network.
    public var network: Int?
    /// The rule that decided.
    public var rule: String
    /// How it was done.
    public var mechanism: String?
    /// What made the rule fire.
    public var what: [String]
  }

  /// A number with its name.
  public struct NamedNumber: Sendable, Hashable {
    /// Its stable name.
    public var name: String
    /// The number.
    public var value: Double
  }

  /// From what it was made.
  public struct Inputs: Sendable, Hashable {
    /// The exhibits that the journal's first so many entries announce.
    public var entries: Int
    /// How many exhibits of measurements these are.
    public var exhibits: Int
    /// The SHA-256 of their sorted digests.
    public var digest: String
    /// The SHA-256 of the tables used: fingerprints, networks.
    public var tables: String
  }

  /// Its name.
  public var id: Slug
  /// How it was made.
  public var method: FindingMethod
  /// The version of the method.
  public var methodVersion: Int
  /// Its title.
  public var title: LocalizedText
  /// What it says.
  public var state: FindingState
  /// The country it is about.
  public var country: String?
  /// What was tried: hosts, or parts of services.
  public var targets: [String]
  /// The addresses of pages that are blocked while others of the same target are open.
  public var addresses: [String]
  /// The networks it is about.
  public var networks: [Int]
  /// The time it is about.
  public var span: EDTF
  /// When it began.
  public var onset: Turn?
  /// When it ended, if it did.
  public var end: Turn?
  /// What came back before that, or before the rest, which goes on; in the order of time.
  public var earlyEnds: [EarlyEnd]
  /// At which hours it comes back, where it does so day after day.
  public var recurrence: Recurrence?
  /// Reservations: `input-change`, `global` and the like.
  public var labels: [String]
  /// Whether nothing shows that what is silent is silent, and not a file that is missing.
  public var isUncorroborated: Bool { labels.contains("uncorroborated") }
  /// How many measurements there are; `nil` when that is withheld.
  public var measurements: Int?
  /// How many of them could be judged.
  public var judged: Int?
  /// How many of these were blocked.
  public var blocked: Int?
  /// From how many vantage points they come, at most.
  public var vantagePoints: Int?
  /// How the blocked ones were blocked.
  public var mechanisms: [MechanismCount]
  /// By network.
  public var rows: [NetworkRow]
  /// By day.
  public var cells: [Cell]
  /// Measurements that show it.
  public var witnesses: [Witness]
  /// The numbers that decided.
  public var numbers: [NamedNumber]
  /// The settings of the method.
  public var parameters: [NamedNumber]
  /// From what it was made.
  public var inputs: Inputs
  /// A remark for readers.
  public var note: LocalizedText?
  /// Why and when it was taken back, if it was.
  public var retraction: Retraction?

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    method = try reader.code("method", FindingMethod.self)
    methodVersion = try reader.integer("method_version")
    title = try reader.localized("title")
    state = try reader.code("state", FindingState.self)
    country = reader.optionalText("country")
    targets = reader.texts("targets")
    addresses = reader.texts("addresses")
    networks = content["networks"].elements.compactMap(\.int)
    span = try reader.date("span")
    onset = try Turn(reader, "onset")
    end = try Turn(reader, "end")
    earlyEnds = try reader.list("ended_earlier") { reader throws(FieldFault) in
      try EarlyEnd(reader)
    }
    recurrence = try Recurrence(reader)
    labels = reader.texts("labels")
    measurements = content["measurements"].int
    judged = content["judged"].int
    blocked = content["blocked"].int
    vantagePoints = content["vantage_points"].int
    mechanisms = try MechanismCount.list(reader)
    rows = try reader.list("rows") { reader throws(FieldFault) in try NetworkRow(reader) }
    cells = try reader.list("cells") { reader throws(FieldFault) in try Cell(reader) }
    witnesses = try reader.list("witnesses") { reader throws(FieldFault) in try Witness(reader) }
    numbers = try NamedNumber.list(reader, "numbers")
    parameters = try NamedNumber.list(reader, "parameters")
    inputs = try Inputs(FieldReader(content: content["inputs"], pointer: "/inputs"))
    note = reader.optionalLocalized("note")
    retraction = try Retraction(reader)
  }
}

extension FieldReader {
  fileprivate func integer(_ name: String) throws(FieldFault) -> Int {
    guard let value = content[name].int else {
      throw FieldFault(place(name), .wrongType(expected: "a whole number"))
    }
    return value
  }
}

extension Finding.MechanismCount {
  fileprivate static func list(_ reader: FieldReader) throws(FieldFault) -> [Self] {
    try reader.list("mechanisms") { reader throws(FieldFault) in
      Self(mechanism: try reader.text("mechanism"), count: try reader.integer("count"))
    }
  }
}

extension Finding.NamedNumber {
  fileprivate static func list(
    _ reader: FieldReader, _ name: String
  ) throws(FieldFault) -> [Self] {
    try reader.list(name) { reader throws(FieldFault) in
      Self(name: try reader.text("name"), value: try reader.number("value"))
    }
  }
}

extension Finding.Turn {
  fileprivate init?(_ reader: FieldReader, _ name: String) throws(FieldFault) {
    guard !reader.content[name].isNull else { return nil }
    try self.init(FieldReader(content: reader.content[name], pointer: reader.place(name)))
  }

  fileprivate init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      estimate: try reader.date("estimate"), earliest: try reader.date("earliest"),
      latest: try reader.date("latest"))
  }
}

extension Finding.EarlyEnd {
  fileprivate init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      targets: reader.texts("targets"),
      networks: reader.content["networks"].elements.compactMap(\.int),
      turn: try Finding.Turn(reader))
  }
}

extension Finding.Recurrence {
  fileprivate init?(_ reader: FieldReader) throws(FieldFault) {
    guard !reader.content["recurrence"].isNull else { return nil }
    let inner = FieldReader(
      content: reader.content["recurrence"], pointer: reader.place("recurrence"))
    self.init(
      from: try inner.text("from"), until: try inner.text("until"),
      days: inner.content["days"].int)
  }
}

extension Finding.NetworkRow {
  fileprivate init(_ reader: FieldReader) throws(FieldFault) {
    let content = reader.content
    self.init(
      target: reader.optionalText("target"), network: content["network"].int,
      name: reader.optionalText("name"),
      networks: content["networks"].int,
      state: try reader.code("state", FindingState.self),
      measurements: content["measurements"].int, judged: content["judged"].int,
      blocked: content["blocked"].int, down: content["down"].int,
      refused: content["refused"].int, ok: content["ok"].int,
      vantagePoints: content["vantage_points"].int,
      mechanisms: try Finding.MechanismCount.list(reader),
      first: try reader.optionalDate("first"), last: try reader.optionalDate("last"),
      firstBlocked: try reader.optionalDate("blocked_first"),
      lastBlocked: try reader.optionalDate("blocked_last"))
  }
}

extension Finding.Cell {
  fileprivate init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      day: try reader.date("on"), network: reader.content["network"].int,
      judged: try reader.integer("judged"), blocked: reader.content["blocked"].int,
      down: reader.content["down"].int, refused: reader.content["refused"].int,
      vantagePoints: reader.content["vantage_points"].int,
      mechanism: reader.optionalText("mechanism"))
  }
}

extension Finding.Witness {
  fileprivate init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      measurement: reader.optionalText("measurement"), day: try reader.date("on"),
      network: reader.content["network"].int, rule: try reader.text("rule"),
      mechanism: reader.optionalText("mechanism"), what: reader.texts("what"))
  }
}

extension Finding.Inputs {
  fileprivate init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      entries: try reader.integer("entries"), exhibits: try reader.integer("exhibits"),
      digest: try reader.text("digest"), tables: try reader.text("tables"))
  }
}
