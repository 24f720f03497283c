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
  @inline(__always)
  mutating func read(_ bytes: UnsafeRawPointer) {
    let marks = haidang_mark64(bytes)
    let quotes = marks.quotes
    var parity = quotes
    parity ^= parity << 1
    parity ^= parity << 2
    parity ^= parity << 4
    parity ^= parity << 8
    parity ^= parity << 16
    parity ^= parity << 32
    let quoted = parity ^ inside
    inside = UInt64(bitPattern: Int64(bitPattern: quoted) >> 63)
    commas = marks.commas & ~quoted
    lineFeeds = marks.lineFeeds & ~quoted
    innerLineFeeds = marks.lineFeeds & quoted
    let closing = quotes & ~quoted
    let ends = commas | lineFeeds
    let openable = ends | closing
    strayQuotes = quotes & quoted & ~(openable << 1 | mayOpen)
    mayOpen = openable >> 63
    followers = (closing << 1 | hasClosed) & ~(ends | quotes)
    hasClosed = closing >> 63
  }

  /// The place of the first line feed outside quotes, or `nil`; what is inside quotes at the beginning
  /// is told by `isQuoted`, which is moved to the end.
  static func lineEnd(_ bytes: UnsafeRawBufferPointer, isQuoted: inout Bool) -> Int? {
    var marks = RowMarks()
    marks.inside = isQuoted ? .max : 0
    var place = 0
    while place < bytes.count {
      let left = bytes.count - place
      if left >= 64, let base = bytes.baseAddress {
        marks.read(base + place)
      } else {
        withPadded(bytes, from: place) { marks.read($0) }
      }
      if marks.lineFeeds != 0 {
        isQuoted = false
        return place + marks.lineFeeds.trailingZeroBitCount
      }
      place += 64
    }
    isQuoted = marks.inside != 0
    return nil
  }

  /// The last bytes with zeros after them up to 64.
  @inline(__always)
  static func withPadded<Result>(
    _ bytes: UnsafeRawBufferPointer, from place: Int, _ body: (UnsafeRawPointer) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { padded in
      padded.initializeMemory(as: UInt8.self, repeating: 0)
      padded.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[place...].prefix(64)))
      // 64 bytes were asked for: there is an address.
      return body(UnsafeRawPointer(padded.baseAddress!))
    }
  }
}
