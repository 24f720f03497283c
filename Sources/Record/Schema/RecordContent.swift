public import Bytes

/// The leaves of a record: what is committed to the ledger field by field.
public enum RecordContent {
  /// One field with its pointer and the canonical text of its value.
  public struct Leaf: Sendable, Hashable {
    /// The JSON pointer of the field.
    public var pointer: String
    /// The canonical JSON of the value.
    public var value: [UInt8]

    /// Makes a leaf.
    public init(pointer: String, value: [UInt8]) {
      self.pointer = pointer
      self.value = value
    }
  }

  /// The fields of `content`, down to single values, sorted by the bytes of their pointers.
  ///
  /// Empty lists and mappings are leaves of their own, so that the leaves say all that the record
  /// says.
  public static func leaves(of content: JSONValue) -> [Leaf] {
    var leaves: [Leaf] = []
    collect(content, at: "", into: &leaves)
    return leaves.sorted { $0.pointer.utf8.lexicographicallyPrecedes($1.pointer.utf8) }
  }

  /// The fields of a record, with those of coarser dates.
  ///
  /// A date also has a leaf per coarser rung (`/when#month`, `/when#year`), so that a redacted
  /// version can disclose the month and keep the day; see `EDTF.coarser`.
  public static func leaves(of content: JSONValue, kind: RecordKind) -> [Leaf] {
    var leaves: [Leaf] = []
    collect(content, at: "", into: &leaves)
    for (pointer, text) in dates(in: content, of: kind) {
      // A date that the schema refuses has no ladder; its text is a leaf like any other.
      guard let date = try? EDTF(parsing: text) else { continue }
      for rung in EDTF.Rung.allCases {
        guard let coarse = date.coarser(rung) else { continue }
        leaves.append(
          Leaf(
            pointer: "\(pointer)#\(rung.rawValue)",
            value: JSONValue.string(coarse.description).canonicalBytes))
      }
    }
    return leaves.sorted { $0.pointer.utf8.lexicographicallyPrecedes($1.pointer.utf8) }
  }

  private static func collect(_ value: JSONValue, at pointer: String, into leaves: inout [Leaf]) {
    switch value {
    case .object(let object) where !object.isEmpty:
      for member in object.members {
        collect(member.value, at: JSONPointer.appending(member.name, to: pointer), into: &leaves)
      }
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        collect(element, at: "\(pointer)/\(index)", into: &leaves)
      }
    default:
      leaves.append(Leaf(pointer: pointer, value: value.canonicalBytes))
    }
  }

  /// The same content without members that are `null`: unknown and absent are one.
  public static func withoutNulls(_ content: JSONValue) -> JSONValue {
    switch content {
    case .object(let object):
      .object(
        JSONObject(
          object.members.filter { !$0.value.isNull }.map { ($0.name, withoutNulls($0.value)) }))
    case .array(let elements): .array(elements.map(withoutNulls))
    default: content
    }
  }

  /// The records that `content` refers to, with the pointer of each reference.
  public static func references(
    in content: JSONValue, of kind: RecordKind
  ) -> [(pointer: String, target: RecordReference)] {
    var found: [(String, RecordReference)] = []
    visit(content, .object(kind.fields), at: "") { pointer, value, type in
      guard case .reference(let kind) = type, let id = value.text.flatMap({ Slug($0) }) else {
        return
      }
      found.append((pointer, RecordReference(kind, id)))
    }
    return found
  }

  /// The provisions that the steps of a proceeding and the demands of a case name, with the pointer of each.
  public static func provisions(
    in content: JSONValue, of kind: RecordKind
  ) -> [(pointer: String, provision: Slug)] {
    let list: String
    switch kind {
    case .proceeding: list = "steps"
    case .case: list = "requests"
    default: return []
    }
    return content[list].elements.enumerated().flatMap { index, part in
      part["provisions"].elements.enumerated().compactMap { place, id in
        id.text.flatMap { Slug($0) }.map { ("/\(list)/\(index)/provisions/\(place)", $0) }
      }
    }
  }

  private static func dates(
    in content: JSONValue, of kind: RecordKind
  ) -> [(pointer: String, text: String)] {
    var found: [(String, String)] = []
    visit(content, .object(kind.fields), at: "") { pointer, value, type in
      if type == .date, let text = value.text { found.append((pointer, text)) }
    }
    return found
  }

  /// Calls `body` with every single value of `value` and the type that the schema gives it.
  private static func visit(
    _ value: JSONValue, _ type: FieldType, at pointer: String,
    _ body: (String, JSONValue, FieldType) -> Void
  ) {
    switch type {
    case .list(let element):
      for (index, item) in value.elements.enumerated() {
        visit(item, element, at: "\(pointer)/\(index)", body)
      }
    case .object(let fields):
      for field in fields {
        let place = JSONPointer.appending(field.name, to: pointer)
        visit(value[field.name], field.type, at: place, body)
      }
    default: body(pointer, value, type)
    }
  }
}
