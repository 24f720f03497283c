internal import Record
internal import Signals

/// Finds names that are equal after NFC, without space around them and without case.
///
/// Diacritics stay: in Vietnamese they make another name.
struct SpellingIndex: Sendable {
  private let key: (UInt64, UInt64)
  /// All names as they fold, when groups are asked for.
  private var folded: KeyIndex?
  private var groups: [UInt32] = []
  /// Hashes of folded names of those that are not folded themselves.
  private var odd: [StableHash] = []

  init(key: (UInt64, UInt64), makesGroups: Bool) {
    self.key = key
    if makesGroups { folded = KeyIndex() }
  }

  /// Takes a name that is new; returns how it folds if that is not the name itself.
  mutating func add(_ name: UnsafeRawBufferPointer, _ number: UInt32) -> [UInt8]? {
    let folded = Self.folded(name)
    let hash =
      folded.map { $0.withUnsafeBytes { StableHash($0, key: key) } } ?? StableHash(name, key: key)
    if let group = self.folded?.number(of: hash).number { groups.append(group) }
    if folded != nil { odd.append(hash) }
    return folded
  }

  /// The group of a name, numbered in the order in which groups came.
  func group(of number: UInt32) -> UInt32 { groups[Int(number)] }

  /// How many groups have several spellings.
  func counts(in index: KeyIndex) -> ActionReadingReport.Spellings {
    var counts = ActionReadingReport.Spellings()
    var members: [StableHash: Int] = [:]
    for hash in odd { members[hash, default: 0] += 1 }
    for (hash, count) in members {
      // The spelling that is folded already is in the file itself, or it is not.
      let all = count + (index.find(hash) == nil ? 0 : 1)
      guard all > 1 else { continue }
      counts.groups += 1
      counts.accounts += all
    }
    return counts
  }

  /// A name in its common spelling; `nil` when it is that already.
  static func folded(_ name: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let border = name.firstIndex(of: PlatformName.border) else { return foldedPart(name) }
    // The platform in front of it is folded already.
    let part = UnsafeRawBufferPointer(rebasing: name[(border + 1)...])
    return foldedPart(part).map { Array(name[...border]) + $0 }
  }

  private static func foldedPart(_ name: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let first = name.first, let last = name.last else { return nil }
    let isPlain =
      first > 0x20 && last > 0x20
      && !name.contains { $0 >= 0x80 || $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    if isPlain { return nil }
    guard let text = String(validating: name, as: UTF8.self) else { return nil }
    let lower = Array(Composition.nfc(Composition.nfc(text).lowercased()).utf8)
    let space: (UInt8) -> Bool = { $0 <= 0x20 }
    var bare = lower.drop(while: space)
    while let last = bare.last, space(last) { bare.removeLast() }
    return bare.elementsEqual(name) ? nil : Array(bare)
  }
}
