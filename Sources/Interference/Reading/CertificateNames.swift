import Record

/// Whom a certificate was made for, and by whom: the common names, or the organisations where there
/// are none (X.509, RFC 5280).
public struct CertificateNames: Sendable, Hashable {
  /// Whom it was made for; empty for nobody.
  public var subject: String
  /// Who made it; empty for nobody.
  public var issuer: String
  /// For which hosts and how long it is good, and by which organisation; `nil` where that was not asked for or
  /// cannot be read.
  public var reach: Reach?

  /// What a certificate is good for (RFC 5280, sections 4.1.2.5 and 4.2.1.6).
  public struct Reach: Sendable, Hashable {
    /// The organisation that made it; empty where none is named.
    public var maker: String
    /// The hosts, in lower case; one may begin with `*.`.
    public var hosts: [String]
    /// Seconds since 1970 between which it is good.
    public var validity: ClosedRange<Int64>

    /// Whether it was made for a host.
    public func names(_ host: String) -> Bool {
      hosts.contains { name in
        guard name.hasPrefix("*.") else { return name == host }
        return host.hasSuffix(name.dropFirst()) && !host.dropLast(name.utf8.count - 1).contains(".")
      }
    }

    /// Whether it was made for another host of the same owner.
    func namesSite(of host: String) -> Bool {
      let site = SiteName(of: host)
      return hosts.contains { SiteName(of: $0.hasPrefix("*.") ? String($0.dropFirst(2)) : $0) == site }
    }
  }

  /// Reads the names of a certificate in DER; `nil` when it is none.
  ///
  /// - Parameter isWhole: whether to read as well what it is good for.
  /// - Complexity: O(n) in the length; nothing is followed twice.
  public init?(_ der: [UInt8], isWhole: Bool = false) {
    var file = DERReader(der[...])
    guard var certificate = file.inside(DERReader.sequence),
      var body = certificate.inside(DERReader.sequence)
    else { return nil }
    // The version is left out in certificates of version 1.
    _ = body.inside(0xA0)
    guard body.inside(DERReader.integer) != nil, body.inside(DERReader.sequence) != nil,
      let issuer = body.inside(DERReader.sequence), let times = body.inside(DERReader.sequence),
      let subject = body.inside(DERReader.sequence)
    else { return nil }
    self.issuer = Self.name(issuer)
    self.subject = Self.name(subject)
    if isWhole, let validity = Self.validity(times) {
      reach = Reach(
        maker: Self.name(issuer, organisation: true), hosts: Self.hosts(behind: body),
        validity: validity)
    }
  }

  private static let commonName: [UInt8] = [0x55, 0x04, 0x03]
  private static let organisation: [UInt8] = [0x55, 0x04, 0x0A]
  private static let otherNames: [UInt8] = [0x55, 0x1D, 0x11]
  /// So many hosts of a certificate are looked at.
  private static let mostHosts = 200

  private static func name(_ names: DERReader, organisation isOrganisation: Bool = false) -> String {
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
    return isOrganisation || common.isEmpty ? organisation : common
  }

  private static func validity(_ times: DERReader) -> ClosedRange<Int64>? {
    var times = times
    guard let from = times.time, let until = times.time, from <= until else { return nil }
    return from...until
  }

  /// The names of hosts in the extensions.
  private static func hosts(behind subject: DERReader) -> [String] {
    var body = subject
    guard body.inside(DERReader.sequence) != nil else { return [] }
    _ = body.inside(0x81)
    _ = body.inside(0x82)
    _ = body.inside(0xA1)
    _ = body.inside(0xA2)
    guard var wrapped = body.inside(0xA3), var extensions = wrapped.inside(DERReader.sequence)
    else { return [] }
    while var one = extensions.inside(DERReader.sequence) {
      guard let kind = one.inside(DERReader.identifier)?.bytes, kind.elementsEqual(otherNames)
      else { continue }
      _ = one.inside(DERReader.boolean)
      guard var octets = one.inside(DERReader.octets),
        var names = octets.inside(DERReader.sequence)
      else { return [] }
      var hosts: [String] = []
      while hosts.count < mostHosts, let (tag, value) = names.taken {
        if tag == 0x82 { hosts.append(String(decoding: value.bytes, as: UTF8.self).lowercased()) }
      }
      return hosts
    }
    return []
  }
}

/// Values in DER (ITU-T X.690), one after the other.
struct DERReader {
  static let boolean: UInt8 = 0x01
  static let integer: UInt8 = 0x02
  static let octets: UInt8 = 0x04
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

  /// The next value with its tag; the reader then stands behind it.
  var taken: (tag: UInt8, contents: DERReader)? {
    mutating get { next }
  }

  /// The next value, which must be a time of UTC (RFC 5280, section 4.1.2.5), in seconds since 1970.
  var time: Int64? {
    mutating get {
      guard let (tag, contents) = next, tag == 0x17 || tag == 0x18, contents.bytes.last == 0x5A
      else { return nil }
      let digits = contents.bytes.dropLast().map { Int64($0) - 0x30 }
      guard digits.count == (tag == 0x17 ? 12 : 14), digits.allSatisfy({ 0...9 ~= $0 }) else {
        return nil
      }
      let pairs = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
      let year =
        tag == 0x18 ? pairs[0] * 100 + pairs[1] : pairs[0] + (pairs[0] >= 50 ? 1900 : 2000)
      let rest = pairs.suffix(5)
      let part = { (place: Int) in rest[rest.startIndex + place] }
      guard let day = CivilDay(year: Int(year), month: Int(part(0)), day: Int(part(1))) else {
        return nil
      }
      return Int64(day.sinceEpoch) * 86_400 + part(2) * 3600 + part(3) * 60 + part(4)
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
