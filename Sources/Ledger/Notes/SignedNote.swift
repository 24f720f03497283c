import Bytes

/// Why a text is not a signed note, or not one that the given keys vouch for.
public enum NoteFault: Error, Sendable, Hashable {
  /// Longer than a reader should take from a stranger.
  case tooLong(bytes: Int)
  /// Not UTF-8, or a control character other than a line feed.
  case badByte(offset: Int)
  /// No empty line between text and signatures, no signature, or no line feed at the end.
  case noSignatures
  /// A signature line is not `— name base64`.
  case badSignatureLine(line: Int)
  /// More signatures than a reader takes.
  case tooManySignatures
  /// A signature by a known key does not fit the text.
  case wrongSignature(name: String)
  /// The required key has not signed.
  case notSigned(by: String)
}

/// A text with the signatures of those who vouch for it (C2SP signed-note).
public struct SignedNote: Sendable, Hashable {
  /// One signature line.
  public struct Signature: Sendable, Hashable {
    /// The name of the key.
    public var name: String
    /// The four bytes that tell keys of one name apart.
    public var keyID: [UInt8]
    /// What follows the key ID.
    public var bytes: [UInt8]

    /// The line, without its line feed.
    public var line: String { "\u{2014} \(name) \(Base64.text(keyID + bytes))" }
  }

  /// The signed bytes, which end in a line feed.
  public let text: [UInt8]
  /// The signature lines in order.
  public let signatures: [Signature]

  /// The longest note that is read, in bytes (1,000,000).
  public static let longest = 1_000_000
  /// The most signature lines that are read.
  public static let mostSignatures = 100

  /// Makes a note from its parts.
  public init(text: [UInt8], signatures: [Signature]) {
    self.text = text
    self.signatures = signatures
  }

  /// The note as it stands in a file.
  public var bytes: [UInt8] {
    text + [0x0A] + signatures.flatMap { Array($0.line.utf8) + [0x0A] }
  }

  /// Reads a note strictly.
  ///
  /// - Throws: `NoteFault`.
  public init(parsing bytes: [UInt8]) throws(NoteFault) {
    guard bytes.count <= Self.longest else { throw .tooLong(bytes: bytes.count) }
    if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x0A }) {
      throw .badByte(offset: offset)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .badByte(offset: 0) }
    guard let split = Self.lastEmptyLine(of: bytes), bytes.last == 0x0A, split + 1 < bytes.count
    else { throw .noSignatures }
    text = Array(bytes[..<split])
    let lines = bytes[(split + 1)..<(bytes.count - 1)].split(
      separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count <= Self.mostSignatures else { throw .tooManySignatures }
    let before = text.count { $0 == 0x0A } + 1
    var signatures: [Signature] = []
    for (index, line) in lines.enumerated() {
      guard let signature = Signature(line: line) else {
        throw .badSignatureLine(line: before + index + 1)
      }
      signatures.append(signature)
    }
    self.signatures = signatures
  }

  /// The offset of the last empty line's own line feed.
  private static func lastEmptyLine(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    return (1..<bytes.count).last { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }
  }
}

extension SignedNote.Signature {
  /// Reads a line without its line feed; `nil` when it is not `— name base64`.
  init?(line: ArraySlice<UInt8>) {
    let mark = Array("\u{2014} ".utf8)
    guard line.starts(with: mark) else { return nil }
    let parts = line.dropFirst(mark.count).split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self),
      let base64 = String(validating: parts[1], as: UTF8.self), KeyName.isValid(name),
      let bytes = Base64.bytes(base64), bytes.count > 4
    else { return nil }
    self.init(name: name, keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
  }

  func isBy(_ key: VerificationKey) -> Bool {
    // Compared as bytes: two names that merely look alike are two keys.
    name.utf8.elementsEqual(key.name.utf8) && keyID == key.id
  }
}

extension NoteFault: CustomStringConvertible {
  /// What is wrong, where.
  public var description: String {
    switch self {
    case .tooLong(let bytes): "the note has \(bytes) bytes; at most \(SignedNote.longest) are read"
    case .badByte(let offset): "byte \(offset): not UTF-8 text or a control character"
    case .noSignatures: "no signature lines after an empty line, or no line feed at the end"
    case .badSignatureLine(let line): "line \(line): not a signature line"
    case .tooManySignatures: "more than \(SignedNote.mostSignatures) signatures"
    case .wrongSignature(let name): "the signature of \(name) does not fit the text"
    case .notSigned(let name): "\(name) has not signed"
    }
  }
}
