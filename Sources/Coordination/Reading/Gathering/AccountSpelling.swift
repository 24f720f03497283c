internal import Record

/// The spelling that all spellings of one account have in common.
///
/// What is folded is what no platform tells accounts apart by: Unicode's composition, space, invisible characters,
/// an `@` in front, and of an address its scheme, `www.`, `m.`, the case of its host and slashes at its end. Case is
/// folded only in names that have a space or a letter outside ASCII, which are names that people wrote; identifiers
/// may differ by case alone. Diacritics stay: in Vietnamese they make another name.
public enum AccountSpelling {
  /// A name in the common spelling; what is folded already stays as it is.
  public static func common(of name: String) -> String {
    var name = name
    return name.withUTF8 { bytes in
      common(UnsafeRawBufferPointer(bytes), foldsCase: false)
        .map { String(decoding: $0, as: UTF8.self) }
    } ?? name
  }

  /// A name in the common spelling; `nil` when it is that already.
  ///
  /// - Parameter foldsCase: fold case in every name.
  /// - Complexity: O(bytes); a plain name costs one look at each byte and no memory.
  static func common(_ name: UnsafeRawBufferPointer, foldsCase: Bool) -> [UInt8]? {
    guard let border = name.firstIndex(of: PlatformName.border) else {
      return part(name, foldsCase)
    }
    // The platform in front of it is folded already.
    let own = UnsafeRawBufferPointer(rebasing: name[(border + 1)...])
    return part(own, foldsCase).map { Array(name[...border]) + $0 }
  }

  private static func part(_ name: UnsafeRawBufferPointer, _ foldsCase: Bool) -> [UInt8]? {
    guard !isPlain(name, foldsCase), let text = String(validating: name, as: UTF8.self) else {
      return nil
    }
    let bare = withoutSpace(Composition.nfc(text))
    // What is nothing else is a name after all.
    guard !bare.isEmpty else { return nil }
    let address = address(bare)
    let isWritten = bare.unicodeScalars.contains { scalar in
      scalar == " " || !scalar.isASCII && scalar.properties.isAlphabetic
    }
    var common = address ?? bare
    if foldsCase || address == nil && isWritten { common = common.lowercased() }
    let bytes = Array(Composition.nfc(common).utf8)
    return bytes.elementsEqual(name) ? nil : bytes
  }

  /// Whether nothing in a name can be folded. Addresses have a slash, or begin with `www.`.
  private static func isPlain(_ name: UnsafeRawBufferPointer, _ foldsCase: Bool) -> Bool {
    guard let first = name.first, first != UInt8(ascii: "@") else { return name.isEmpty }
    for byte in name {
      if byte <= 0x20 || byte >= 0x80 || byte == UInt8(ascii: "/") { return false }
      if foldsCase, byte &- UInt8(ascii: "A") < 26 { return false }
    }
    return !(first | 0x20 == UInt8(ascii: "w") && name.count > 4 && name[3] == UInt8(ascii: "."))
  }

  /// Without what cannot be seen, one space for each run of white space, none around, no `@` in front.
  private static func withoutSpace(_ name: String) -> String {
    var bare = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where !isInvisible(scalar) {
      let isSpace = scalar.value <= 0x20 || scalar.properties.isWhitespace
      if bare.isEmpty, isSpace || scalar == "@" { continue }
      if !isSpace {
        bare.append(scalar)
      } else if bare.last != " " {
        bare.append(" ")
      }
    }
    if bare.last == " " { bare.removeLast() }
    return String(bare)
  }

  /// Soft hyphens, joiners, marks of direction and the mark of byte order.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// An address without scheme, `www.`, `m.` and slashes at its end; `nil` for what is none. The path keeps its case.
  private static func address(_ name: String) -> String? {
    var rest = Substring(name)
    var isAddress = false
    for scheme in ["https://", "http://"] where begins(rest, with: scheme) {
      rest = rest.dropFirst(scheme.count)
      isAddress = true
    }
    var host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    isAddress = isAddress || !path.isEmpty || begins(host, with: "www.")
    guard isAddress, isHost(host) else { return nil }
    while let prefix = ["www.", "m."].first(where: { begins(host, with: $0) }),
      isHost(host.dropFirst(prefix.count))
    {
      host = host.dropFirst(prefix.count)
    }
    var end = path
    while end.last == "/" { end.removeLast() }
    return host.lowercased() + end
  }

  private static func begins(_ text: Substring, with prefix: String) -> Bool {
    text.prefix(prefix.count).lowercased() == prefix
  }

  /// Letters, digits and hyphens with a dot between, and two letters at least behind the last.
  private static func isHost(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, last.count > 1 else { return false }
    return last.allSatisfy(\.isLetter)
      && labels.allSatisfy {
        !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }
}
