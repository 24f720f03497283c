/// Cuts blocks into lines, each ended by a line feed.
///
/// It holds one unfinished line at most; a line beyond the limit is refused, after all lines before
/// it have been handed on.
public struct LineCutter: Sendable {
  /// A line beyond the limit.
  public struct TooLong: Error, Sendable, Hashable {
    /// The line, counted from 1.
    public var number: Int
    /// The limit in bytes.
    public var limit: Int
  }

  /// The longest line in bytes, without its line feed.
  public let longest: Int
  private var held: [UInt8] = []
  private var number = 0

  /// Makes a cutter that has seen nothing.
  public init(longest: Int) { self.longest = longest }

  /// Hands each line that `block` completes to `body`, with its number counted from 1.
  ///
  /// - Throws: `TooLong`, or what `body` throws.
  /// - Complexity: O(n) in the length of the block.
  public mutating func cut(
    _ block: [UInt8], _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) throws {
    var start = 0
    while let end = Self.lineFeed(in: block, from: start) {
      guard held.count + end - start <= longest else {
        throw TooLong(number: number + 1, limit: longest)
      }
      number += 1
      if held.isEmpty {
        try body(block[start..<end], number)
      } else {
        held.append(contentsOf: block[start..<end])
        try body(held[...], number)
        held.removeAll(keepingCapacity: held.count < 1 << 20)
      }
      start = end + 1
    }
    guard held.count + block.count - start <= longest else {
      throw TooLong(number: number + 1, limit: longest)
    }
    held.append(contentsOf: block[start...])
  }

  /// The last line, when no line feed ends it.
  ///
  /// - Throws: what `body` throws.
  public mutating func finish(_ body: (ArraySlice<UInt8>, Int) throws -> Void) rethrows {
    guard !held.isEmpty else { return }
    number += 1
    try body(held[...], number)
    held = []
  }

  /// The next line feed, eight bytes at a time: texts of one line are long.
  private static func lineFeed(in block: [UInt8], from start: Int) -> Int? {
    block.withUnsafeBytes { buffer in
      var place = start
      let ones: UInt64 = 0x0101_0101_0101_0101
      while place + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ (ones &* 0x0A)
        let zeros = (word &- ones) & ~word & (ones &* 0x80)
        if zeros != 0 { return place + UInt64(littleEndian: zeros).trailingZeroBitCount / 8 }
        place += 8
      }
      while place < buffer.count {
        if buffer[place] == 0x0A { return place }
        place += 1
      }
      return nil
    }
  }
}
