/// The row of names of a table.
struct TableHead: Sendable, Hashable {
  var names: [String]
  var delimiter: UInt8
  /// How many bytes it takes with its line end and what stands before it.
  var length: Int
  /// The line behind it.
  var line: Int

  /// Reads the first row; `nil` when it may go on behind `bytes`.
  ///
  /// The delimiter is the one of comma, tab and semicolon that occurs most often outside quotes. A
  /// line `sep=;`, which Excel understands, decides it.
  init?(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
    var place = 0
    line = 1
    var told: UInt8?
    while true {
      while place < bytes.count, Self.isSpace(bytes[place]) {
        let isReturn = bytes[place] == RowScanner.carriageReturn
        let isPair =
          isReturn && place + 1 < bytes.count && bytes[place + 1] == RowScanner.lineFeed
        if bytes[place] == RowScanner.lineFeed || isReturn && !isPair { line += 1 }
        place += 1
      }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      guard told == nil, rest.count >= 6 || isLast, let mark = Self.told(rest) else { break }
      told = mark.delimiter
      place += mark.length
    }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var end: Int?
    for index in place..<bytes.count {
      let byte = bytes[index]
      if byte == RowScanner.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == RowScanner.lineFeed || byte == RowScanner.carriageReturn {
        end = index
        break
      }
      counts[byte, default: 0] += 1
    }
    if end == nil, !isLast { return nil }
    let last = end ?? bytes.count
    var best = UInt8(ascii: ",")
    for other in [0x09, UInt8(ascii: ";")]
    where counts[other, default: 0] > counts[best, default: 0] {
      best = other
    }
    delimiter = told ?? best
    names = Self.names(UnsafeRawBufferPointer(rebasing: bytes[place..<last]), delimiter)
    length = last
    if length < bytes.count {
      if bytes[length] == RowScanner.carriageReturn {
        guard length + 1 < bytes.count || isLast else { return nil }
        if length + 1 < bytes.count, bytes[length + 1] == RowScanner.lineFeed { length += 1 }
      }
      length += 1
    }
    line += 1 + bytes[place..<last].count { $0 == RowScanner.lineFeed }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == RowScanner.lineFeed || byte == RowScanner.carriageReturn
  }

  private static func told(
    _ bytes: UnsafeRawBufferPointer
  ) -> (delimiter: UInt8, length: Int)? {
    guard bytes.count >= 5, bytes.starts(with: Array("sep=".utf8)) else { return nil }
    guard bytes.count == 5 || bytes[5] == 0x0A || bytes[5] == 0x0D, bytes[4] != RowScanner.quote,
      bytes[4] > 0x20 || bytes[4] == 0x09, bytes[4] < 0x80
    else { return nil }
    return (bytes[4], 5)
  }

  private static func names(_ row: UnsafeRawBufferPointer, _ delimiter: UInt8) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    var place = 0
    while place < row.count {
      let byte = row[place]
      if byte == RowScanner.quote {
        if isQuoted, place + 1 < row.count, row[place + 1] == RowScanner.quote {
          name.append(byte)
          place += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == delimiter, !isQuoted {
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      } else {
        name.append(byte)
      }
      place += 1
    }
    names.append(String(decoding: name, as: UTF8.self))
    return names
  }
}
