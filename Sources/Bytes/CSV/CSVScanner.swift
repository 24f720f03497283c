/// Finds the bytes that matter in comma-separated values, eight at a time.
enum CSVScanner {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The place of the first comma, quote, line feed or carriage return, or the end.
  static func firstSpecial(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    while place + 8 <= bytes.count {
      let word = word(bytes, at: place)
      let hits =
        zeros(word ^ (ones &* UInt64(CSVByte.comma)))
        | zeros(word ^ (ones &* UInt64(CSVByte.quote)))
        | zeros(word ^ (ones &* UInt64(CSVByte.lineFeed)))
        | zeros(word ^ (ones &* UInt64(CSVByte.carriageReturn)))
      if hits != 0 { return place + hits.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < bytes.count, !isSpecial(bytes[place]) { place += 1 }
    return place
  }

  /// The place of the first quote, or the end.
  static func firstQuote(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    while place + 8 <= bytes.count {
      let word = word(bytes, at: place)
      let hits = zeros(word ^ (ones &* UInt64(CSVByte.quote)))
      if hits != 0 { return place + hits.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < bytes.count, bytes[place] != CSVByte.quote { place += 1 }
    return place
  }

  /// Eight bytes, the first lowest on every machine.
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: place, as: UInt64.self))
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == CSVByte.comma || byte == CSVByte.quote || byte == CSVByte.lineFeed
      || byte == CSVByte.carriageReturn
  }

  /// The top bit of each byte that is zero (Mycroft; exact for the lowest such byte).
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & tops
  }
}
