public import Bytes

/// A file that shows some fields of a record to an outsider, who can check that they were in the
/// log while the others stay hidden.
///
/// It is JSON with the members `format` ("obs-disclosure/1"), `entry` (the entry's text), `proof`
/// (the tlog-proof file's text), `fields` (each with `index`, `path`, `salt` in hex, and `value`,
/// the canonical JSON as a string) and `others` (each with `index` and `hash` in base64).
public struct Disclosure: Sendable, Hashable {
  /// A disclosed field with its place among the leaves.
  public struct Field: Sendable, Hashable {
    /// The leaf's index, from 0.
    public var index: Int
    /// The field itself.
    public var leaf: FieldLeaf
  }

  /// The entry's text as it was logged.
  public let entry: EntryText
  /// The proof that the entry is in the log.
  public let proof: LogProof
  /// The disclosed fields in the order of their leaves.
  public let fields: [Field]
  /// The hashes of all leaves.
  private let leaves: [TreeHash]

  /// Why a file is not a disclosure, or shows something that was not committed to.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file is not JSON.
    case json(JSONError)
    /// A member is missing or is not what it must be.
    case malformed(member: String)
    /// The fields do not give the root that stands in the entry.
    case otherRecord
    /// The entry is not in the log, or the log is another.
    case proof(LogProof.Fault)

    /// What is wrong.
    public var description: String {
      switch self {
      case .json(let error): "not JSON: \(error)"
      case .malformed(let member): "the member \(member) is missing or malformed"
      case .otherRecord: "the disclosed fields are not those that the entry commits to"
      case .proof(let fault): fault.description
      }
    }
  }

  /// Discloses the fields of a record whose paths are given.
  ///
  /// - Throws: `CommitmentFault.noSuchField`.
  public init(
    of commitment: RecordCommitment, paths: [String], entry: EntryText, proof: LogProof
  ) throws(CommitmentFault) {
    var fields: [Field] = []
    for path in paths {
      let place = commitment.fields.firstIndex { $0.path.utf8.elementsEqual(path.utf8) }
      guard let place else { throw .noSuchField(path) }
      fields.append(Field(index: place, leaf: commitment.fields[place]))
    }
    self.fields = fields.sorted { $0.index < $1.index }
    self.entry = entry
    self.proof = proof
    leaves = commitment.leaves
  }

  /// The file's bytes, in canonical JSON.
  public var bytes: [UInt8] {
    let shown = Set(fields.map(\.index))
    let others = leaves.indices.filter { !shown.contains($0) }
    let value: JSONValue = [
      "format": .string(Self.format),
      "entry": .string(String(decoding: entry.bytes, as: UTF8.self)),
      "proof": .string(String(decoding: proof.bytes, as: UTF8.self)),
      "fields": .array(fields.map(Self.json)),
      "others": .array(
        others.map {
          ["index": .integer(Int64($0)), "hash": .string(Base64.text(leaves[$0].bytes))]
        }),
    ]
    return value.canonicalBytes + [0x0A]
  }

  private static let format = "obs-disclosure/1"

  private static func json(_ field: Field) -> JSONValue {
    [
      "index": .integer(Int64(field.index)), "path": .string(field.leaf.path),
      "salt": .string(Hex.text(field.leaf.salt)),
      "value": .string(String(decoding: field.leaf.value, as: UTF8.self)),
    ]
  }

  /// Reads a disclosure and checks that the fields give the entry's root. Whether the entry is in
  /// a log is for `verify` to check.
  ///
  /// - Throws: `Fault`.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw .json(error) }
    guard value["format"].text == Self.format else { throw .malformed(member: "format") }
    guard let text = value["entry"].text, let entry = try? EntryText(parsing: Array(text.utf8))
    else { throw .malformed(member: "entry") }
    guard let proofText = value["proof"].text else { throw .malformed(member: "proof") }
    do { proof = try LogProof(parsing: Array(proofText.utf8)) } catch { throw .proof(error) }
    fields = try value["fields"].elements.map(Self.field)
    let count = fields.count + value["others"].elements.count
    var leaves = [TreeHash?](repeating: nil, count: count)
    for field in fields {
      try Self.place(field.leaf.hash, at: field.index, in: &leaves, member: "fields")
    }
    for other in value["others"].elements {
      guard let hash = other["hash"].text.flatMap({ Base64.bytes($0) }).flatMap({ TreeHash($0) }),
        let index = other["index"].int
      else { throw .malformed(member: "others") }
      try Self.place(hash, at: index, in: &leaves, member: "others")
    }
    self.leaves = leaves.compactMap { $0 }
    self.entry = entry
    guard entry.fields == count, entry.root == TreeHash.root(of: self.leaves) else {
      throw .otherRecord
    }
  }

  private static func field(_ value: JSONValue) throws(Fault) -> Field {
    guard let index = value["index"].int, let path = value["path"].text,
      let salt = value["salt"].text.flatMap({ Hex.bytes($0) }), let text = value["value"].text,
      let leaf = try? FieldLeaf(path: path, value: Array(text.utf8), salt: salt)
    else { throw .malformed(member: "fields") }
    return Field(index: index, leaf: leaf)
  }

  private static func place(
    _ hash: TreeHash, at index: Int, in leaves: inout [TreeHash?], member: String
  ) throws(Fault) {
    guard leaves.indices.contains(index), leaves[index] == nil else {
      throw .malformed(member: member)
    }
    leaves[index] = hash
  }

  /// Checks that the log with this key holds the entry that commits to the fields.
  ///
  /// - Returns: the checkpoint that vouches for it.
  /// - Throws: `Fault.proof`.
  @discardableResult
  public func verify(log: VerificationKey) throws(Fault) -> SignedCheckpoint {
    do { return try proof.verify(leaf: TreeHash.leaf(entry.bytes), log: log) } catch {
      throw .proof(error)
    }
  }
}
