/// Text that others wrote, made fit to be shown anywhere: pages, failures and names of certificates
/// come from whoever is on the path.
public enum ShownText {
  /// One line: controls (C0, DEL and C1, among them the escape that terminals obey), ends of lines and
  /// marks that turn the direction of writing (Unicode UAX #9) become spaces.
  ///
  /// - Complexity: O(n); text without any is given back as it is.
  public static func line(_ text: String) -> String { clean(text, keepsLines: false) }

  /// The same, but ends of lines and tabs stay.
  public static func lines(_ text: String) -> String { clean(text, keepsLines: true) }

  private static func clean(_ text: String, keepsLines: Bool) -> String {
    // Nearly all of it is plain: bytes are looked at many times faster than scalars.
    guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return text }
    guard text.unicodeScalars.contains(where: { !isFit($0, keepsLines) }) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(isFit(scalar, keepsLines) ? scalar : " ") }
    return String(clean)
  }

  private static func isFit(_ scalar: Unicode.Scalar, _ keepsLines: Bool) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: keepsLines
    case 0x00...0x1F, 0x7F...0x9F: false
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    default: true
    }
  }
}
