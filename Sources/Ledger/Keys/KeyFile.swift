/// A file with secret keys, one line each: under a passphrase as an age file, or in clear for
/// demonstrations.
public enum KeyFile {
  /// The first line of an unprotected file, so that nobody takes it for a protected one.
  private static let warning = "# UNPROTECTED secret keys: for demonstrations only"

  /// Why a key file cannot be read.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file is protected, and no passphrase was given.
    case passphraseNeeded
    /// The passphrase is another.
    case wrongPassphrase
    /// The file is damaged.
    case damaged(AgeError)
    /// The content is not text.
    case notText

    /// What is wrong.
    public var description: String {
      switch self {
      case .passphraseNeeded: "the key file is protected; a passphrase is needed"
      case .wrongPassphrase: "the passphrase does not open the key file"
      case .damaged(let error): "the key file is damaged: \(error)"
      case .notText: "the key file does not hold keys"
      }
    }
  }

  /// The bytes of a protected file.
  ///
  /// - Parameters:
  ///   - lines: the secret texts, such as `SigningKey.secretText`.
  ///   - passphrase: UTF-8, normalised to NFC by the caller.
  ///   - workFactor: the logarithm of scrypt's N; lower than 18 is for tests only.
  /// - Throws: `AgeError`.
  public static func protected(
    _ lines: [String], passphrase: [UInt8], workFactor: Int = 18, random: AgeFile.Randomness
  ) throws(AgeError) -> [UInt8] {
    try AgeFile.seal(
      bytes(of: lines), passphrase: passphrase, workFactor: workFactor, random: random)
  }

  /// The bytes of a file in clear.
  public static func unprotected(_ lines: [String]) -> [UInt8] { bytes(of: [warning] + lines) }

  private static func bytes(of lines: [String]) -> [UInt8] {
    lines.flatMap { Array($0.utf8) + [0x0A] }
  }

  /// Whether a file needs a passphrase.
  public static func isProtected(_ file: [UInt8]) -> Bool {
    file.starts(with: AgeHeader.firstLine.utf8)
  }

  /// The secret texts in a file, protected or not.
  ///
  /// - Throws: `Fault`.
  /// - Complexity: dominated by scrypt for a protected file.
  public static func lines(of file: [UInt8], passphrase: [UInt8]?) throws(Fault) -> [String] {
    var content = file
    if isProtected(file) {
      guard let passphrase else { throw .passphraseNeeded }
      do { content = try AgeFile.open(file, passphrase: passphrase) } catch .noMatch {
        throw .wrongPassphrase
      } catch { throw .damaged(error) }
    }
    guard let text = String(validating: content, as: UTF8.self) else { throw .notText }
    return text.utf8.split(separator: 0x0A).compactMap { String($0) }
      .filter { $0.utf8.first != UInt8(ascii: "#") }
  }
}
