/// The order of a Vietnamese dictionary, as the Unicode locale data for `vi` has it: first by
/// letters (A Ă Â B C D Đ E Ê … O Ô Ơ … U Ư), then by tones (none, huyền, hỏi, ngã, sắc, nặng),
/// then small letters before capitals.
public enum VietnameseCollation {
  /// Bytes whose order is the order of the texts. Equal for texts that differ only in how their
  /// letters are composed. Linear in the length of the text.
  public static func sortKey(_ text: String) -> [UInt8] {
    var key = SortKey()
    let scalars = Array(Composition.nfd(text).unicodeScalars)
    var index = 0
    while index < scalars.count {
      var next = index + 1
      while next < scalars.count, isMark(scalars[next]) { next += 1 }
      key.append(scalars[index], marks: scalars[(index + 1)..<next])
      index = next
    }
    return key.bytes
  }

  /// Whether `left` stands before `right`.
  public static func isOrdered(_ left: String, before right: String) -> Bool {
    sortKey(left).lexicographicallyPrecedes(sortKey(right))
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x36F).contains(scalar.value)
  }
}

/// The three levels of a key while it is being written.
private struct SortKey {
  private var letters: [UInt8] = []
  private var tones: [UInt8] = []
  private var cases: [UInt8] = []

  /// Zero is below every weight, so that a beginning stands before what continues it.
  var bytes: [UInt8] { letters + [0] + tones + [0] + cases }

  mutating func append(_ base: Unicode.Scalar, marks: ArraySlice<Unicode.Scalar>) {
    let (lower, isUpper) = SortKey.lowered(base)
    var letter = lower
    var rest: [UInt8] = []
    for mark in marks {
      if let own = SortKey.ownLetter(lower, mark), letter == lower {
        letter = own
      } else {
        rest.append(SortKey.weight(ofMark: mark))
      }
    }
    letters += SortKey.weights(of: letter)
    tones.append(1)
    tones += rest
    cases.append(isUpper ? 2 : 1)
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, isUpper: Bool) {
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    guard mapping.count == 1, let lower = mapping.first, lower != scalar else {
      return (scalar, false)
    }
    return (lower, true)
  }

  /// The letter of the Vietnamese alphabet that a mark makes of another, tones apart.
  private static func ownLetter(
    _ base: Unicode.Scalar, _ mark: Unicode.Scalar
  ) -> Unicode.Scalar? {
    switch (base, mark.value) {
    case ("a", 0x306): "ă"
    case ("a", 0x302): "â"
    case ("e", 0x302): "ê"
    case ("o", 0x302): "ô"
    case ("o", 0x31B): "ơ"
    case ("u", 0x31B): "ư"
    default: nil
    }
  }

  /// Two and up, above the 1 of a letter without marks.
  private static func weight(ofMark mark: Unicode.Scalar) -> UInt8 {
    switch mark.value {
    case 0x300: 2
    case 0x309: 3
    case 0x303: 4
    case 0x301: 5
    case 0x323: 6
    default: UInt8(truncatingIfNeeded: mark.value - 0x300) + 7
    }
  }

  private static let alphabet = Dictionary(
    uniqueKeysWithValues: zip("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".unicodeScalars, UInt8(0x90)...))

  /// The weights of a letter; none is the beginning of another's and none begins with zero.
  private static func weights(of letter: Unicode.Scalar) -> [UInt8] {
    if let place = alphabet[letter] { return [place] }
    if letter == "ð" { return weights(of: "đ") }
    let value = letter.value
    switch value {
    case 0x30...0x39: return [UInt8(value) + 0x50]
    case 0x01..<0x7F: return [UInt8(value)]
    default:
      return [0xF0] + [16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
  }
}
