import Bytes

/// One way into an age file: the file key, wrapped for one recipient.
struct AgeStanza: Sendable, Hashable {
  var type: String
  var arguments: [String]
  var body: [UInt8]

  /// The stanza's lines: `-> type arguments`, then base64 of 64 columns; the last line is shorter.
  var text: String {
    let digits = Array(Base64.text(body, padded: false).utf8)
    var lines = ["-> " + ([type] + arguments).joined(separator: " ")]
    for start in stride(from: 0, through: digits.count, by: 64) {
      lines.append(
        String(decoding: digits[start..<min(start + 64, digits.count)], as: UTF8.self))
    }
    return lines.map { "\($0)\n" }.joined()
  }
}

/// The header of an age file, read strictly (C2SP age).
struct AgeHeader: Sendable, Hashable {
  static let firstLine = "age-encryption.org/v1"

  var stanzas: [AgeStanza]
  /// The bytes that the MAC covers.
  var authenticated: [UInt8]
  var mac: [UInt8]
  /// How many bytes the header has.
  var length: Int

  init(parsing bytes: [UInt8]) throws(AgeError) {
    var reader = LineReader(bytes: bytes)
    guard let first = reader.next(), first.elementsEqual(Self.firstLine.utf8) else {
      throw .notAge
    }
    stanzas = []
    while let line = reader.next() {
      if line.starts(with: "---".utf8) {
        guard let mac = Self.mac(line) else { throw .header(line: reader.number) }
        self.mac = mac
        authenticated = Array(bytes[..<(line.startIndex + 3)])
        length = reader.place
        return
      }
      stanzas.append(try Self.stanza(line, &reader))
    }
    throw .header(line: reader.number + 1)
  }

  private static func mac(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.starts(with: "--- ".utf8), let text = String(validating: line, as: UTF8.self),
      let mac = Base64.bytes(text.dropFirst(4), padded: false), mac.count == 32
    else { return nil }
    return mac
  }

  private static func stanza(
    _ line: ArraySlice<UInt8>, _ reader: inout LineReader
  ) throws(AgeError) -> AgeStanza {
    guard line.starts(with: "-> ".utf8) else { throw .header(line: reader.number) }
    let words = line.dropFirst(3).split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { (33...126).contains($0) }
    }
    guard isPlain, let type = words.first else { throw .header(line: reader.number) }
    var stanza = AgeStanza(
      type: String(decoding: type, as: UTF8.self),
      arguments: words.dropFirst().map { String(decoding: $0, as: UTF8.self) }, body: [])
    while let line = reader.next() {
      guard line.count <= 64, let text = String(validating: line, as: UTF8.self),
        let part = Base64.bytes(text, padded: false)
      else { throw .header(line: reader.number) }
      stanza.body += part
      if line.count < 64 { return stanza }
    }
    throw .header(line: reader.number + 1)
  }

  /// Lines that end in a line feed, and no other.
  private struct LineReader {
    let bytes: [UInt8]
    var place = 0
    var number = 0

    mutating func next() -> ArraySlice<UInt8>? {
      guard let end = bytes[place...].prefix(1 << 16).firstIndex(of: 0x0A) else { return nil }
      defer { place = end + 1 }
      number += 1
      return bytes[place..<end]
    }
  }
}
