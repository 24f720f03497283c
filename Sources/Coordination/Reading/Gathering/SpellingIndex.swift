internal import Signals

/// Finds names that are spellings of one account, and those that differ from each other in case only.
///
/// It knows nothing of names that are spelt as all are; they cost it one look at their bytes.
struct SpellingIndex: Sendable {
  private let key: (UInt64, UInt64)
  private let foldsCase: Bool
  /// Common spellings of names that are spelt otherwise.
  private var commons = KeyIndex()
  /// Per common spelling: the account.
  private var accounts: [UInt32] = []
  /// Hashes of the common spellings of names that are spelt otherwise.
  private var odd: [StableHash] = []
  /// Hashes in lower case of accounts that are not in lower case.
  private var capital: [StableHash] = []

  /// - Parameter foldsCase: names that differ in case only are one account, whatever they look like.
  init(key: (UInt64, UInt64), foldsCase: Bool) {
    self.key = key
    self.foldsCase = foldsCase
  }

  /// The account of a name that is new, and how it is spelt if that is not the name itself.
  ///
  /// - Parameters:
  ///   - next: The number of an account that is new.
  ///   - index: The names, as they are spelt.
  ///   - merged: Their accounts, where those are not numbered as they are.
  mutating func account(
    of name: UnsafeRawBufferPointer, next: UInt32, in index: KeyIndex, merged: [UInt32]?
  ) -> (account: UInt32, common: [UInt8]?) {
    guard let common = AccountSpelling.common(name, foldsCase: foldsCase) else {
      if commons.count > 0, let place = commons.find(StableHash(name, key: key)) {
        return (accounts[Int(place)], nil)
      }
      watchCase(name)
      return (next, nil)
    }
    let hash = common.withUnsafeBytes { StableHash($0, key: key) }
    odd.append(hash)
    let (place, isNew) = commons.number(of: hash)
    if isNew {
      let plain = index.find(hash).map { merged?[Int($0)] ?? $0 }
      if plain == nil { common.withUnsafeBytes { watchCase($0) } }
      accounts.append(plain ?? next)
    }
    return (accounts[Int(place)], common)
  }

  private mutating func watchCase(_ name: UnsafeRawBufferPointer) {
    guard !foldsCase, name.contains(where: { $0 &- UInt8(ascii: "A") < 26 }),
      let lower = AccountSpelling.common(name, foldsCase: true)
    else { return }
    capital.append(lower.withUnsafeBytes { StableHash($0, key: key) })
  }

  /// How many names were made one, and how many accounts differ in case only.
  func counts(in index: KeyIndex) -> ActionReadingReport.Spellings {
    ActionReadingReport.Spellings(
      folded: alike(odd) { index.find($0) != nil },
      apart: alike(capital) { index.find($0) != nil || commons.find($0) != nil })
  }

  /// - Parameter isThere: Whether the spelling itself is among the names.
  private func alike(
    _ hashes: [StableHash], isThere: (StableHash) -> Bool
  ) -> ActionReadingReport.Alike {
    var members: [StableHash: Int] = [:]
    for hash in hashes { members[hash, default: 0] += 1 }
    var alike = ActionReadingReport.Alike()
    for (hash, count) in members {
      let all = count + (isThere(hash) ? 1 : 0)
      guard all > 1 else { continue }
      alike.groups += 1
      alike.names += all
    }
    return alike
  }
}
