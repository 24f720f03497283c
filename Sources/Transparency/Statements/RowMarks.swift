internal import CMarks

/// Follows quotes, commas and line feeds through 64 bytes at a time.
///
/// Whether a byte stands inside quotes is the parity of the quotes before it: a doubled quote closes and
/// opens again. The running exclusive-or of the bits of quotes is that parity for 64 bytes at once
/// (Langdale and Lemire, "Parsing gigabytes of JSON per second", section 3.1.1, without carry-less
/// multiplication, which not every machine has).
struct RowMarks {
  /// All bits when the next byte stands inside quotes.
  private(set) var inside: UInt64 = 0
  /// Bit 0 when the next byte may open a quote: at the beginning of a field or after a closing quote.
  private var mayOpen: UInt64 = 1
  /// Bit 0 when the byte before was a closing quote.
  private var hasClosed: UInt64 = 0

  /// Commas outside quotes.
  private(set) var commas: UInt64 = 0
  /// Line feeds outside quotes.
  private(set) var lineFeeds: UInt64 = 0
  /// Line feeds inside quotes.
  private(set) var innerLineFeeds: UInt64 = 0
  /// Opening quotes inside a field that has none around it.
  private(set) var strayQuotes: UInt64 = 0
  /// Bytes after a closing quote that are neither comma, quote nor line feed; a carriage return is
  /// among them.
  private(set) var followers: UInt64 = 0

  /// Marks the next 64 bytes, which must all be readable.
  ///
  /// - Returns: `false` when nothing in them matters, as in the middle of long texts, but line feeds inside
  ///   quotes.
  @inline(__always)
  mutating func read(_ bytes: UnsafeRawPointer) -> Bool {
    if inside != 0, haidang_has(bytes, 0x22, 0x0A) == 0 { return false }
    let quotes = haidang_places(bytes, 0x22)
    let feeds = haidang_places(bytes, 0x0A)
    var parity = quotes
    parity ^= parity << 1
    parity ^= parity << 2
    parity ^= parity << 4
    parity ^= parity << 8
    parity ^= parity << 16
    parity ^= parity << 32
    let quoted = parity ^ inside
    inside = UInt64(bitPattern: Int64(bitPattern: quoted) >> 63)
    commas = haidang_places(bytes, 0x2C) & ~quoted
    lineFeeds = feeds & ~quoted
    innerLineFeeds = feeds & quoted
    let closing = quotes & ~quoted
    let ends = commas | lineFeeds
    let openable = ends | closing
    strayQuotes = quotes & quoted & ~(openable << 1 | mayOpen)
    mayOpen = openable >> 63
    followers = (closing << 1 | hasClosed) & ~(ends | quotes)
    hasClosed = closing >> 63
    return true
  }

  /// The place of the first line feed outside quotes, or `nil`; what is inside quotes at the beginning
  /// is told by `isQuoted`, which is moved to the end.
  static func lineEnd(_ bytes: UnsafeRawBufferPointer, isQuoted: inout Bool) -> Int? {
    var marks = RowMarks()
    marks.inside = isQuoted ? .max : 0
    var place = 0
    while place < bytes.count {
      let left = bytes.count - place
      let matters: Bool
      if left >= 64, let base = bytes.baseAddress {
        matters = marks.read(base + place)
      } else {
        matters = marks.readRest(of: bytes, from: place)
      }
      if matters, marks.lineFeeds != 0 {
        isQuoted = false
        return place + marks.lineFeeds.trailingZeroBitCount
      }
      place += 64
    }
    isQuoted = marks.inside != 0
    return nil
  }

  /// Marks the last bytes, fewer than 64, with zeros after them.
  mutating func readRest(of bytes: UnsafeRawBufferPointer, from place: Int) -> Bool {
    var marks = self
    let matters = withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { padded in
      padded.initializeMemory(as: UInt8.self, repeating: 0)
      padded.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[place...].prefix(64)))
      // 64 bytes were asked for: there is an address.
      return marks.read(UnsafeRawPointer(padded.baseAddress!))
    }
    self = marks
    return matters
  }
}
