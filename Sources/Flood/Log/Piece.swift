import func Glibc.memchr
import func Glibc.memcmp

/// Some bytes of a line that somebody else owns: of use only inside the call that handed it out.
struct Piece {
  var start: UnsafePointer<UInt8>
  var count: Int

  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
    self.start = start
    count = end - start
  }

  @inline(__always) var end: UnsafePointer<UInt8> { start + count }
  @inline(__always) var isEmpty: Bool { count == 0 }
  /// Whether nothing was logged: no bytes, or the dash that stands for none.
  @inline(__always) var isAbsent: Bool { count == 0 || (count == 1 && start[0] == 0x2D) }

  @inline(__always)
  subscript(_ place: Int) -> UInt8 { start[place] }

  /// The same bytes, with none for a dash.
  @inline(__always) var orNone: Piece { isAbsent ? Piece(start, count: 0) : self }

  func dropFirst(_ number: Int) -> Piece {
    let dropped = min(number, count)
    return Piece(start + dropped, count: count - dropped)
  }

  func prefix(_ number: Int) -> Piece { Piece(start, count: min(number, count)) }

  /// Whether it is this text.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && memcmp(start, text.utf8Start, count) == 0
  }

  /// Whether it begins with this text.
  @inline(__always)
  func starts(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && memcmp(start, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Whether it ends with this text.
  @inline(__always)
  func ends(with text: StaticString) -> Bool {
    let size = text.utf8CodeUnitCount
    return count >= size && memcmp(start + (count - size), text.utf8Start, size) == 0
  }

  /// Where a byte first stands.
  @inline(__always)
  func place(of byte: UInt8, from: Int = 0) -> Int? {
    guard from < count, let found = memchr(start + from, Int32(byte), count - from) else {
      return nil
    }
    return found.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(mutating: start)
  }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// The number its digits stand for; `nil` when there is another byte, or none, or too many.
  @inline(__always)
  var number: UInt64? {
    guard count > 0, count <= 19 else { return nil }
    var value: UInt64 = 0
    for place in 0..<count {
      let digit = start[place] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
    }
    return value
  }

  /// The number with a fraction that its bytes stand for.
  var decimal: Double? {
    let point = place(of: 0x2E) ?? count
    guard let whole = prefix(point).number else { return nil }
    guard point + 1 < count else { return point == count ? Double(whole) : nil }
    let rest = dropFirst(point + 1).prefix(9)
    guard let fraction = rest.number else { return nil }
    var scale = 1.0
    for _ in 0..<rest.count { scale *= 10 }
    return Double(whole) + Double(fraction) / scale
  }

  /// Its bytes, for whoever keeps them.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
