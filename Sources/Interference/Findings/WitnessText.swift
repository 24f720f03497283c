/// The evidence of a witness as it may be published.
///
/// What a page, a redirect, a name or a failure says may name the volunteer who saw it: many providers
/// write the subscriber's address or number into the page that they put in a page's place. So the words
/// of this program are published, numbers that it counted, and failures by the names of df-007. What is
/// foreign is published only when measurements of at least as many vantage points as the disclosure
/// floor asks for hold the very same, and when nothing in it looks like what belongs to one person.
struct WitnessText {
  /// A piece of a line.
  enum Piece: Hashable {
    /// Words of this program.
    case own(String)
    /// An address.
    case address(String)
    case host(String)
    /// What stands behind the host in an address of a page.
    case path(String)
    case text(String)
  }

  private let supported: Set<Piece>
  /// The hosts that the finding is about, and tells anyhow.
  private let targets: Set<String>

  /// The longest line that is looked at.
  private static let longest = 2000

  /// - Parameters:
  ///   - witnesses: those that are to be told.
  ///   - observations: those that may say the same.
  ///   - targets: what the finding is about.
  init(
    of witnesses: [Observation], among observations: [Observation], about targets: [String],
    _ floor: DisclosureFloor
  ) {
    self.targets = Set(targets)
    let wanted = Set(witnesses.flatMap(Self.foreign))
    var crowds: [Piece: Crowd] = [:]
    if !wanted.isEmpty {
      for observation in observations where observation.state == .blocked {
        for piece in Self.foreign(of: observation).intersection(wanted) {
          crowds[piece, default: Crowd()].add(observation)
        }
      }
    }
    supported = Set(
      crowds.filter { $0.value.vantagePoints >= floor.vantagePoints }.map(\.key))
  }

  /// The lines of a witness.
  func lines(of witness: Observation) -> [String] {
    witness.evidence.map { line in
      Self.pieces(of: line).map(shown).joined()
    }
  }

  private func shown(_ piece: Piece) -> String {
    switch piece {
    case .own(let words): return words
    case .address(let address):
      return supported.contains(piece) ? address : "(address withheld)"
    case .host(let host):
      if targets.contains(host) { return host }
      if supported.contains(piece), !ForeignText.isOfOneLine(host) { return host }
      let domain = ForeignText.registered(host)
      guard let domain, supported.contains(.host(domain)), !ForeignText.isOfOneLine(domain) else {
        return "(host withheld)"
      }
      return domain
    case .path(let path):
      return supported.contains(piece) && !ForeignText.hasTraces(path) ? path : "/…"
    case .text(let text):
      return supported.contains(piece) && !ForeignText.hasTraces(text) ? text : "(text withheld)"
    }
  }

  /// What others have to hold as well.
  private static func foreign(of observation: Observation) -> Set<Piece> {
    var found: Set<Piece> = []
    for piece in observation.evidence.flatMap(pieces) {
      switch piece {
      case .own: break
      case .host(let host):
        found.insert(piece)
        if let domain = ForeignText.registered(host) { found.insert(.host(domain)) }
      case .address, .path, .text: found.insert(piece)
      }
    }
    return found
  }

  // MARK: Taking lines apart

  static func pieces(of line: String) -> [Piece] {
    let bytes = Array(line.utf8)
    guard bytes.count <= longest else { return [.text(line)] }
    for pattern in EvidencePattern.all {
      if let pieces = pattern.read(bytes[...], read) { return pieces }
    }
    return [.text(line)]
  }

  private static func read(_ kind: EvidencePattern.Kind, _ bytes: ArraySlice<UInt8>) -> [Piece]? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case .number, .people: return number(text, isOfPeople: kind == .people)
    case .knownFailure: return Failure.names.contains(text) ? [.own(text)] : nil
    case .failure:
      guard !text.isEmpty else { return nil }
      return [.own(Failure.names.contains(text) || text == "ok" ? text : "unknown_failure")]
    case .addresses: return addresses(text)
    case .host: return host(text)
    case .hosts:
      let hosts = text.components(by: ", ").map { $0 == "an address" ? [.own($0)] : host($0) }
      return joined(hosts)
    case .url: return url(text)
    case .mark: return isMark(text) ? [.own(text)] : nil
    case .place:
      return text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && text.utf8.count < 60
        && !ForeignText.hasTraces(text) ? [.own(text)] : nil
    case .title: return title(text)
    case .countries:
      return text.components(by: ", ").allSatisfy({ $0.utf8.count == 2 }) ? [.own(text)] : nil
    }
  }

  private static func number(_ text: String, isOfPeople: Bool) -> [Piece]? {
    guard !text.isEmpty, text.utf8.count <= 18,
      text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") })
    else { return nil }
    guard isOfPeople, let count = Int(text) else { return [.own(text)] }
    // How many of few volunteers saw it is what the counts beside it withhold.
    return [.own(count < DisclosureFloor().vantagePoints ? "few" : text)]
  }

  /// The name is that of a table of fingerprints, which no page can write.
  private static func isMark(_ text: String) -> Bool {
    guard text.utf8.count <= 160, text.hasSuffix(")") else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._-/ (),:".utf8.contains(byte)
      }
    }
  }

  private static func title(_ text: String) -> [Piece] {
    // What matched may be an address, as of a sinkhole, or of a page.
    if IPAddress(text) != nil { return [.address(text)] }
    return text.isEmpty ? [] : [.text(text)]
  }

  private static func host(_ text: String) -> [Piece]? {
    if text == "?" { return [.own(text)] }
    if IPAddress(text) != nil { return [.address(text)] }
    guard !text.isEmpty, text.utf8.count <= 255,
      !text.utf8.contains(where: { " /:@".utf8.contains($0) })
    else { return nil }
    return [.host(text)]
  }

  /// Addresses with commas between, in brackets or not, each with port or network or neither.
  private static func addresses(_ text: String) -> [Piece]? {
    if text.hasPrefix("["), text.hasSuffix("]"), IPAddress(text.dropFirst().dropLast()) == nil,
      let inner = addresses(String(text.dropFirst().dropLast()))
    {
      return [.own("[")] + inner + [.own("]")]
    }
    return joined(text.components(by: ", ").map(address))
  }

  private static func address(_ text: String) -> [Piece]? {
    if IPAddress(text) != nil { return [.address(text)] }
    if let space = text.firstIndex(of: " "), text[space...].hasPrefix(" (AS"), text.hasSuffix(")") {
      let digits = text[space...].dropFirst(4).prefix { $0.isASCII && $0.isNumber }
      let rest = text[space...].dropFirst(4 + digits.count)
      guard !digits.isEmpty, digits.utf8.count <= 10, rest == ")" || rest.hasPrefix(" by "),
        let address = address(String(text[..<space]))
      else { return nil }
      // Which table says so is told with the finding's inputs.
      return address + [.own(" (AS\(digits))")]
    }
    guard let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    let bare = text[..<colon]
    if bare.hasPrefix("["), bare.hasSuffix("]"), IPAddress(bare.dropFirst().dropLast()) != nil {
      return [.own("["), .address(String(bare.dropFirst().dropLast())), .own("]:\(port)")]
    }
    return IPAddress(bare) == nil ? nil : [.address(String(bare)), .own(":\(port)")]
  }

  private static func url(_ text: String) -> [Piece]? {
    guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
    else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    // Whoever stands before the host is a name with a password.
    let name =
      authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
      ?? authority
    var pieces: [Piece] = [.own(scheme)]
    if let end = address(String(name)) {
      pieces += end
    } else if let colon = name.lastIndex(of: ":"),
      let port = UInt16(name[name.index(after: colon)...]), let host = host(String(name[..<colon]))
    {
      pieces += host + [.own(":\(port)")]
    } else if let host = host(String(name).lowercased()) {
      pieces += host
    } else {
      return nil
    }
    let behind = String(rest.dropFirst(authority.count))
    let path = behind.prefix { $0 != "?" && $0 != "#" }
    if path == "/" {
      pieces.append(.own("/"))
    } else if !path.isEmpty {
      pieces.append(.path(String(path)))
    }
    if path.count < behind.count { pieces.append(.own("?…")) }
    return pieces
  }

  private static func joined(_ parts: [[Piece]?]) -> [Piece]? {
    var all: [Piece] = []
    for part in parts {
      guard let part else { return nil }
      if !all.isEmpty { all.append(.own(", ")) }
      all += part
    }
    return all.isEmpty ? nil : all
  }
}

extension String {
  /// The pieces between the occurrences of a separator.
  fileprivate func components(by separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
