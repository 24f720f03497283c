/// Why a text is not a key.
public enum KeyFault: String, Error, Sendable, Hashable, CustomStringConvertible {
  /// Not `name+xxxxxxxx+base64`.
  case malformed = "not of the form name+hash+key"
  /// The name is empty or holds a space, a plus sign or a control character.
  case badName = "the key's name is empty or holds a space, a plus sign or a control character"
  /// The four bytes in the middle do not belong to this name and key.
  case otherID = "the key's hash does not belong to its name and key; it was copied incompletely"
  /// A type other than Ed25519 signature (01) or cosignature (04).
  case unknownType = "the key is of a type this program does not know"
  /// Not 32 bytes, or not a point of the curve.
  case badKey = "the key's bytes are not an Ed25519 key"

  /// What is wrong.
  public var description: String { rawValue }
}

enum KeyName {
  /// Whether `name` may stand in a signature line (C2SP signed-note): not empty, no white space,
  /// no plus sign, no control characters.
  static func isValid(_ name: some StringProtocol) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
      }
  }
}
