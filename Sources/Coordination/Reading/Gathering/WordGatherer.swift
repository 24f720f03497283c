internal import Signals

/// Numbers words of which there are few, such as kinds and reasons, and finds those of up to eight
/// bytes that were seen before without a hash.
struct WordGatherer: Sendable {
  /// No number: the word is empty.
  static let none = UInt32.max

  private struct Short: Sendable {
    var word: UInt64
    var count: Int
    var number: UInt32
  }

  /// The words, by number.
  var table = NameTable()
  private let isFolded: Bool
  private let most: Int
  /// Spellings of up to eight bytes, at most sixteen of them.
  private var short: [Short] = []
  private var spellings = KeyIndex()
  private var numbers: [UInt32] = []
  private let key: (UInt64, UInt64)

  /// - Parameter most: further words have no number.
  init(isFolded: Bool, most: Int, key: (UInt64, UInt64)) {
    self.isFolded = isFolded
    self.most = most
    self.key = key
  }

  /// The number of a word without space around it, or ``none`` when there are too many.
  @inline(__always)
  mutating func number(of word: UnsafeRawBufferPointer) -> UInt32 {
    if word.count <= 8 {
      let packed = Self.packed(word)
      for known in short where known.word == packed && known.count == word.count {
        return known.number
      }
    }
    return slowNumber(of: word)
  }

  @inline(__always)
  private static func packed(_ word: UnsafeRawBufferPointer) -> UInt64 {
    if word.count == 8 { return word.loadUnaligned(as: UInt64.self) }
    var packed: UInt64 = 0
    for byte in word { packed = packed << 8 | UInt64(byte) }
    return packed
  }

  private mutating func slowNumber(of word: UnsafeRawBufferPointer) -> UInt32 {
    let (spelling, isNew) = spellings.number(of: StableHash(word, key: key))
    guard isNew else { return numbers[Int(spelling)] }
    let number = add(word)
    numbers.append(number)
    if word.count <= 8, short.count < 16 {
      short.append(Short(word: Self.packed(word), count: word.count, number: number))
    }
    return number
  }

  private mutating func add(_ word: UnsafeRawBufferPointer) -> UInt32 {
    let name = String(decoding: word, as: UTF8.self)
    return number(of: isFolded ? name.lowercased() : name)
  }

  /// The number of a word that is spelt as it is kept.
  mutating func number(of word: String) -> UInt32 {
    if let known = table.find(word) { return known }
    return table.count < most ? table.number(of: word) : Self.none
  }
}
