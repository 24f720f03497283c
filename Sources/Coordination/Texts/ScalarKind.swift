/// What a scalar is to the normal form of a text.
enum ScalarKind: Sendable {
  /// White space of any width, and controls.
  case space
  /// Has no width: joiners, marks of direction, selectors of variants.
  case nothing
  /// A picture, or a part of one.
  case emoji
  /// Stands for itself, and normalisation leaves it alone whatever its neighbours are.
  case plain
  /// A character of a script without spaces that is worth about half a word.
  case ideograph
  /// A letter of a script without spaces of which four or five make a word.
  case unspaced
  /// Must be looked up.
  case rare

  /// The kind of a scalar above U+007F.
  init(_ value: UInt32) {
    switch value {
    case 0x80...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      self = .space
    case 0xAD, 0x34F, 0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0x20E3, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF:
      self = .nothing
    case 0x1F000...0x1FAFF, 0x2600...0x27BF: self = .emoji
    case 0x2010...0x203B, 0x203D...0x2048, 0x204A...0x205E, 0x20A0...0x20CF, 0x3001...0x3020,
      0xAC00...0xD7A3, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFFFD:
      self = .plain
    case 0x3041...0x3096, 0x309D...0x30FF, 0x3400...0x9FFF, 0x20000...0x2F7FF, 0x30000...0x3FFFF:
      self = .ideograph
    case 0xE01...0xE30, 0xE32, 0xE33, 0xE40...0xE46, 0x1780...0x17B3: self = .unspaced
    case 0x2000..<0x3300:
      self = Unicode.Scalar(value)?.properties.isEmoji == true ? .emoji : .rare
    default: self = .rare
    }
  }

  /// Whether a scalar that must be looked up belongs to a script without spaces: Thai, Lao,
  /// Burmese, Khmer.
  static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x19E0...0x19FF, 0xA9E0...0xA9FF,
      0xAA60...0xAA7F:
      true
    default: false
    }
  }

  /// Whether a scalar stands in a block that knows neither case nor the diacritics U+0300 to
  /// U+036F, so that nothing has to be asked about it beyond whether it is a digit.
  static func isCaseless(_ value: UInt32) -> Bool {
    switch value {
    case 0x590..<0x10A0, 0x1100..<0x13A0, 0x1780..<0x1C80, 0x2E80..<0xA640, 0xAC00..<0xD800,
      0xE000..<0xFB00:
      true
    default: false
    }
  }
}

/// One scalar out of UTF-8 that may be broken.
struct DecodedScalar {
  /// The scalar; U+FFFD for a byte that begins none.
  var value: UInt32
  /// How many bytes it took, at least one.
  var length: Int

  /// The scalar that begins at `place`, a byte of 0x80 or more.
  @inline(__always) init(_ text: UnsafeRawBufferPointer, at place: Int) {
    let lead = text[place]
    let left = text.count - place
    @inline(__always) func follower(_ offset: Int) -> UInt32? {
      let byte = text[place + offset]
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    (value, length) = (0xFFFD, 1)
    switch lead {
    case 0xC2...0xDF:
      guard left > 1, let one = follower(1) else { return }
      (value, length) = (UInt32(lead & 0x1F) << 6 | one, 2)
    case 0xE0...0xEF:
      guard left > 2, let one = follower(1), let two = follower(2) else { return }
      let found = UInt32(lead & 0xF) << 12 | one << 6 | two
      guard found >= 0x800, !(0xD800...0xDFFF).contains(found) else { return }
      (value, length) = (found, 3)
    case 0xF0...0xF4:
      guard left > 3, let one = follower(1), let two = follower(2), let three = follower(3) else {
        return
      }
      let found = UInt32(lead & 7) << 18 | one << 12 | two << 6 | three
      guard (0x10000...0x10FFFF).contains(found) else { return }
      (value, length) = (found, 4)
    default: return
    }
  }
}
