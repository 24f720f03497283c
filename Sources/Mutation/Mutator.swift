import Signals

/// Makes damaged texts out of sound ones, for readers that must survive anything.
///
/// The same seed and the same corpus give the same texts. A third of the texts are damaged blindly, by
/// bytes; for the others JSON's tokens are known and put where they do not belong, which gets further
/// into a reader than noise does.
public struct Mutator: Sendable {
  private var random: SplitMix64
  private let corpus: [[UInt8]]
  /// Texts are cut to this many bytes.
  public var longest = 1 << 20

  /// - Parameter corpus: sound texts; without any, texts are made of nothing.
  public init(corpus: [[UInt8]], seed: UInt64) {
    self.corpus = corpus
    random = SplitMix64(seed: seed)
  }

  /// The next damaged text.
  ///
  /// - Complexity: O(n) in its length.
  public mutating func next() -> [UInt8] {
    var bytes = corpus.isEmpty ? [] : corpus[random.below(corpus.count)]
    let isBlind = random.below(3) == 0
    for _ in 0...random.below(6) {
      if isBlind { damage(&bytes) } else { misplace(&bytes) }
    }
    return bytes.count > longest ? Array(bytes.prefix(longest)) : bytes
  }

  // MARK: Blind

  private mutating func damage(_ bytes: inout [UInt8]) {
    switch random.below(6) {
    case 0: flip(&bytes)
    case 1: overwrite(&bytes)
    case 2: remove(&bytes)
    case 3: repeatPart(&bytes)
    case 4: splice(&bytes)
    default: bytes = Array(bytes.prefix(random.below(bytes.count + 1)))
    }
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    for _ in 0...random.below(8) { bytes[random.below(bytes.count)] ^= 1 << random.below(8) }
  }

  private static let odd: [UInt8] = [0, 0x09, 0x0A, 0x22, 0x2C, 0x5C, 0x7F, 0x80, 0xC0, 0xED, 0xFF]

  private mutating func overwrite(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[random.below(bytes.count)] = Self.odd[random.below(Self.odd.count)]
  }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = random.below(bytes.count)
    let longest = random.below(4) == 0 ? bytes.count : 64
    return start..<min(bytes.count, start + 1 + random.below(longest))
  }

  private mutating func remove(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes.removeSubrange(range(in: bytes))
  }

  private mutating func repeatPart(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty, bytes.count < longest else { return }
    let part = Array(bytes[range(in: bytes)])
    let place = random.below(bytes.count + 1)
    for _ in 0...random.below(4) where bytes.count + part.count <= longest {
      bytes.insert(contentsOf: part, at: place)
    }
  }

  private mutating func splice(_ bytes: inout [UInt8]) {
    guard !corpus.isEmpty else { return }
    let other = corpus[random.below(corpus.count)]
    bytes =
      Array(bytes.prefix(random.below(bytes.count + 1)))
      + other.suffix(random.below(other.count + 1))
  }

  // MARK: By token

  private mutating func misplace(_ bytes: inout [UInt8]) {
    switch random.below(4) {
    case 0, 1: replaceToken(&bytes)
    case 2: swapTokens(&bytes)
    default: transplantToken(&bytes)
    }
  }

  /// Values that readers trip over.
  private static let values: [String] = [
    "null", "true", "false", "0", "-1", "-0", "1e308", "1e999", "1e-400", "9223372036854775807",
    "-9223372036854775808", "18446744073709551616", "0.1", "1.0", "\"\"", "\"\\u0000\"",
    "\"\\ud800\"", "\"[scrubbed]\"", "\"0.0.0.0\"", "\"::\"", "\"fe80::1%eth0\"", "\"256.1.1.1\"",
    "\"[::1]:65536\"", "\"127.0.0.1:-1\"", "\"http://\"", "\"https://x:99999/\"", "\"AS0\"",
    "\"AS4294967296\"", "\"9999-99-99 99:99:99\"", "\"0000-01-01 00:00:00\"", "[]", "{}", "[null]",
    "[[]]", "{\"format\":\"base64\",\"data\":\"====\"}", "{\"\":null}", "\"depth=-1\"",
    "\"depth=99999999999999999999\"", "\"generic_timeout_error\"", "\"connection_reset\"",
    "\"bytes_received_cumulative\"", "\"read\"",
  ]

  private mutating func token(in bytes: [UInt8]) -> Range<Int>? {
    let tokens = JSONTokens.ranges(in: bytes)
    return tokens.isEmpty ? nil : tokens[random.below(tokens.count)]
  }

  private mutating func replaceToken(_ bytes: inout [UInt8]) {
    guard let token = token(in: bytes) else { return }
    if random.below(50) == 0 {
      let depth = random.below(2000)
      bytes.replaceSubrange(
        token, with: Array(repeating: 0x5B, count: depth) + Array(repeating: 0x5D, count: depth))
    } else {
      bytes.replaceSubrange(token, with: Self.values[random.below(Self.values.count)].utf8)
    }
  }

  private mutating func swapTokens(_ bytes: inout [UInt8]) {
    let tokens = JSONTokens.ranges(in: bytes)
    guard tokens.count > 1 else { return }
    let one = tokens[random.below(tokens.count)]
    let other = tokens[random.below(tokens.count)]
    guard !one.overlaps(other) else { return }
    let (first, last) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    let kept = Array(bytes[first])
    let put = Array(bytes[last])
    bytes.replaceSubrange(last, with: kept)
    bytes.replaceSubrange(first, with: put)
  }

  private mutating func transplantToken(_ bytes: inout [UInt8]) {
    guard !corpus.isEmpty, let place = token(in: bytes) else { return }
    let other = corpus[random.below(corpus.count)]
    guard let part = token(in: other), bytes.count + part.count <= longest else { return }
    bytes.replaceSubrange(place, with: other[part])
  }
}

/// Where values and names stand in a text that may be JSON, or may have been.
enum JSONTokens {
  /// The ranges of strings, numbers, words, and of lists and objects that are closed.
  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var open: [Int] = []
    var place = 0
    while place < bytes.count {
      let start = place
      switch bytes[place] {
      case 0x22:
        place += 1
        while place < bytes.count, bytes[place] != 0x22 { place += bytes[place] == 0x5C ? 2 : 1 }
        place = min(place + 1, bytes.count)
        ranges.append(start..<place)
      case 0x5B, 0x7B:
        open.append(place)
        place += 1
      case 0x5D, 0x7D:
        place += 1
        if let start = open.popLast() { ranges.append(start..<place) }
      case 0x2D, 0x30...0x39, 0x61...0x7A:
        while place < bytes.count, isOfWord(bytes[place]) { place += 1 }
        ranges.append(start..<place)
      default: place += 1
      }
    }
    return ranges
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x2B || byte == 0x2E
  }
}
