/// A fingerprint that a measurement shows.
public struct FingerprintMatch: Sendable, Hashable {
  /// The fingerprint.
  public var fingerprint: Fingerprint
  /// After how many redirects.
  public var hop: Int
  /// Where in the text it begins, in bytes; 0 for answers and names.
  public var offset: Int
  /// What matched, made fit to be read: no line ends, no control characters, 100 characters at most.
  public var excerpt: String
  /// Whether it shows, all by itself, that the network keeps the page away.
  public var isConfirming: Bool
  /// Whether the volunteer's country is among those it is expected in.
  public var isExpected: Bool

  /// What is cited: name, scope, where it was found and what matched.
  public var description: String {
    let expected =
      fingerprint.countries.isEmpty || isExpected
      ? "" : ", expected in \(fingerprint.countries.joined(separator: " "))"
    let place = offset > 0 ? "\(fingerprint.place) at byte \(offset)" : "\(fingerprint.place)"
    return
      "fingerprint \(fingerprint.name) (\(fingerprint.scope.rawValue)\(expected)) in \(place): "
      + "\"\(excerpt)\""
  }

  /// The bytes of a match as text that can be shown anywhere: pages come from whoever wrote them.
  static func excerpt(_ bytes: some Collection<UInt8>) -> String {
    var text = ""
    var count = 0
    for scalar in String(decoding: bytes.prefix(400), as: UTF8.self).unicodeScalars {
      guard count < 100 else { return text + "…" }
      let isShown: Bool
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        isShown = false
      default: isShown = true
      }
      text.unicodeScalars.append(isShown ? scalar : " ")
      count += 1
    }
    return text
  }
}

/// All fingerprints that a measurement shows, found once before the rules are asked.
struct FingerprintSearch {
  let set: FingerprintSet
  let country: String?
  let start: Int64?
  private(set) var found: [FingerprintMatch] = []
  private var seen: Set<FingerprintMatch> = []

  init(_ set: FingerprintSet, country: String?, start: Int64?) {
    self.set = set
    self.country = country
    self.start = start
  }

  mutating func look(at hop: Hop) {
    // Whichever resolver was asked: who answers in another's place does so with the same addresses.
    for query in hop.queries
    where query.engine == .system || PageAddress.folded(query.host) == hop.host {
      for answer in query.answers {
        for one in set.matches(answer: answer.address) { add(one, hop, answer.address.description) }
      }
      for name in query.aliases {
        for one in set.matches(alias: name) { add(one, hop, FingerprintMatch.excerpt(name.utf8)) }
      }
    }
    for handshake in hop.handshakes {
      guard let certificate = handshake.certificate else { continue }
      look(in: .certificateSubject, certificate.subject, hop)
      look(in: .certificateIssuer, certificate.issuer, hop)
    }
    if let exchange = hop.exchange { look(at: exchange, hop) }
  }

  private mutating func look(at exchange: WebMeasurement.Exchange, _ hop: Hop) {
    for header in exchange.headers { look(in: .header(header.name), header.value, hop) }
    if set.looks(in: .title), let title = PageTitle.of(exchange.text) {
      look(in: .title, title, hop)
    }
    guard set.looks(in: .body), !exchange.body.isEmpty else { return }
    let body = exchange.text
    for (one, range) in set.matches(in: .body, body.span) {
      add(one, hop, FingerprintMatch.excerpt(body[range]), at: range.lowerBound)
    }
  }

  private mutating func look(in place: Fingerprint.Place, _ text: String, _ hop: Hop) {
    guard set.looks(in: place), !text.isEmpty else { return }
    let bytes = Array(text.utf8)
    for (one, range) in set.matches(in: place, bytes.span) {
      add(one, hop, FingerprintMatch.excerpt(bytes[range]), at: range.lowerBound)
    }
  }

  private mutating func add(
    _ one: Fingerprint, _ hop: Hop, _ excerpt: String, at offset: Int = 0
  ) {
    guard one.isValid(at: start) else { return }
    let match = FingerprintMatch(
      fingerprint: one, hop: hop.depth, offset: offset, excerpt: excerpt,
      isConfirming: one.confirms(in: country, at: start),
      isExpected: country.map(one.countries.contains) ?? false)
    if seen.insert(match).inserted { found.append(match) }
  }
}

extension [FingerprintMatch] {
  /// Those of one hop in the answers of resolvers, or in anything but these.
  func of(hop: Int, inAnswers isAnswer: Bool) -> [FingerprintMatch] {
    filter { $0.hop == hop && ($0.fingerprint.place == .dns) == isAnswer }
  }

  /// Those of a scope.
  func of(_ scopes: Fingerprint.Scope...) -> [FingerprintMatch] {
    filter { scopes.contains($0.fingerprint.scope) }
  }

  /// Those that are expected where they were seen, or that name no country.
  var ofTheirCountry: [FingerprintMatch] {
    filter { $0.isExpected || $0.fingerprint.countries.isEmpty }
  }

  /// The one that says most: the surest, and among equals the first by name.
  var strongest: FingerprintMatch? {
    self.min {
      ($1.fingerprint.confidence, $0.fingerprint.name, $0.offset)
        < ($0.fingerprint.confidence, $1.fingerprint.name, $1.offset)
    }
  }
}
