import Bytes
import Testing

@testable import Ledger

/// The synthetic log of the vectors: the key with the bytes 0 to 31 as its seed, and the entries
/// `entry-0`, `entry-1` and so on.
enum TestLog {
  static let vkey =
    "observatory.example/log1+60f0eaad+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witness = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

  static func signer(_ name: String = "observatory.example/log1") throws -> SigningKey {
    try SigningKey(name: name, seed: Array(0..<32))
  }

  static func entries(_ range: Range<Int>) -> [[UInt8]] {
    range.map { Array("entry-\($0)".utf8) }
  }

  /// A log of `size` entries in `folder`, appended in batches of the given sizes in turn.
  @discardableResult
  static func make(
    at folder: String, size: Int, batches: [Int] = [100_000],
    durability: Ledger.Durability = .follower
  ) throws -> Ledger {
    var ledger = try Ledger.create(at: folder, signer: signer(), durability: durability)
    var turn = 0
    while ledger.size < size {
      let end = min(size, ledger.size + batches[turn % batches.count])
      try ledger.append(entries(ledger.size..<end), signer: signer(), durability: durability)
      turn += 1
    }
    return ledger
  }

  /// The published files of a log, by path.
  static func files(_ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in TestFiles.list(folder) where !path.hasPrefix(".state/") {
      files[path] = try TestFiles.read("\(folder)/\(path)")
    }
    return files
  }

  static let roots: [(size: Int, root: String)] = [
    (0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    (1, "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU="),
    (2, "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk="),
    (3, "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs="),
    (255, "RdqfN0dI4Xo3L3HABCKxLiv5aELx9hxXQP5JTkvs/w8="),
    (256, "+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4="),
    (257, "kYsc7GTzF8duPPVcBTaEHAOe/wZ3LruIKM58F2Aotaw="),
    (300, "rrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM="),
    (511, "qP9zdX7UYstfHdgB6SwVpcuoUDCmMzal+kSctzCnrxc="),
    (512, "yVSZmstk87dU2dEo15xto2DYeDU57KpKz6f0tLIOqv0="),
    (513, "CGaIgyFVdheXwAR/QMj52EMC2amvbSYw2JD/uEjdUz8="),
    (65535, "75cnkElE5H+sSzR8H7M/zrkX3OPTFOLCCy0Pz+EQwoE="),
    (65536, "3yxgbRFEFvpgC/NJUVLgnjnovj0OLlUBw1KCZTmr2o4="),
    (65537, "tjAHv2A1m9y8HR7x7SVv41nSudFaumijzuMKgy9Ax54="),
    (70000, "pipUvjMpT/1aXExjf9dUYwtxqJLoNW46Zmpcin/9FRg="),
  ]
}
