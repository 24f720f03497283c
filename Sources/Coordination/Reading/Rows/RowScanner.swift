/// Finds the bytes that end fields and rows, eight at a time.
enum RowScanner {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// Writes down where delimiters, quotes and line ends are, and returns how many there are.
  ///
  /// - Precondition: `places` has room for as many as there are bytes.
  static func specials(
    in bytes: UnsafeRawBufferPointer, delimiter: UInt8, places: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let delimiters = ones &* UInt64(delimiter)
    let quotes = ones &* UInt64(quote)
    let feeds = ones &* UInt64(lineFeed)
    let returns = ones &* UInt64(carriageReturn)
    var count = 0
    var place = 0
    while place + 8 <= bytes.count {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      var hits =
        ~(others(word ^ delimiters) & others(word ^ quotes) & others(word ^ feeds)
        & others(word ^ returns) | lows)
      while hits != 0 {
        places[count] = UInt32(truncatingIfNeeded: place + hits.trailingZeroBitCount >> 3)
        count += 1
        hits &= hits &- 1
      }
      place += 8
    }
    while place < bytes.count {
      let byte = bytes[place]
      if byte == delimiter || byte == quote || byte == lineFeed || byte == carriageReturn {
        places[count] = UInt32(truncatingIfNeeded: place)
        count += 1
      }
      place += 1
    }
    return count
  }

  /// The top bit of each byte that is not zero, exact for every byte.
  @inline(__always)
  private static func others(_ word: UInt64) -> UInt64 { (word & lows) &+ lows | word }
}
