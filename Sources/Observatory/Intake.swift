public import Bytes
public import Record

/// What an import would change: read, checked and compared, but not yet recorded.
public struct Intake: Sendable {
  /// A file that was read, kept as it was received.
  struct Exhibit: Sendable, Hashable {
    /// The name it had, without the folder it was in.
    var name: String
    /// Its bytes.
    var bytes: [UInt8]
    /// Its SHA-256.
    var digest: [UInt8]
  }

  /// The files.
  var exhibits: [Exhibit] = []
  /// The new versions, in the order of their kinds.
  var drafts: [Draft] = []
  /// Records that did not exist before.
  public internal(set) var created = 0
  /// Records that get a new version.
  public internal(set) var corrected = 0
  /// Records that are already recorded as they are.
  public internal(set) var unchanged = 0
  /// What the user should know: rows left out and why.
  public internal(set) var notes: [String] = []

  /// What the user should know of transparency reports.
  public internal(set) var remarks: [ImportRemark] = []

  /// How many versions would be recorded.
  public var changes: Int { drafts.count }

  /// One record that would be added or corrected.
  public struct Change: Sendable, Hashable {
    /// Which record.
    public var reference: RecordReference
    /// Whether it did not exist before.
    public var isNew: Bool
    /// The JSON pointers of the fields that get another value.
    public var fields: [String]
  }

  /// What would be recorded, in the order of recording.
  public var plan: [Change] {
    drafts.map { draft in
      Change(
        reference: draft.reference, isNew: draft.base == 0,
        fields: FieldChange.pointers(between: draft.before, and: draft.content))
    }
  }

  /// For programs.
  public var summary: JSONValue {
    [
      "corrected": .integer(Int64(corrected)), "created": .integer(Int64(created)),
      "changes": .array(
        plan.map { change in
          [
            "fields": .array(change.fields.map { .string($0) }), "new": .bool(change.isNew),
            "of": .string(change.reference.description),
          ]
        }),
      "files": .integer(Int64(exhibits.count)),
      "notes": .array((notes + remarks.map { $0.text(in: .en) }).map { .string($0) }),
      "unchanged": .integer(Int64(unchanged)),
    ]
  }
}
