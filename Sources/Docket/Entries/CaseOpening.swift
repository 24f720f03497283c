public import Bytes
public import Record

/// What a case is opened with: records by their kinds, as a file, flags or answers gave them.
public struct CaseOpening: Sendable, Hashable {
  /// One record.
  public struct Part: Sendable, Hashable {
    /// What it is.
    public var kind: EntryKind
    /// Its values, by the names of ``EntryKind/fields``.
    public var values: JSONObject

    /// Makes a part.
    public init(_ kind: EntryKind, _ values: JSONObject) {
      self.kind = kind
      self.values = values
    }
  }

  /// Why no case can be opened with it.
  public enum Fault: Error, Sendable, Hashable {
    /// A file holds something that no case begins with.
    case unknownPart(String, known: [String])
    /// It is not a list of named values.
    case noObject(String)
    /// Nothing was restricted.
    case noRestriction
    case entry(EntryFault)
    case refused(CaseRefusal)
  }

  /// Who opens it, when, and what shows it: the same for all of its entries.
  public struct Circumstances: Sendable, Hashable {
    /// When, in seconds since 1970 UTC.
    public var at: Int64
    /// When it is recorded, in seconds since 1970 UTC; `nil` for when it happened.
    public var recordedAt: Int64?
    /// Who.
    public var actor: String
    /// What shows it: names of exhibits, sources or notes.
    public var evidence: [String]
    /// Why, where something recorded before is put right.
    public var reason: String?

    /// Makes circumstances.
    public init(
      at: Int64, actor: String, evidence: [String], reason: String? = nil, recordedAt: Int64? = nil
    ) {
      self.at = at
      self.recordedAt = recordedAt
      self.actor = actor
      self.evidence = evidence
      self.reason = reason
    }
  }

  /// The kinds of records that a case can begin with, in the order in which they refer to each other.
  public static let kinds: [EntryKind] = [
    .request, .restriction, .reasons, .notice, .observation, .fact, .appeal,
  ]

  /// The records, in the order in which they were given.
  public var parts: [Part]

  /// Makes an opening.
  public init(_ parts: [Part] = []) { self.parts = parts }

  /// Reads a file: members `restriction`, `request`, `notice`, `reasons`, `observation`, `fact` and `appeal`, each an
  /// object or a list of objects. Facts may also be an object of names and values, with `consent` beside it.
  public init(reading file: JSONValue) throws(Fault) {
    guard let object = file.object else { throw .noObject("") }
    parts = []
    for member in object.members where member.name != "consent" && !member.value.isNull {
      guard
        let kind = Self.kinds.first(where: {
          $0.rawValue == member.name || "\($0.rawValue)s" == member.name
        })
      else { throw .unknownPart(member.name, known: Self.kinds.map(\.rawValue)) }
      if kind == .fact, let facts = member.value.object, facts["name"] == nil {
        for fact in facts.members {
          var values = JSONObject([("name", .string(fact.name)), ("value", fact.value)])
          let consent = object["consent"]?[fact.name] ?? .null
          if !consent.isNull { values["consent"] = consent }
          parts.append(Part(.fact, values))
        }
        continue
      }
      let elements: [JSONValue] =
        if case .array(let elements) = member.value { elements } else { [member.value] }
      for element in elements {
        guard let values = element.object else { throw .noObject(member.name) }
        parts.append(Part(kind, values))
      }
    }
  }

  /// The case that begins so.
  ///
  /// - Throws: the first fault.
  public func begun(
    _ id: CaseNumber, _ circumstances: Circumstances, forums: ForumTable, zone: TimeZoneOffset
  ) throws(Fault) -> DocketCase {
    guard parts.contains(where: { $0.kind == .restriction }) else { throw .noRestriction }
    var docketCase = DocketCase(id: id.description)
    for kind in Self.kinds {
      for part in parts where part.kind == kind {
        try docketCase.add(part, circumstances, forums: forums, zone: zone)
      }
    }
    return docketCase
  }
}

extension DocketCase {
  /// Adds what a person gives.
  ///
  /// - Throws: `.entry` for what is no entry, `.refused` for one that cannot follow those before it; nothing is changed.
  public mutating func add(
    _ part: CaseOpening.Part, _ circumstances: CaseOpening.Circumstances, forums: ForumTable,
    zone: TimeZoneOffset
  ) throws(CaseOpening.Fault) {
    let reading = EntryReading(
      into: self, forums: forums, zone: zone, at: circumstances.at, now: circumstances.recordedAt)
    let act: CaseAct
    do { act = try reading.act(part.kind, part.values) } catch { throw .entry(error) }
    try add(act, circumstances)
  }

  /// Adds an act.
  public mutating func add(
    _ act: CaseAct, _ circumstances: CaseOpening.Circumstances
  ) throws(CaseOpening.Fault) {
    let entry = CaseEntry(
      sequence: entries.count, at: circumstances.at, actor: circumstances.actor,
      evidence: circumstances.evidence, act: act, reason: circumstances.reason,
      recordedAt: circumstances.recordedAt)
    do { try append(entry) } catch { throw .refused(error) }
  }
}
