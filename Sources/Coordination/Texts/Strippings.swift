/// Where in a text the address of a page ends.
enum WebAddress {
  /// The end of the address that begins at `start` with `http://`, `https://` or `www.`, if one
  /// does: white space, an angle bracket, a quote, or a character of a script without spaces.
  static func end(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard begins(text, start) else { return nil }
    var place = start
    while place < text.count {
      let byte = text[place]
      if byte <= 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x3E || byte == 0x7F { break }
      if byte < 0x80 {
        place += 1
        continue
      }
      let scalar = DecodedScalar(text, at: place)
      guard scalar.value < 0x2E80, ScalarKind(scalar.value) != .space else { break }
      place += scalar.length
    }
    return place
  }

  private static func begins(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    if has(text, start, "www.") { return true }
    guard has(text, start, "http") else { return false }
    return has(text, start + 4, "://") || has(text, start + 4, "s://")
  }

  /// Whether `word`, in lower case, stands at a place in either case.
  static func has(
    _ text: UnsafeRawBufferPointer, _ place: Int, _ word: StaticString
  ) -> Bool {
    guard place + word.utf8CodeUnitCount <= text.count else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = text[place + index]
      let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      if lower != word.utf8Start[index] { return false }
    }
    return true
  }
}

/// Where in a text the mention of an account ends.
enum Mention {
  /// The end of the mention that begins with the `@` at `start`, if a name follows: letters, digits,
  /// `_`, and `.` and `-` between them.
  static func end(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var place = start + 1
    var end = place
    while place < text.count {
      let byte = text[place]
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F:
        place += 1
        end = place
      case 0x2D, 0x2E:
        place += 1
      case 0x80...:
        let scalar = DecodedScalar(text, at: place)
        guard isWord(scalar.value) else { return end > start + 1 ? end : nil }
        place += scalar.length
        end = place
      default: return end > start + 1 ? end : nil
      }
    }
    return end > start + 1 ? end : nil
  }

  /// Whether a scalar above ASCII may stand in a name.
  static func isWord(_ value: UInt32) -> Bool {
    if let place = Letters.place(of: value) {
      let letter = Letters.table[place]
      if !letter.isUnknown { return letter.isWord }
    }
    guard let properties = Unicode.Scalar(value)?.properties else { return false }
    if properties.isAlphabetic || properties.numericType == .decimal { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: return true
    default: return false
    }
  }
}
