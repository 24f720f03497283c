public import Bytes

/// A group of accounts that acted in lockstep, under pseudonyms: what was seen, beside what chance gives.
public struct Lockstep: RecordView, Hashable {
  /// `.lockstep`.
  public static let kind = RecordKind.lockstep

  /// Its name.
  public var id: Slug
  /// The version of the method that found it.
  public var methodVersion: Int
  /// Its title.
  public var title: LocalizedText
  /// How far it stands out.
  public var level: LockstepLevel
  /// What counted as the same thing: the layer in which it was found.
  public var object: LockstepObject
  /// The first and the last day.
  public var span: EDTF
  /// The accounts.
  public var accounts: [Account]
  /// What they acted on together, by time.
  public var targets: [Target]
  /// How many such targets there are: a record has room for the first of very many.
  public var targetsInAll: Int
  /// Pairs of accounts beyond chance: those least likely by chance, where there are many.
  public var pairs: [Pair]
  /// How many such pairs there are.
  public var pairsInAll: Int
  /// How dense a block it is, where no pairs but a block made it a candidate.
  public var block: Block?
  /// How many accounts its targets share, where a crowd made the group a candidate.
  public var crowd: Crowd?
  /// What the tests gave.
  public var tests: Tests
  /// Sizes and habits; nothing is decided on them.
  public var portrait: Portrait
  /// The settings of the method.
  public var parameters: [NamedNumber]
  /// The day before which actions were not looked at.
  public var since: EDTF?
  /// The search that found it.
  public var search: Search
  /// From what it was made.
  public var inputs: Inputs
  /// A remark for readers.
  public var note: LocalizedText?
  /// Why and when it was taken back, if it was.
  public var retraction: Retraction?

  /// How many different targets these are: a dense block has one of them once for each hour in which it met there.
  public var thingsInAll: Int {
    guard targets.count == targetsInAll else { return targetsInAll }
    return Set(targets.map { "\($0.kind ?? "") \($0.name)" }).count
  }

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    methodVersion = try reader.whole("method_version")
    title = try reader.localized("title")
    level = try reader.code("level", LockstepLevel.self)
    object =
      content["object"].isNull
      ? .actionAndTarget : try reader.code("object", LockstepObject.self)
    span = try reader.date("span")
    accounts = try reader.list("accounts") { reader throws(FieldFault) in try Account(reader) }
    targets = try reader.list("targets") { reader throws(FieldFault) in try Target(reader) }
    targetsInAll = try reader.whole("targets_in_all")
    pairs = try reader.list("pairs") { reader throws(FieldFault) in try Pair(reader) }
    pairsInAll = try reader.whole("pairs_in_all")
    block = content["block"].isNull ? nil : try Block(reader.inside("block"))
    crowd = content["crowd"].isNull ? nil : try Crowd(reader.inside("crowd"))
    tests = try Tests(reader.inside("tests"))
    portrait = try Portrait(reader.inside("portrait"))
    parameters = try reader.list("parameters") { reader throws(FieldFault) in
      NamedNumber(name: try reader.text("name"), value: try reader.number("value"))
    }
    since = try reader.optionalDate("since")
    search = try Search(reader.inside("search"))
    inputs = try Inputs(reader.inside("inputs"))
    note = reader.optionalLocalized("note")
    retraction = try Retraction(reader)
    // Who reads places of accounts relies on there being such accounts.
    for (place, target) in targets.enumerated()
    where target.members.contains(where: { !accounts.indices.contains($0) })
      || target.members.count != target.times.count
    {
      throw FieldFault("/targets/\(place)/members", .rule("are not places in the list of accounts"))
    }
    for (place, pair) in pairs.enumerated()
    where !accounts.indices.contains(pair.one) || !accounts.indices.contains(pair.other) {
      throw FieldFault("/pairs/\(place)", .rule("is not of places in the list of accounts"))
    }
  }
}

extension FieldReader {
  func whole(_ name: String) throws(FieldFault) -> Int {
    guard let value = content[name].int else {
      throw FieldFault(place(name), .wrongType(expected: "a whole number"))
    }
    return value
  }

  func flag(_ name: String) throws(FieldFault) -> Bool {
    guard let value = content[name].bool else {
      throw FieldFault(place(name), .wrongType(expected: "true or false"))
    }
    return value
  }

  func wholes(_ name: String) -> [Int] { content[name].elements.compactMap(\.int) }

  /// The fields of an object inside.
  func inside(_ name: String) -> FieldReader {
    FieldReader(content: content[name], pointer: place(name))
  }
}
