import Bytes
import Testing

@testable import Ledger

/// A tree held whole in memory, straight from the definition in RFC 6962: slow and plain.
struct PlainTree: TileReader {
  var leaves: [TreeHash]

  init(entries: Int) {
    leaves = (0..<entries).map { TreeHash.leaf(Array("entry-\($0)".utf8)) }
  }

  init(leaves: [TreeHash]) { self.leaves = leaves }

  static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    guard leaves.count > 1 else { return leaves.first ?? .empty }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return .node(root(leaves.prefix(split)), root(leaves.dropFirst(split)))
  }

  func root(at size: Int) -> TreeHash { Self.root(leaves.prefix(size)) }

  func hashes(of tile: Tile) throws -> [TreeHash] {
    guard case .hashes(let level) = tile.kind else { return [] }
    let span = 1 << (8 * level)
    let first = tile.index * 256
    return (first..<first + tile.width).map {
      Self.root(leaves[($0 * span)..<(($0 + 1) * span)])
    }
  }
}

@Suite("Merkle tree")
struct MerkleTreeTests {
  static let referenceLeaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ]
  static let referenceRoots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("the reference leaves of certificate transparency give the reference roots")
  func referenceTree() throws {
    let leaves = try Self.referenceLeaves.map { TreeHash.leaf(try #require(Hex.bytes($0))) }
    var edge = RightEdge()
    #expect(Hex.text(edge.root.bytes).hasPrefix("e3b0c44298fc1c14"))
    for (leaf, root) in zip(leaves, Self.referenceRoots) {
      edge.append(leaf)
      #expect(Hex.text(edge.root.bytes) == root)
    }
  }

  @Test("the reference inclusion and consistency proofs come out")
  func referenceProofs() throws {
    let tree = PlainTree(
      leaves: try Self.referenceLeaves.map { TreeHash.leaf(try #require(Hex.bytes($0))) })
    func starts(_ hashes: [TreeHash]) -> [String] {
      hashes.map { String(Hex.text($0.bytes).prefix(8)) }
    }
    var eight = TileTree(size: 8, reader: tree)
    var seven = TileTree(size: 7, reader: tree)
    var five = TileTree(size: 5, reader: tree)
    var three = TileTree(size: 3, reader: tree)
    #expect(
      starts(try eight.inclusionProof(of: 0).hashes) == ["96a296d2", "5f083f0a", "6b47aaf2"])
    #expect(
      starts(try eight.inclusionProof(of: 5).hashes) == ["bc1a0643", "ca854ea1", "d37ee418"])
    #expect(starts(try three.inclusionProof(of: 2).hashes) == ["fac54203"])
    #expect(
      starts(try five.inclusionProof(of: 1).hashes) == ["6e340b9c", "5f083f0a", "bc1a0643"])
    #expect(
      starts(try eight.consistencyProof(from: 6).hashes) == ["0ebc5d34", "ca854ea1", "d37ee418"])
    #expect(starts(try five.consistencyProof(from: 2).hashes) == ["5f083f0a", "bc1a0643"])
    #expect(
      starts(try seven.consistencyProof(from: 6).hashes) == ["0ebc5d34", "b08693ec", "d37ee418"])
    #expect(starts(try eight.consistencyProof(from: 4).hashes) == ["6b47aaf2"])
    #expect(
      starts(try eight.consistencyProof(from: 7).hashes)
        == ["b08693ec", "46f6ffad", "0ebc5d34", "d37ee418"])
    var one = TileTree(size: 1, reader: tree)
    #expect(try one.consistencyProof(from: 1).hashes.isEmpty)
  }

  @Test("every leaf of every tree up to 64 leaves is proved, and nothing else is")
  func everyInclusion() throws {
    let tree = PlainTree(entries: 64)
    for size in 1...64 {
      var tiles = TileTree(size: size, reader: tree)
      let root = tree.root(at: size)
      #expect(try tiles.root() == root)
      for index in 0..<size {
        let proof = try tiles.inclusionProof(of: index)
        try proof.verify(leaf: tree.leaves[index], root: root)
        let other = (index + 1) % 64
        #expect(throws: ProofFault.self) {
          try proof.verify(leaf: tree.leaves[other], root: root)
        }
        var long = proof
        long.hashes.append(root)
        #expect(throws: ProofFault.tooLong) {
          try long.verify(leaf: tree.leaves[index], root: root)
        }
        guard !proof.hashes.isEmpty else { continue }
        var short = proof
        short.hashes.removeLast()
        #expect(throws: ProofFault.self) {
          try short.verify(leaf: tree.leaves[index], root: root)
        }
      }
      #expect(throws: ProofFault.indexBeyondSize) { try tiles.inclusionProof(of: size) }
    }
  }

  @Test("every prefix of every tree up to 64 leaves is shown consistent, and no other tree is")
  func everyConsistency() throws {
    let tree = PlainTree(entries: 64)
    for size in 1...64 {
      var tiles = TileTree(size: size, reader: tree)
      for earlier in 0...size {
        let proof = try tiles.consistencyProof(from: earlier)
        try proof.verify(earlier: tree.root(at: earlier), later: tree.root(at: size))
        #expect(throws: ProofFault.self) {
          try proof.verify(
            earlier: tree.leaves[0..<1].first.map { .node($0, $0) } ?? .empty,
            later: tree.root(at: size))
        }
      }
      #expect(throws: ProofFault.shrunkTree) { try tiles.consistencyProof(from: size + 1) }
    }
  }

  @Test("random trees of up to 70,000 leaves prove random leaves and prefixes", arguments: 1...4)
  func randomTrees(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let size = Int.random(in: 300...70_000, using: &random)
    let tree = PlainTree(entries: size)
    var tiles = TileTree(size: size, reader: tree)
    let root = TreeHash.root(of: tree.leaves)
    #expect(try tiles.root() == root)
    for _ in 0..<20 {
      let index = Int.random(in: 0..<size, using: &random)
      try tiles.inclusionProof(of: index).verify(leaf: tree.leaves[index], root: root)
      let earlier = Int.random(in: 1...size, using: &random)
      try tiles.consistencyProof(from: earlier).verify(
        earlier: TreeHash.root(of: tree.leaves.prefix(earlier)), later: root)
    }
  }
}

/// A seeded generator, so that a failing run can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
