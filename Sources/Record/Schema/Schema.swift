/// What may stand in a field.
public indirect enum FieldType: Sendable, Hashable {
  /// Plain text in no particular language, such as a number of a decree.
  case text
  /// Text in Vietnamese, English or both, written `{vi: …, en: …}`.
  case localized
  /// A date of stated precision (`EDTF`).
  case date
  /// A whole number.
  case integer
  /// A number.
  case number
  /// `true` or `false`.
  case boolean
  /// An http or https address.
  case address
  /// One code of a closed list.
  case choice(Vocabulary)
  /// The slug of a record of one of these kinds.
  case reference(RecordKind)
  /// A slug of its own, unique among its siblings.
  case slug
  /// The JSON pointer of another field of the same record.
  case pointer
  /// Any value: the one a claim makes for the field it names.
  case anything
  /// Several of the same.
  case list(FieldType)
  /// Fields inside a field.
  case object([Field])
  /// Whole numbers under short codes, such as scores under question numbers.
  case numbers
}

/// One field of a record: its name, what may stand in it, and whether it must be there.
///
/// Its meaning in both languages is in the message catalogue under `field.<kind>.<path>`.
public struct Field: Sendable, Hashable {
  /// The name in YAML, JSON and CSV.
  public var name: String
  /// What may stand in it.
  public var type: FieldType
  /// Whether a record without it is refused.
  public var isRequired: Bool

  /// Makes an optional field.
  public init(_ name: String, _ type: FieldType) {
    self.name = name
    self.type = type
    isRequired = false
  }

  /// The same field, now required.
  public var required: Field {
    var field = self
    field.isRequired = true
    return field
  }
}

/// A closed list of codes and the name under which the catalogue translates them
/// (`vocabulary.<name>.<code>`).
public struct Vocabulary: Sendable, Hashable {
  /// The name of the list.
  public var name: String
  /// The codes, in the order in which people should see them.
  public var codes: [String]

  /// Makes a vocabulary of the cases of an enum.
  public init<Code: RawRepresentable & CaseIterable>(_ name: String, _: Code.Type)
  where Code.RawValue == String {
    self.name = name
    codes = Code.allCases.map(\.rawValue)
  }
}
