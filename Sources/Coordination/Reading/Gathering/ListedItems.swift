/// Several addresses, hashtags or hashes in one cell, however they are listed: with space, commas or bars between
/// them, or as a list of Python or JSON.
enum ListedItems {
  /// Addresses. A comma may be part of one; before the next one it is not.
  static func addresses(in cell: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
    items(in: cell) { place in
      cell[place] == UInt8(ascii: ",")
        && UnsafeRawBufferPointer(rebasing: cell[(place + 1)...].drop { $0 <= 0x20 })
          .starts(with: "http".utf8)
    }
  }

  /// Hashtags and hashes.
  static func words(in cell: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
    items(in: cell) { cell[$0] == UInt8(ascii: ",") || cell[$0] == UInt8(ascii: ";") }
  }

  private static let wrapping: [UInt8] = Array("[]'\"|(){},;".utf8)

  private static func items(
    in cell: UnsafeRawBufferPointer, endsAt: (Int) -> Bool
  ) -> [UnsafeRawBufferPointer] {
    var items: [UnsafeRawBufferPointer] = []
    var start = 0
    while true {
      while start < cell.count, cell[start] <= 0x20 || wrapping.contains(cell[start]) { start += 1 }
      guard start < cell.count else { return items }
      var end = start
      while end < cell.count, cell[end] > 0x20, cell[end] != UInt8(ascii: "'"),
        cell[end] != UInt8(ascii: "\""), cell[end] != UInt8(ascii: "]"),
        cell[end] != UInt8(ascii: "|"), !endsAt(end)
      {
        end += 1
      }
      items.append(UnsafeRawBufferPointer(rebasing: cell[start..<end]))
      start = max(end, start + 1)
    }
  }
}
