/// The tree over the fields of one version of a record, whose root stands in the log.
public struct RecordCommitment: Sendable, Hashable {
  /// The fields in the order of their paths' bytes.
  public let fields: [FieldLeaf]
  /// The hashes of all leaves: first the fields', then those of decoys, which hide how many fields
  /// are filled in.
  public let leaves: [TreeHash]

  /// The number of leaves is a multiple of this.
  public static let padding = 16

  /// Commits to fields with salts that are all made from one seed.
  ///
  /// The salt of a field is HMAC-SHA-256(seed, path); the hash of the decoy at index i is
  /// HMAC-SHA-256(seed, "obs-decoy/1" 00 || i in four bytes, big-endian). No path begins like a
  /// decoy, since paths are JSON pointers. To forget the seed is to erase: nobody can then confirm
  /// a guess.
  ///
  /// - Parameters:
  ///   - fields: each path once, with its value as canonical JSON.
  ///   - seed: 32 secret bytes of this version of this record alone.
  /// - Throws: `CommitmentFault`.
  /// - Complexity: O(n log n).
  public init(
    fields: [(path: String, value: [UInt8])], seed: [UInt8]
  ) throws(CommitmentFault) {
    guard seed.count == 32 else { throw .badSeed }
    var leaves: [FieldLeaf] = []
    for (path, value) in fields {
      guard path.isEmpty || path.utf8.first == UInt8(ascii: "/") else { throw .badPath(path) }
      let salt = FieldLeaf.salt(seed: seed, path: path)
      leaves.append(try FieldLeaf(path: path, value: value, salt: salt))
    }
    let padded = max(1, (fields.count + Self.padding - 1) / Self.padding) * Self.padding
    let decoys = (fields.count..<padded).map { Self.decoy(seed: seed, index: $0) }
    try self.init(leaves: leaves, decoys: decoys)
  }

  /// Commits to fields with given salts, and to given decoys.
  ///
  /// - Throws: `CommitmentFault.duplicatePath`.
  public init(leaves: [FieldLeaf], decoys: [TreeHash] = []) throws(CommitmentFault) {
    fields = leaves.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for (one, next) in zip(fields, fields.dropFirst())
    where one.path.utf8.elementsEqual(next.path.utf8) {
      throw .duplicatePath(one.path)
    }
    self.leaves = fields.map(\.hash) + decoys
  }

  private static func decoy(seed: [UInt8], index: Int) -> TreeHash {
    let message = Array("obs-decoy/1\0".utf8) + BigEndian.bytes(index, width: 4)
    return TreeHash(Keyed.hash(message, key: seed)) ?? .empty
  }

  /// The root of the record's tree.
  public var root: TreeHash { TreeHash.root(of: leaves) }

  /// The number of leaves, decoys among them.
  public var leafCount: Int { leaves.count }
}
