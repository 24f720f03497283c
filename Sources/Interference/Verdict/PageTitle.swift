/// The title in the beginning of a page.
enum PageTitle {
  /// The text between the first `<title …>` and the next `<`, up to 512 bytes.
  static func of(_ body: [UInt8]) -> String? {
    let place = body.withUnsafeBufferPointer { range(in: $0) }
    return place.map { String(decoding: body[$0], as: UTF8.self) }
  }

  private static func range(in body: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var place = 0
    while place + 7 <= body.count {
      guard body[place] == UInt8(ascii: "<"), isTag(body, at: place + 1) else {
        place += 1
        continue
      }
      guard let end = body[place...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let text = body[(end + 1)...].prefix(512).prefix { $0 != UInt8(ascii: "<") }
      return text.isEmpty ? nil : text.startIndex..<text.endIndex
    }
    return nil
  }

  private static func isTag(_ body: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard body[place] | 0x20 == UInt8(ascii: "t"), body[place + 1] | 0x20 == UInt8(ascii: "i"),
      body[place + 2] | 0x20 == UInt8(ascii: "t"), body[place + 3] | 0x20 == UInt8(ascii: "l"),
      body[place + 4] | 0x20 == UInt8(ascii: "e")
    else { return false }
    let next = body[place + 5]
    return next == UInt8(ascii: ">") || next == 0x20 || next == 0x0A || next == 0x09
  }
}
