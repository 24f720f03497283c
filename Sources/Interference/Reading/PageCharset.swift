import Bytes

/// Pages that are not in UTF-8: words and titles are sought in what a reader sees, and not in bytes.
enum PageCharset {
  /// The text of a page in UTF-8, without a mark of the byte order.
  ///
  /// What says in which set it is: such a mark, the header, or the page's first kilobyte. Sets of
  /// several bytes a character but UTF-16 are not read.
  ///
  /// - Parameter isText: whether the measurement has the page as text, which can hold nothing but
  ///   UTF-8: then a glance decides.
  /// - Returns: `nil` where it is in UTF-8, or where nothing says in what it is.
  static func decoded(
    _ body: [UInt8], headers: [WebMeasurement.Header], isText: Bool
  ) -> [UInt8]? {
    if let isLittle = byteOrder(of: body) { return wide(body, isLittle: isLittle) }
    if isText { return nil }
    let declared =
      headers.first { $0.name == "content-type" }.flatMap { label(in: Array($0.value.utf8)) }
    switch declared {
    case "utf-16", "utf-16le", "unicode": return wide(body, isLittle: true)
    case "utf-16be": return wide(body, isLittle: false)
    default: break
    }
    guard let name = declared ?? labelOfPage(body), let characters = sets[name],
      String(validating: body, as: UTF8.self) == nil
    else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(body.count * 2)
    for byte in body {
      if byte < 0x80 { out.append(byte) } else { out += characters[Int(byte) - 0x80] }
    }
    return out
  }

  // MARK: UTF-16

  /// Whether the first of two bytes is the low one, where a text begins as UTF-16 does: with a mark of
  /// the byte order, or with the bracket of a tag and a zero.
  private static func byteOrder(of body: [UInt8]) -> Bool? {
    guard body.count >= 2 else { return nil }
    // What goes on with two zeros is UTF-32.
    let isWide = body.count >= 4 && body[2] == 0 && body[3] == 0
    switch (body[0], body[1]) {
    case (0xFF, 0xFE), (UInt8(ascii: "<"), 0): return isWide ? nil : true
    case (0xFE, 0xFF), (0, UInt8(ascii: "<")): return false
    default: return nil
    }
  }

  private static func wide(_ body: [UInt8], isLittle: Bool) -> [UInt8] {
    var reader = UTF16Reader(isLittle: isLittle)
    let out = reader.read(body)
    return out.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(out.dropFirst(3)) : out
  }

  // MARK: Labels

  /// How far pages are searched, as browsers do.
  private static let head = 1024

  /// What `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml … encoding=…?>` says.
  private static func labelOfPage(_ body: [UInt8]) -> String? {
    let head = body.prefix(head)
    var place = head.startIndex
    while let start = head[place...].firstIndex(of: UInt8(ascii: "<")) {
      let end = head[start...].firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
      let tag = Array(head[start..<end])
      for (name, word) in [("<meta", "charset"), ("<?xml", "encoding")]
      where starts(tag, with: name, at: 0) {
        if let label = label(in: tag, after: word) { return label }
      }
      guard end < head.endIndex else { return nil }
      place = end + 1
    }
    return nil
  }

  /// The value after `charset=`, without quotes, in lower case.
  private static func label(in text: [UInt8], after word: String = "charset") -> String? {
    var place = 0
    while place < text.count {
      defer { place += 1 }
      guard starts(text, with: word, at: place) else { continue }
      var rest = text[(place + word.utf8.count)...].drop(while: isBlank)
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop { isBlank($0) || isQuote($0) }
      let label = rest.prefix { !isBlank($0) && !isQuote($0) && $0 != UInt8(ascii: ";") }.prefix(40)
      if !label.isEmpty { return String(decoding: label, as: UTF8.self).lowercased() }
    }
    return nil
  }

  private static func starts(_ text: [UInt8], with word: String, at place: Int) -> Bool {
    place + word.utf8.count <= text.count
      && zip(text[place...], word.utf8).allSatisfy { byte, letter in
        byte == letter || byte | 0x20 == letter && 0x61...0x7A ~= letter
      }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
  private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }

  // MARK: Sets of one byte a character

  /// By name and label, the characters of the bytes from 80 to FF in UTF-8.
  private static let sets: [String: [[UInt8]]] = {
    let rows = (try? CSVReader.rows(of: PackageResources.single_byte_csv)) ?? []
    var sets: [String: [[UInt8]]] = [:]
    for row in rows.dropFirst() {
      guard let texts = try? row.texts(), texts.count == 3 else { continue }
      let characters = texts[2].split(separator: " ").map { digits in
        let scalar = UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}"
        return Array(String(Character(scalar)).utf8)
      }
      guard characters.count == 128 else { continue }
      for name in [texts[0]] + texts[1].split(separator: " ").map(String.init) {
        sets[name] = characters
      }
    }
    return sets
  }()
}
