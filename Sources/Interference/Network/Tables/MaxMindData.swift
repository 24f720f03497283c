/// The values of a MaxMind DB file (MaxMind DB file format specification 2.0, "Output Data Section").
///
/// Nothing is copied and nothing is followed but what is asked for; each step is paid for out of
/// `budget`, so that a file of values that refer to each other ends in a fault.
struct MaxMindData {
  enum Kind: Int {
    case pointer = 1
    case text, double, bytes, uint16, uint32, map, int32, uint64, uint128, array, container, end
    case boolean, float
  }

  /// The head of a value.
  struct Head {
    var kind: Kind
    /// Bytes of the value; members of a map, elements of an array, the place for a pointer.
    var size: Int
    /// Where its bytes begin.
    var body: Int
  }

  /// Records have some dozens of members.
  private static let mostMembers = 4096

  let bytes: [UInt8]
  /// The section, from which pointers count.
  let section: Range<Int>
  private(set) var budget: Int

  init(_ bytes: [UInt8], section: Range<Int>) {
    self.bytes = bytes
    self.section = section
    // A legitimate record takes a step for each of its members, and its bytes are more than those.
    budget = 1 << 16 + 64 * section.count
  }

  private func fault(_ reason: NetworkTableFault.Reason, _ place: Int) -> NetworkTableFault {
    NetworkTableFault(reason, .byte(place))
  }

  private func number(_ place: Int, _ count: Int) throws(NetworkTableFault) -> Int {
    guard place >= section.lowerBound, count <= section.upperBound - place else {
      throw fault(.badValue, place)
    }
    return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The head of the value at `place`.
  mutating func head(_ place: Int) throws(NetworkTableFault) -> Head {
    budget -= 1
    guard budget > 0 else { throw fault(.tooMuchWork, place) }
    let control = try number(place, 1)
    if control >> 5 == Kind.pointer.rawValue { return try pointer(place, control) }
    var body = place + 1
    var code = control >> 5
    if code == 0 {
      code = try number(body, 1) + 7
      body += 1
    }
    guard let kind = Kind(rawValue: code), kind != .pointer, kind != .container, kind != .end else {
      throw fault(.badValue, place)
    }
    var size = control & 31
    if size > 28 {
      let more = size - 28
      size = [29, 285, 65_821][more - 1] + (try number(body, more))
      body += more
    }
    let isInline = kind != .map && kind != .array && kind != .boolean
    guard !isInline || size <= section.upperBound - body else { throw fault(.badValue, place) }
    return Head(kind: kind, size: size, body: body)
  }

  private func pointer(_ place: Int, _ control: Int) throws(NetworkTableFault) -> Head {
    let width = control >> 3 & 3
    let value = try number(place + 1, width + 1)
    let offset =
      width == 3
      ? value : (control & 7) << (8 * (width + 1)) + value + [0, 2048, 526_336][width]
    guard offset < section.count else { throw fault(.badValue, place) }
    return Head(kind: .pointer, size: section.lowerBound + offset, body: place + width + 2)
  }

  /// Where the value at `place` ends; pointers are not followed.
  mutating func end(of place: Int) throws(NetworkTableFault) -> Int {
    var place = place
    var left = 1
    while left > 0 {
      let head = try head(place)
      left -= 1
      place = head.body
      switch head.kind {
      case .pointer, .boolean: break
      case .map: left += 2 * head.size
      case .array: left += head.size
      default: place += head.size
      }
    }
    return place
  }

  /// The head of what `place` holds or refers to; a reference to a reference is a fault.
  mutating func value(_ place: Int) throws(NetworkTableFault) -> Head {
    let first = try head(place)
    guard first.kind == .pointer else { return first }
    let second = try head(first.size)
    guard second.kind != .pointer else { throw fault(.badValue, place) }
    return second
  }

  /// The bytes of a text; `nil` for another kind of value.
  mutating func text(_ place: Int) throws(NetworkTableFault) -> ArraySlice<UInt8>? {
    let head = try value(place)
    return head.kind == .text ? bytes[head.body..<head.body + head.size] : nil
  }

  /// A whole number that is not negative and below 2^63; `nil` for another value.
  mutating func whole(_ place: Int) throws(NetworkTableFault) -> Int? {
    let head = try value(place)
    guard [.uint16, .uint32, .uint64, .int32].contains(head.kind), head.size <= 8 else {
      return nil
    }
    let value = try number(head.body, head.size)
    return value < 0 || head.kind == .int32 && value > Int(Int32.max) ? nil : value
  }

  /// The names of a map's members and where their values are; empty for another kind of value.
  mutating func members(
    _ place: Int
  ) throws(NetworkTableFault) -> [(name: ArraySlice<UInt8>, value: Int)] {
    let map = try value(place)
    guard map.kind == .map else { return [] }
    guard map.size <= Self.mostMembers else { throw fault(.badValue, place) }
    var found: [(ArraySlice<UInt8>, Int)] = []
    var place = map.body
    for _ in 0..<map.size {
      guard let name = try text(place) else { throw fault(.badValue, place) }
      let value = try end(of: place)
      found.append((name, value))
      place = try end(of: value)
    }
    return found
  }
}
