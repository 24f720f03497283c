/// What is wrong with one field of a record, said so that a person can mend it.
public struct FieldFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    case missing
    /// No such field; the names that would be accepted follow.
    case unknownField(accepted: [String])
    case wrongType(expected: String)
    case notInVocabulary(name: String, codes: [String])
    case badDate(String)
    case badAddress
    case badSlug
    case badReference(RecordKind)
    case duplicate(String)
    case empty
    case notNFC
    case noSuchPointer
    case noSuchRecord(RecordReference)
    case noSuchProvision(String)
    case rule(String)
  }

  /// The JSON pointer of the field (RFC 6901), such as `/steps/0/on`.
  public var pointer: String
  /// What is wrong with it.
  public var reason: Reason

  /// Makes a fault.
  public init(_ pointer: String, _ reason: Reason) {
    self.pointer = pointer
    self.reason = reason
  }

  /// The fault and its remedy in one English line.
  public var description: String { "field \(pointer.isEmpty ? "/" : pointer): \(explanation)" }

  private var explanation: String {
    switch reason {
    case .missing: "is required and missing; add it"
    case .unknownField(let accepted):
      "is not a field here; accepted: \(accepted.joined(separator: ", "))"
    case .wrongType(let expected): "must be \(expected)"
    case .notInVocabulary(let name, let codes):
      "is not a code of \(name); use one of: \(codes.joined(separator: ", "))"
    case .badDate(let why): "is not a date: \(why)"
    case .badAddress: "must be an address that begins with http:// or https://"
    case .badSlug: "must be lower-case letters, digits, '-', '_' or '.', at most 120"
    case .badReference(let kind): "must be the id of a \(kind.rawValue)"
    case .duplicate(let value): "says \(value) twice; keep one"
    case .empty: "is empty; write a value or remove the field"
    case .notNFC: "is not in Unicode NFC; save the file with composed characters"
    case .noSuchPointer: "names a field that this record does not have"
    case .noSuchRecord(let reference): "refers to \(reference), which is nowhere in the record"
    case .noSuchProvision(let id): "refers to the provision \(id), which no statute has"
    case .rule(let text): text
    }
  }
}
