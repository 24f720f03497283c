/// Memory for texts with their escapes written out.
final class ScratchBytes {
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var used = 0

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
    start.initialize(repeating: 0, count: capacity)
  }

  deinit { start.deallocate() }

  func reset() { used = 0 }

  /// The bytes, or as many as there is room for.
  func kept(_ bytes: [UInt8]) -> Piece {
    let count = min(bytes.count, capacity - used)
    let target = start + used
    for place in 0..<count { target[place] = bytes[place] }
    used += count
    return Piece(target, count: count)
  }

  /// The text with its escapes written out, which never makes it longer. What does not fit stays as it is.
  func unescaped(_ text: Piece) -> Piece {
    guard used + text.count <= capacity else { return text }
    let target = start + used
    var (place, count) = (0, 0)
    while place < text.count {
      let byte = text[place]
      guard byte == 0x5C, place + 1 < text.count else {
        target[count] = byte
        (place, count) = (place + 1, count + 1)
        continue
      }
      let escape = text[place + 1]
      place += 2
      switch escape {
      case 0x6E: target[count] = 0x0A
      case 0x74: target[count] = 0x09
      case 0x72: target[count] = 0x0D
      case 0x62: target[count] = 0x08
      case 0x66: target[count] = 0x0C
      case 0x75:
        guard place + 4 <= text.count, let unit = Self.hex(Piece(text.start + place, count: 4))
        else {
          target[count] = 0x3F
          break
        }
        place += 4
        count += Self.put(unit, target + count) - 1
      default: target[count] = escape
      }
      count += 1
    }
    used += count
    return Piece(target, count: count)
  }

  private static func hex(_ text: Piece) -> UInt32? {
    var value: UInt32 = 0
    for place in 0..<text.count {
      let byte = Piece.lower(text[place])
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }

  /// A unit of UTF-16 as UTF-8; halves of a pair are kept as three bytes each, for they only have to be told apart.
  private static func put(_ unit: UInt32, _ target: UnsafeMutablePointer<UInt8>) -> Int {
    if unit < 0x80 {
      target[0] = UInt8(unit)
      return 1
    }
    if unit < 0x800 {
      target[0] = UInt8(0xC0 | unit >> 6)
      target[1] = UInt8(0x80 | unit & 0x3F)
      return 2
    }
    target[0] = UInt8(0xE0 | unit >> 12)
    target[1] = UInt8(0x80 | unit >> 6 & 0x3F)
    target[2] = UInt8(0x80 | unit & 0x3F)
    return 3
  }
}
