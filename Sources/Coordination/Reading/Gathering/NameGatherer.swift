internal import Signals

/// Numbers the names of one domain and keeps what stands for them.
struct NameGatherer: Sendable {
  /// What stands for the names, by number.
  private(set) var table = NameTable()
  private var index = KeyIndex()
  private let domain: Pseudonyms.Domain
  private let pseudonyms: Pseudonyms?
  private let key: (UInt64, UInt64)
  /// Looks after spellings of names; only where names are accounts.
  private var spellings: SpellingIndex?
  /// Per name as it is spelt: the number of what it is; none as long as they are the same.
  private var merged: [UInt32]?

  init(_ domain: Pseudonyms.Domain, _ options: ActionReadingOptions) {
    self.domain = domain
    pseudonyms = options.pseudonyms
    key = options.key
    if domain == .account {
      spellings = SpellingIndex(key: options.key, foldsCase: options.mergesSpellings)
    }
  }

  /// How many names there are.
  var count: Int { table.count }

  /// Looks at where a name should be, so that it is at hand; see ``ActionSink/settleWaiting(in:)``.
  @inline(__always)
  func touch(_ hash: StableHash) -> UInt32 { index.touch(hash) }

  /// The number of a name, behind its platform if that is not empty, whose hash is known.
  @inline(__always)
  mutating func number(
    of hash: StableHash, _ name: UnsafeRawBufferPointer, on platform: UnsafeRawBufferPointer,
    _ room: inout [UInt8]
  ) -> UInt32 {
    let (number, isNew) = index.number(of: hash)
    if !isNew { return merged == nil ? number : merged?[Int(number)] ?? number }
    if domain == .action, pseudonyms != nil {
      Pseudonyms.withText(of: Pseudonyms.bits(of: hash), domain) { _ = table.append($0) }
      return number
    }
    if platform.isEmpty { return add(name, number) }
    return PlatformName.compose(name, on: platform, &room) { add($0, number) }
  }

  /// The number of a name.
  mutating func number(of name: UnsafeRawBufferPointer) -> UInt32 {
    let (number, isNew) = index.number(of: StableHash(name, key: key))
    return isNew ? add(name, number) : merged?[Int(number)] ?? number
  }

  private mutating func add(_ name: UnsafeRawBufferPointer, _ number: UInt32) -> UInt32 {
    let next = UInt32(table.count)
    guard
      let (account, common) = spellings?.account(
        of: name, next: next, in: index, merged: merged)
    else {
      keep(name)
      return number
    }
    // The first of several makes the account, under the spelling that they have in common.
    if account == next {
      if let common { common.withUnsafeBytes { keep($0) } } else { keep(name) }
    }
    if account != number, merged == nil { merged = Array(0..<number) }
    merged?.append(account)
    return account
  }

  private mutating func keep(_ name: UnsafeRawBufferPointer) {
    if let pseudonyms {
      pseudonyms.withPseudonym(of: name, as: domain) { _ = table.append($0) }
    } else {
      table.append(name)
    }
  }

  /// Names that differ in spelling only.
  var spellingCounts: ActionReadingReport.Spellings {
    spellings?.counts(in: index) ?? ActionReadingReport.Spellings()
  }

  /// Forgets what was needed for reading only and gives the names away.
  mutating func takeTable() -> NameTable {
    index = KeyIndex()
    spellings = nil
    merged = nil
    let taken = table
    table = NameTable()
    return taken
  }
}
