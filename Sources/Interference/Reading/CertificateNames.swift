/// Whom a certificate was made for, and by whom: the common names, or the organisations where there
/// are none (X.509, RFC 5280).
public struct CertificateNames: Sendable, Hashable {
  /// Whom it was made for; empty for nobody.
  public var subject: String
  /// Who made it; empty for nobody.
  public var issuer: String

  /// Reads the two names of a certificate in DER; `nil` when it is none.
  ///
  /// - Complexity: O(n) in the length up to the subject's end; nothing is followed twice.
  public init?(_ der: [UInt8]) {
    var file = DERReader(der[...])
    guard var certificate = file.inside(DERReader.sequence),
      var body = certificate.inside(DERReader.sequence)
    else { return nil }
    // The version is left out in certificates of version 1.
    _ = body.inside(0xA0)
    guard body.inside(DERReader.integer) != nil, body.inside(DERReader.sequence) != nil,
      let issuer = body.inside(DERReader.sequence), body.inside(DERReader.sequence) != nil,
      let subject = body.inside(DERReader.sequence)
    else { return nil }
    self.issuer = Self.name(issuer)
    self.subject = Self.name(subject)
  }

  private static let commonName: [UInt8] = [0x55, 0x04, 0x03]
  private static let organisation: [UInt8] = [0x55, 0x04, 0x0A]

  private static func name(_ names: DERReader) -> String {
    var names = names
    var common = ""
    var organisation = ""
    while var set = names.inside(DERReader.set) {
      while var pair = set.inside(DERReader.sequence) {
        guard let kind = pair.inside(DERReader.identifier)?.bytes, let value = pair.text else {
          continue
        }
        if kind.elementsEqual(commonName), common.isEmpty { common = value }
        if kind.elementsEqual(Self.organisation), organisation.isEmpty { organisation = value }
      }
    }
    return common.isEmpty ? organisation : common
  }
}

/// Values in DER (ITU-T X.690), one after the other.
struct DERReader {
  static let integer: UInt8 = 0x02
  static let identifier: UInt8 = 0x06
  static let sequence: UInt8 = 0x30
  static let set: UInt8 = 0x31

  private(set) var bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The contents of the next value if it has that tag; the reader then stands behind it.
  mutating func inside(_ tag: UInt8) -> DERReader? {
    guard bytes.first == tag else { return nil }
    return next?.contents
  }

  /// The next value, which must be a text, cut to 200 characters.
  var text: String? {
    var copy = self
    guard let (tag, contents) = copy.next else { return nil }
    switch tag {
    case 0x0C, 0x13, 0x14, 0x16:
      return String(String(decoding: contents.bytes, as: UTF8.self).prefix(200))
    case 0x1E:
      // BMPString: two bytes to a unit.
      let units = stride(from: contents.bytes.startIndex, to: contents.bytes.endIndex - 1, by: 2)
        .map { UInt16(contents.bytes[$0]) << 8 | UInt16(contents.bytes[$0 + 1]) }
      return String(String(decoding: units, as: UTF16.self).prefix(200))
    default: return nil
    }
  }

  private var next: (tag: UInt8, contents: DERReader)? {
    mutating get {
      guard bytes.count >= 2, let tag = bytes.first else { return nil }
      var place = bytes.startIndex + 1
      var length = Int(bytes[place])
      place += 1
      if length >= 0x80 {
        let count = length & 0x7F
        guard 1...4 ~= count, bytes.endIndex - place >= count else { return nil }
        length = bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
        place += count
      }
      guard bytes.endIndex - place >= length else { return nil }
      let contents = bytes[place..<place + length]
      bytes = bytes[(place + length)...]
      return (tag, DERReader(contents))
    }
  }
}
