import Bytes
import Testing

@testable import Ledger

@Suite("Merkle proofs agree with the vectors of transparency-dev/merkle")
struct MerkleVectorTests {
  static let inclusionFiles = TestFiles.list(
    "\(SharedEvidence.folder)/merkle-vectors/testdata/inclusion", ending: ".json")
  static let consistencyFiles = TestFiles.list(
    "\(SharedEvidence.folder)/merkle-vectors/testdata/consistency", ending: ".json")

  /// The library calls any proof from size 0 an error; we accept the empty one from the empty
  /// root, as witnesses must.
  static let otherPolicy: Set = [
    "additional/size1-is-zero-and-size2-is-not-zero.json"
  ]

  static func vector(_ path: String) throws -> JSONValue {
    try JSONValue(parsing: SharedEvidence.bytes("merkle-vectors/testdata/\(path)"))
  }

  static func hash(_ value: JSONValue) -> TreeHash? {
    value.text.flatMap { Base64.bytes($0) }.flatMap { TreeHash($0) }
  }

  /// Some vectors have roots that are not 32 bytes long where only their equality matters.
  static func root(_ value: JSONValue) -> TreeHash? {
    hash(value) ?? value.text.flatMap { Base64.bytes($0) }.map { TreeHash.leaf($0) }
  }

  static func hashes(_ value: JSONValue) -> [TreeHash]? {
    let hashes = value.elements.map(hash)
    return hashes.contains(nil) ? nil : hashes.compactMap { $0 }
  }

  @Test("there are 98 of each kind", .enabled(if: SharedEvidence.isThere))
  func count() {
    #expect(Self.inclusionFiles.count == 98)
    #expect(Self.consistencyFiles.count == 98)
  }

  @Test("inclusion", .enabled(if: SharedEvidence.isThere), arguments: inclusionFiles)
  func inclusion(_ path: String) throws {
    let vector = try Self.vector("inclusion/\(path)")
    let accepted: Bool
    if let index = vector["leafIdx"].double, let size = vector["treeSize"].double,
      let leaf = Self.hash(vector["leafHash"]), let root = Self.hash(vector["root"]),
      let hashes = Self.hashes(vector["proof"])
    {
      let proof = InclusionProof(
        index: Int(exactly: index) ?? .max, size: Int(exactly: size) ?? .max, hashes: hashes)
      accepted = (try? proof.verify(leaf: leaf, root: root)) != nil
    } else {
      accepted = false
    }
    #expect(accepted == (vector["wantErr"].bool == false))
  }

  @Test("consistency", .enabled(if: SharedEvidence.isThere), arguments: consistencyFiles)
  func consistency(_ path: String) throws {
    let vector = try Self.vector("consistency/\(path)")
    let accepted: Bool
    if let from = vector["size1"].double, let to = vector["size2"].double,
      let earlier = Self.root(vector["root1"]), let later = Self.root(vector["root2"]),
      let hashes = Self.hashes(vector["proof"])
    {
      let proof = ConsistencyProof(
        from: Int(exactly: from) ?? .max, to: Int(exactly: to) ?? .max, hashes: hashes)
      accepted = (try? proof.verify(earlier: earlier, later: later)) != nil
    } else {
      accepted = false
    }
    let expected = vector["wantErr"].bool == false
    #expect(accepted == (expected || Self.otherPolicy.contains(path)))
  }
}
