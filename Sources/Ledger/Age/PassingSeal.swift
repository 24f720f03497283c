import Crypto

/// Seals what a program puts aside for as long as it runs: the key is made anew each time and never
/// leaves its memory, so that afterwards nobody can open it.
///
/// ChaCha20-Poly1305 (RFC 8439); the nonce is the piece's number, which must not be used twice.
public struct PassingSeal: Sendable {
  private let key = SymmetricKey(size: .bits256)

  /// Makes a seal with a key of its own.
  public init() {}

  /// So many bytes are added to each piece.
  public static let overhead = 16

  /// A piece, sealed.
  ///
  /// - Parameter number: never used before with this seal.
  public func sealed(_ bytes: [UInt8], number: Int) throws -> [UInt8] {
    let box = try ChaChaPoly.seal(bytes, using: key, nonce: Self.nonce(number))
    return Array(box.ciphertext) + Array(box.tag)
  }

  /// What was sealed.
  ///
  /// - Throws: where a byte of it or its number was changed.
  public func opened(_ sealed: [UInt8], number: Int) throws -> [UInt8] {
    let box = try ChaChaPoly.SealedBox(
      nonce: Self.nonce(number), ciphertext: sealed.dropLast(Self.overhead),
      tag: sealed.suffix(Self.overhead))
    return Array(try ChaChaPoly.open(box, using: key))
  }

  private static func nonce(_ number: Int) throws -> ChaChaPoly.Nonce {
    let bytes = withUnsafeBytes(of: UInt64(number).littleEndian) { Array($0) }
    return try ChaChaPoly.Nonce(data: bytes + [0, 0, 0, 0])
  }
}
