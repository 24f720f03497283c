import Bytes
import Crypto

/// Encrypted files in the format of age, version 1 (C2SP age), which `age -d` opens too.
public enum AgeFile {
  /// Gives as many random bytes as are asked for; the bytes must be unpredictable.
  public typealias Randomness = (_ count: Int) -> [UInt8]

  /// Encrypts to one or more public keys.
  ///
  /// - Throws: `AgeError.noRecipients` or `AgeError.badKey`.
  public static func seal(
    _ plaintext: [UInt8], to recipients: [AgeRecipient], random: Randomness
  ) throws(AgeError) -> [UInt8] {
    guard !recipients.isEmpty else { throw .noRecipients }
    let fileKey = random(16)
    var stanzas: [AgeStanza] = []
    for recipient in recipients {
      guard let stanza = try? recipient.stanza(fileKey: fileKey, ephemeral: random(32)) else {
        throw .badKey
      }
      stanzas.append(stanza)
    }
    return try seal(plaintext, fileKey: fileKey, stanzas: stanzas, nonce: random(16))
  }

  /// Encrypts with a passphrase.
  ///
  /// - Parameters:
  ///   - passphrase: UTF-8, normalised to NFC by the caller.
  ///   - workFactor: the logarithm of scrypt's N: 18 takes about a second and 256 MiB; lower is
  ///     for tests only.
  /// - Throws: `AgeError`.
  public static func seal(
    _ plaintext: [UInt8], passphrase: [UInt8], workFactor: Int = 18, random: Randomness
  ) throws(AgeError) -> [UInt8] {
    let fileKey = random(16)
    guard (1...30).contains(workFactor),
      let stanza = try? AgePassphrase(bytes: passphrase).stanza(
        fileKey: fileKey, salt: random(16), workFactor: workFactor)
    else { throw .workFactor(log2: workFactor, highest: 30) }
    return try seal(plaintext, fileKey: fileKey, stanzas: [stanza], nonce: random(16))
  }

  /// Decrypts with any of the given secret keys.
  ///
  /// - Throws: `AgeError`.
  public static func open(
    _ file: [UInt8], with identities: [AgeIdentity]
  ) throws(AgeError) -> [UInt8] {
    let header = try header(of: file)
    for identity in identities {
      for stanza in header.stanzas {
        if let fileKey = try identity.fileKey(in: stanza) {
          return try open(file, header, fileKey)
        }
      }
    }
    throw .noMatch
  }

  /// Decrypts with a passphrase.
  ///
  /// - Parameter highestWorkFactor: the most that the reader is ready to spend; a stranger's file
  ///   must not keep it busy for hours.
  /// - Throws: `AgeError`; `.noMatch` for a wrong passphrase.
  public static func open(
    _ file: [UInt8], passphrase: [UInt8], highestWorkFactor: Int = 22
  ) throws(AgeError) -> [UInt8] {
    let header = try header(of: file)
    guard let stanza = header.stanzas.first, stanza.type == "scrypt",
      let fileKey = try AgePassphrase(bytes: passphrase).fileKey(
        in: stanza, highestWorkFactor: highestWorkFactor)
    else { throw .noMatch }
    return try open(file, header, fileKey)
  }

  private static func header(of file: [UInt8]) throws(AgeError) -> AgeHeader {
    let header = try AgeHeader(parsing: file)
    // A file with a passphrase and a key would let the key's owner pose as the passphrase's.
    if header.stanzas.count > 1, header.stanzas.contains(where: { $0.type == "scrypt" }) {
      throw .stanza(type: "scrypt")
    }
    return header
  }

  // MARK: the file key

  private static let zeroNonce = [UInt8](repeating: 0, count: 12)

  static func wrapped(_ fileKey: [UInt8], with key: SymmetricKey) throws -> [UInt8] {
    let nonce = try ChaChaPoly.Nonce(data: zeroNonce)
    let box = try ChaChaPoly.seal(fileKey, using: key, nonce: nonce)
    return Array(box.ciphertext) + Array(box.tag)
  }

  static func unwrapped(_ body: [UInt8], with key: SymmetricKey) -> [UInt8]? {
    guard let box = try? ChaChaPoly.SealedBox(combined: zeroNonce + body),
      let fileKey = try? ChaChaPoly.open(box, using: key)
    else { return nil }
    return Array(fileKey)
  }

  private static func derived(_ fileKey: [UInt8], salt: [UInt8], _ info: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: fileKey), salt: salt, info: Array(info.utf8),
      outputByteCount: 32)
  }

  private static func mac(_ header: [UInt8], _ fileKey: [UInt8]) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: header, using: derived(fileKey, salt: [], "header"))
  }

  // MARK: the whole file

  private static func seal(
    _ plaintext: [UInt8], fileKey: [UInt8], stanzas: [AgeStanza], nonce: [UInt8]
  ) throws(AgeError) -> [UInt8] {
    let header = "\(AgeHeader.firstLine)\n\(stanzas.map(\.text).joined())---"
    var file = Array(header.utf8)
    let mac = Base64.text(Array(mac(file, fileKey)), padded: false)
    file += Array(" \(mac)\n".utf8) + nonce
    var payload = AgePayload(key: derived(fileKey, salt: nonce, "payload"))
    try payload.seal(plaintext, into: &file)
    return file
  }

  private static func open(
    _ file: [UInt8], _ header: AgeHeader, _ fileKey: [UInt8]
  ) throws(AgeError) -> [UInt8] {
    guard fileKey.count == 16 else { throw .stanza(type: "X25519") }
    let isIntact = HMAC<SHA256>.isValidAuthenticationCode(
      header.mac, authenticating: header.authenticated,
      using: derived(fileKey, salt: [], "header"))
    guard isIntact else { throw .headerChanged }
    let rest = file[header.length...]
    guard rest.count >= 16 else { throw .header(line: 0) }
    var payload = AgePayload(key: derived(fileKey, salt: Array(rest.prefix(16)), "payload"))
    return try payload.open(rest.dropFirst(16))
  }
}
