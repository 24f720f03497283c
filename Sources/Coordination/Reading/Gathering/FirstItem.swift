/// The first of several addresses or hashtags in one cell, however they are listed: with space,
/// commas or bars between them, or as a list of Python or JSON.
enum FirstItem {
  /// The first address; empty when there is none.
  static func address(in cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    item(in: cell) { place in
      // A comma may be part of an address; before the next one it is not.
      cell[place] == UInt8(ascii: ",")
        && UnsafeRawBufferPointer(rebasing: cell[(place + 1)...]).starts(with: "http".utf8)
    }
  }

  /// The first hashtag, without its sign and in lower case; empty when there is none.
  static func hashtag(in cell: UnsafeRawBufferPointer) -> [UInt8] {
    let separators: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: ";")]
    let tag = item(in: cell) { separators.contains(cell[$0]) }
    return Array(
      String(decoding: tag.drop { $0 == UInt8(ascii: "#") }, as: UTF8.self)
        .lowercased().utf8)
  }

  private static let wrapping: [UInt8] = Array("[]'\"|(){}".utf8)

  private static func item(
    in cell: UnsafeRawBufferPointer, endsAt: (Int) -> Bool
  ) -> UnsafeRawBufferPointer {
    var start = 0
    while start < cell.count, cell[start] <= 0x20 || wrapping.contains(cell[start]) { start += 1 }
    var end = start
    while end < cell.count, cell[end] > 0x20, cell[end] != UInt8(ascii: "'"),
      cell[end] != UInt8(ascii: "\""), cell[end] != UInt8(ascii: "]"),
      cell[end] != UInt8(ascii: "|"), !endsAt(end)
    {
      end += 1
    }
    return UnsafeRawBufferPointer(rebasing: cell[start..<end])
  }
}
