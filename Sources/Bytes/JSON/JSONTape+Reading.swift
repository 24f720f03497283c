extension JSONTape {
  /// Reads one JSON text that fills all of `text`; what was read before is forgotten.
  ///
  /// - Throws: `JSONError` with the offset of the first fault; the root is then `null`.
  /// - Complexity: O(n) in the length of the text, which is below 4 GiB.
  public mutating func read(_ text: some Collection<UInt8>) throws(JSONError) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text)
    marks.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    guard bytes.count < Int(UInt32.max) else { throw JSONError(fault: .tooDeep, offset: 0) }
    var reader = JSONMarker(deepest: Self.deepest)
    let failure = bytes.withUnsafeBufferPointer { buffer -> JSONError? in
      do throws(JSONError) {
        try reader.read(buffer, &marks, &open)
        return nil
      } catch { return error }
    }
    if let failure {
      self = JSONTape()
      throw failure
    }
  }
}

/// Sets the marks of one text.
private struct JSONMarker {
  let deepest: Int
  private var place = 0

  init(deepest: Int) { self.deepest = deepest }

  private static let space: UInt64 = 1 << 0x20 | 1 << 0x0A | 1 << 0x0D | 1 << 0x09

  private mutating func skipSpace(_ text: UnsafeBufferPointer<UInt8>) {
    while place < text.count, text[place] <= 0x20, Self.space >> UInt64(text[place]) & 1 == 1 {
      place += 1
    }
  }

  private func fault(_ fault: JSONError.Fault, _ text: UnsafeBufferPointer<UInt8>) -> JSONError {
    JSONError(fault: place >= text.count ? .truncated : fault, offset: place)
  }

  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: inout [JSONTape.Mark], _ open: inout [Int]
  ) throws(JSONError) {
    try value(text, &marks, &open)
    while let container = open.last {
      skipSpace(text)
      guard place < text.count else { throw fault(.truncated, text) }
      let isObject = marks[container].kind == .object
      if text[place] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        place += 1
        marks[container].end = UInt32(place)
        marks[container].next = UInt32(marks.count)
        open.removeLast()
        continue
      }
      if marks.count > container + 1 {
        guard text[place] == UInt8(ascii: ",") else { throw fault(.unexpectedByte, text) }
        place += 1
        skipSpace(text)
      }
      guard marks.count < JSONTape.mostValues else { throw fault(.tooManyValues, text) }
      if isObject { try name(text, &marks) }
      try value(text, &marks, &open)
    }
    skipSpace(text)
    guard place == text.count else { throw JSONError(fault: .trailing, offset: place) }
  }

  private mutating func name(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: inout [JSONTape.Mark]
  ) throws(JSONError) {
    guard place < text.count, text[place] == UInt8(ascii: "\"") else {
      throw fault(.unexpectedByte, text)
    }
    try string(text, &marks)
    skipSpace(text)
    guard place < text.count, text[place] == UInt8(ascii: ":") else {
      throw fault(.unexpectedByte, text)
    }
    place += 1
  }

  private mutating func value(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: inout [JSONTape.Mark], _ open: inout [Int]
  ) throws(JSONError) {
    skipSpace(text)
    guard place < text.count else { throw fault(.truncated, text) }
    switch text[place] {
    case UInt8(ascii: "\""): try string(text, &marks)
    case UInt8(ascii: "{"): try begin(.object, text, &marks, &open)
    case UInt8(ascii: "["): try begin(.array, text, &marks, &open)
    case UInt8(ascii: "t"): try word("true", .true, text, &marks)
    case UInt8(ascii: "f"): try word("false", .false, text, &marks)
    case UInt8(ascii: "n"): try word("null", .null, text, &marks)
    default: try number(text, &marks)
    }
  }

  private mutating func begin(
    _ kind: JSONTape.Kind, _ text: UnsafeBufferPointer<UInt8>, _ marks: inout [JSONTape.Mark],
    _ open: inout [Int]
  ) throws(JSONError) {
    guard open.count < deepest else { throw fault(.tooDeep, text) }
    open.append(marks.count)
    mark(kind, from: place, to: place, &marks)
    place += 1
  }

  private func mark(
    _ kind: JSONTape.Kind, from start: Int, to end: Int, isEscaped: Bool = false,
    _ marks: inout [JSONTape.Mark]
  ) {
    marks.append(
      JSONTape.Mark(
        start: UInt32(start), end: UInt32(end), next: UInt32(marks.count + 1), kind: kind,
        isEscaped: isEscaped))
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONTape.Kind, _ text: UnsafeBufferPointer<UInt8>,
    _ marks: inout [JSONTape.Mark]
  ) throws(JSONError) {
    let start = place
    for index in 0..<word.utf8CodeUnitCount {
      guard place < text.count, text[place] == word.utf8Start[index] else {
        throw fault(.unexpectedByte, text)
      }
      place += 1
    }
    mark(kind, from: start, to: place, &marks)
  }

  private mutating func string(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: inout [JSONTape.Mark]
  ) throws(JSONError) {
    place += 1
    let start = place
    var isEscaped = false
    while true {
      place = JSONScanner.firstSpecial(text, from: place)
      guard place < text.count else { throw fault(.truncated, text) }
      if text[place] == UInt8(ascii: "\"") { break }
      guard text[place] == UInt8(ascii: "\\") else { throw fault(.unexpectedByte, text) }
      isEscaped = true
      try escape(text)
    }
    mark(.string, from: start, to: place, isEscaped: isEscaped, &marks)
    place += 1
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    guard place + 1 < text.count else {
      place = text.count
      throw fault(.truncated, text)
    }
    switch text[place + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      place += 2
    case UInt8(ascii: "u"):
      guard place + 5 < text.count else {
        place = text.count
        throw fault(.truncated, text)
      }
      for index in place + 2...place + 5 where HexDigit.value(text[index]) == nil {
        throw fault(.badEscape, text)
      }
      place += 6
    default: throw fault(.badEscape, text)
    }
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: inout [JSONTape.Mark]
  ) throws(JSONError) {
    let start = place
    if place < text.count, text[place] == UInt8(ascii: "-") { place += 1 }
    let whole = digits(text)
    guard whole > 0 else { throw fault(.unexpectedByte, text) }
    guard whole == 1 || text[place - whole] != UInt8(ascii: "0") else {
      throw JSONError(fault: .badNumber, offset: start)
    }
    if place < text.count, text[place] == UInt8(ascii: ".") {
      place += 1
      guard digits(text) > 0 else { throw fault(.badNumber, text) }
    }
    if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < text.count, text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-") {
        place += 1
      }
      guard digits(text) > 0 else { throw fault(.badNumber, text) }
    }
    mark(.number, from: start, to: place, &marks)
  }

  private mutating func digits(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let start = place
    while place < text.count, text[place] &- 0x30 < 10 { place += 1 }
    return place - start
  }
}

/// Finds the bytes that matter within a string.
enum JSONScanner {
  /// The place of the next quote, backslash or control character, eight bytes at a time.
  static func firstSpecial(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    guard let base = UnsafeRawPointer(text.baseAddress) else { return place }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while place + 8 <= text.count {
      let word = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5C)
      // Bit tricks of Mycroft: a zero byte in the first two, a byte below 0x20 in the third.
      let found =
        (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word
      if found & highs != 0 { break }
      place += 8
    }
    while place < text.count {
      let byte = text[place]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return place }
      place += 1
    }
    return place
  }
}

/// Digits of base 16.
enum HexDigit {
  /// The value of a digit, or `nil`.
  static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}
