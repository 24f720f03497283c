import Bytes
import Record
import Yams

/// Reads one record out of a node and checks it.
struct RecordReading {
  let kind: RecordKind
  let file: String
  private(set) var found: DossierReading.Found?
  private(set) var faults: [DossierFault] = []
  private(set) var nodes: NodeReading

  /// - Parameter seen: the places of the file that were read before, to which this adds its own.
  init(_ node: Node, kind: RecordKind, file: String, seen: inout Set<Int>) {
    self.kind = kind
    self.file = file
    nodes = NodeReading(file: file, seen: exchange(&seen, with: []))
    var content = nodes.value(node, .object(kind.fields), at: "")
    seen = nodes.giveSeen()
    content = Self.typedClaims(content, kind)
    let id = content["id"].text.flatMap { Slug($0) }
    let name = id.map { "\(RecordReference(kind, $0))" } ?? kind.rawValue
    faults = nodes.faults
    for fault in SchemaCheck.faults(in: content, of: kind) { add(fault, name) }
    guard let id else { return }
    if kind != .statute { nodes.keepPlaces(of: Self.pointing(in: content, of: kind)) }
    found = DossierReading.Found(
      reference: RecordReference(kind, id), content: content, file: file,
      line: nodes.place(of: "").line)
  }

  mutating func add(_ fault: FieldFault, _ name: String) {
    let place = nodes.place(of: fault.pointer)
    faults.append(
      DossierFault(file, line: place.line, column: place.column, record: name, .field(fault)))
  }

  /// The fields that can still be found at fault when all records are known: those that point to
  /// other records, and units.
  private static func pointing(in content: JSONValue, of kind: RecordKind) -> Set<String> {
    Set(
      RecordContent.references(in: content, of: kind).map(\.pointer)
        + RecordContent.provisions(in: content, of: kind).map(\.pointer)
        + (kind == .figure ? ["/unit"] : []))
  }

  /// A claim's value has the type of the field it is about: `2021` is text for a date.
  private static func typedClaims(_ content: JSONValue, _ kind: RecordKind) -> JSONValue {
    guard case .array(let claims) = content["claims"], var object = content.object else {
      return content
    }
    object["claims"] = .array(
      claims.map { claim in
        guard var members = claim.object, let pointer = claim["field"].text,
          kind.type(at: pointer)?.isText == true
        else { return claim }
        switch members["value"] {
        case .integer(let number): members["value"] = .string("\(number)")
        case .bool(let flag): members["value"] = .string("\(flag)")
        default: break
        }
        return .object(members)
      })
    return .object(object)
  }
}

extension FieldType {
  fileprivate var isText: Bool {
    switch self {
    case .text, .date, .address, .choice, .reference, .slug, .pointer: true
    default: false
    }
  }
}
