internal import Signals

/// What stands for a name, so that the name itself need not be kept.
///
/// The room makes none: whoever holds the key hands in a function of it. It is called once for each
/// name of an account or a target, or twice for an account that also owns a target. An action's own
/// name is hashed under ``ActionReadingOptions/key``, as words are: every row has one, and who has
/// neither key can try neither.
public struct Pseudonyms: Sendable {
  /// What a name names. Names of two domains never share a pseudonym by being spelt alike.
  public enum Domain: UInt8, Sendable, Hashable, CaseIterable {
    /// Who acts, and who owns what is acted upon: one domain, so that a victim who acts is known.
    case account
    /// What is acted upon: a post, an address, a hashtag.
    case target
    /// An action's own name in its file, or a word that is not told.
    case action

    fileprivate var letter: UInt8 {
      switch self {
      case .account: UInt8(ascii: "u")
      case .target: UInt8(ascii: "t")
      case .action: UInt8(ascii: "a")
      }
    }
  }

  private let make: @Sendable (Domain, UnsafeRawBufferPointer) -> UInt64

  /// Pseudonyms made by a function that gives a name of a domain the same bits always, which nobody
  /// can guess who has not its key.
  public init(_ make: @escaping @Sendable (Domain, UnsafeRawBufferPointer) -> UInt64) {
    self.make = make
  }

  /// The pseudonym of a name: a letter for its domain and ten of base 32 for the upper fifty bits.
  public func pseudonym(of name: UnsafeRawBufferPointer, as domain: Domain) -> String {
    Self.withText(of: make(domain, name), domain) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bits that stand for an action's own name under a key for words.
  public static func bits(
    ofAction name: UnsafeRawBufferPointer, key: (UInt64, UInt64)
  ) -> UInt64 { bits(of: StableHash(name, key: key)) }

  /// The half of a hash that is not used for finding names.
  static func bits(of hash: StableHash) -> UInt64 { hash.high }

  /// Hands the pseudonym of a name to `body`, without keeping it anywhere.
  @inline(__always)
  func withPseudonym<Result>(
    of name: UnsafeRawBufferPointer, as domain: Domain, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result { Self.withText(of: make(domain, name), domain, body) }

  /// Hands the text for a hash to `body`.
  @inline(__always)
  static func withText<Result>(
    of bits: UInt64, _ domain: Domain, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(byteCount: 11, alignment: 1) { text in
      text[0] = domain.letter
      for place in 0..<10 {
        let digit = UInt8(truncatingIfNeeded: bits >> UInt64(59 - 5 * place)) & 31
        // The alphabet of RFC 4648, section 6, in lower case.
        text[place + 1] = digit < 26 ? UInt8(ascii: "a") + digit : UInt8(ascii: "2") + digit - 26
      }
      return body(UnsafeRawBufferPointer(text))
    }
  }
}
