// The standard library normalises strings to compare them, and keeps the view private. It is the
// only normaliser without Foundation that knows all of Unicode; a table of our own would know
// Latin letters only.
@_spi(_Unicode) internal import Swift

/// The canonical normalisation forms of Unicode Standard Annex #15.
public enum Composition {
  /// `text` with letters and their marks joined, normalisation form C: the form of the record.
  public static func nfc(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text._nfc { scalars.append(scalar) }
    return String(scalars)
  }

  /// `text` with letters and their marks apart, normalisation form D.
  public static func nfd(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text._nfd { scalars.append(scalar) }
    return String(scalars)
  }

  /// Whether `text` is in normalisation form C already, byte for byte.
  public static func isNFC(_ text: String) -> Bool {
    nfc(text).utf8.elementsEqual(text.utf8)
  }
}
