/// Why an age file is not made or not opened.
public enum AgeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file does not begin as an age file of version 1.
  case notAge
  /// The header is malformed at this line, from 1.
  case header(line: Int)
  /// A stanza of a known type is malformed, or a passphrase stanza is not alone.
  case stanza(type: String)
  /// The passphrase's work factor is above what the reader is ready to spend.
  case workFactor(log2: Int, highest: Int)
  /// None of the keys, or not this passphrase, opens the file.
  case noMatch
  /// The header was changed after it was written.
  case headerChanged
  /// The content is changed, cut off or followed by something; the chunk counts from 0.
  case payload(chunk: Int)
  /// Not an age public key (`age1…`) or secret key (`AGE-SECRET-KEY-1…`).
  case badKey
  /// There is nobody to encrypt to.
  case noRecipients

  /// What is wrong; never quotes a secret.
  public var description: String {
    switch self {
    case .notAge: "not an age file"
    case .header(let line): "line \(line): the header of the age file is malformed"
    case .stanza(let type): "the \(type) stanza of the age file is malformed"
    case .workFactor(let log2, let highest):
      "the passphrase was made too costly to try (2^\(log2), at most 2^\(highest))"
    case .noMatch: "no key or passphrase that was given opens the file"
    case .headerChanged: "the header of the age file was changed"
    case .payload(let chunk): "the content of the age file is damaged in chunk \(chunk)"
    case .badKey: "not an age key"
    case .noRecipients: "no recipient to encrypt to"
    }
  }
}
