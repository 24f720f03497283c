/// What stands for a name, so that the name itself need not be kept.
///
/// The room makes none: whoever holds the key hands in a function of it. It is called once for each
/// name of a domain, or twice for an account that also owns a target.
public struct Pseudonyms: Sendable {
  /// What a name names. Names of two domains never share a pseudonym by being spelt alike.
  public enum Domain: UInt8, Sendable, Hashable, CaseIterable {
    /// Who acts, and who owns what is acted upon: one domain, so that a victim who acts is known.
    case account
    /// What is acted upon: a post, an address, a hashtag.
    case target
    /// An action's own name in its file.
    case action
  }

  private let make: @Sendable (Domain, UnsafeRawBufferPointer) -> [UInt8]

  /// Pseudonyms made by a function, which must give one name the same pseudonym always.
  public init(_ make: @escaping @Sendable (Domain, UnsafeRawBufferPointer) -> [UInt8]) {
    self.make = make
  }

  /// The pseudonym of a name.
  public func pseudonym(of name: UnsafeRawBufferPointer, as domain: Domain) -> [UInt8] {
    make(domain, name)
  }
}
