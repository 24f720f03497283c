import Signals

/// Makes hashed shingles of a normal form without diacritics: of every two neighbouring tokens, or of
/// every three neighbouring characters where the script has no spaces.
struct Shingles: Sendable {
  /// No more shingles are made of one text, so that one endless text does not fill the memory. What
  /// comes after them counts for the hashes of the whole text only.
  static let most = 4096

  private let key: (UInt64, UInt64)
  private var scratch: [UInt32]
  private var hashes: TokenHashes

  init(key: (UInt64, UInt64)) {
    self.key = key
    scratch = Array(repeating: 0, count: Self.most)
    hashes = TokenHashes(key: key)
  }

  /// Appends a text's shingles to `shelf`, sorted and each once.
  mutating func append(
    of text: UnsafeRawBufferPointer, isUnspaced: Bool, to shelf: inout [UInt32]
  ) {
    let count = isUnspaced ? characters(text) : tokens(text)
    scratch.withUnsafeMutableBufferPointer { scratch in
      let found = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
      Self.sort(found)
      var last: UInt32?
      for shingle in found where shingle != last {
        shelf.append(shingle)
        last = shingle
      }
    }
  }

  private mutating func tokens(_ text: UnsafeRawBufferPointer) -> Int {
    scratch.withUnsafeMutableBufferPointer { scratch in
      var count = 0
      var start = 0
      var before: UInt64?
      for place in 0...text.count where place == text.count || text[place] == 0x20 {
        let token = UnsafeRawBufferPointer(rebasing: text[start..<place])
        let hash = hashes.hash(of: token)
        start = place + 1
        if let before {
          if count == scratch.count { break }
          scratch[count] = Self.joined(before, hash)
          count += 1
        }
        before = hash
      }
      return count
    }
  }

  private mutating func characters(_ text: UnsafeRawBufferPointer) -> Int {
    let key = key
    return scratch.withUnsafeMutableBufferPointer { scratch in
      var count = 0
      var place = 0
      var (first, second): (UInt64?, UInt64?) = (nil, nil)
      while place < text.count, count < scratch.count {
        // Three scalars of 21 bits are one word.
        var third = UInt64(text[place])
        if third < 0x80 {
          place += 1
          if third == 0x20 { continue }
        } else {
          let scalar = DecodedScalar(text, at: place)
          third = UInt64(scalar.value)
          place += scalar.length
        }
        if let first, let second {
          let word = (first << 42 | second << 21 | third).littleEndian
          scratch[count] = withUnsafeBytes(of: word) {
            UInt32(truncatingIfNeeded: StableHash($0, key: key).low)
          }
          count += 1
        }
        (first, second) = (second, third)
      }
      return count
    }
  }

  /// A hash of two hashes in their order. Both come out of a keyed hash, so a good mixture is
  /// enough.
  private static func joined(_ one: UInt64, _ other: UInt64) -> UInt32 {
    var mixed = (one ^ (other << 29 | other >> 35)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 32) ^ other) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  /// Most texts have a dozen shingles, for which insertion is quickest.
  private static func sort(_ values: UnsafeMutableBufferPointer<UInt32>) {
    guard values.count < 40 else {
      var values = values
      values.sort()
      return
    }
    for index in values.indices.dropFirst() {
      let value = values[index]
      var place = index
      while place > 0, values[place - 1] > value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
    }
  }
}
