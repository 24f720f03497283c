/// The lines that rules write, with places for what the measurement holds.
///
/// A list of what may be published: what stands in a place is published by the rules of its kind alone,
/// and a line that fits none of these is wholly foreign.
struct EvidencePattern: Sendable {
  /// What may stand in a place.
  enum Kind: String, Sendable {
    /// A number that this program counted.
    case number
    case failure
    /// One of the failures' names, and nothing else.
    case knownFailure = "known-failure"
    /// Addresses, with port or network.
    case addresses
    case host, hosts, url
    /// The name of a fingerprint with its scope, and where it was found.
    case mark, place
    /// Anything that somebody on the path wrote.
    case title
    /// Codes of countries.
    case countries
    /// How many vantage points there were.
    case people
  }

  enum Part: Sendable {
    case words([UInt8])
    case place(Kind)
  }

  let parts: [Part]

  init(_ text: String) {
    var parts: [Part] = []
    for (index, piece) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated()
    {
      guard index > 0, let end = piece.firstIndex(of: "}"),
        let kind = Kind(rawValue: String(piece[..<end]))
      else {
        if !piece.isEmpty { parts.append(.words(Array(piece.utf8))) }
        continue
      }
      parts.append(.place(kind))
      let rest = piece[piece.index(after: end)...]
      if !rest.isEmpty { parts.append(.words(Array(rest.utf8))) }
    }
    self.parts = parts
  }

  /// All of them, the more particular first.
  static let all: [EvidencePattern] = [
    "asked for {host}", "answered {addresses}", "{host} answered {addresses} and was not reached",
    "{host} answered {addresses}", "outside: status {number}, {number} bytes, title \"{title}\"",
    "outside: status {number}, {number} bytes", "outside: {addresses}", "outside: {known-failure}",
    "outside: fails too", "outside: the page came", "outside: {addresses} works",
    "status {number}, {number} bytes, title \"{title}\"", "status {number}, {number} bytes",
    "fingerprint {mark} in {place}: \"{title}\"", "fingerprint {mark}", "first answer {addresses}",
    "second answer to the same question {addresses}", "good certificate from {addresses}",
    "a sealed resolver answered {addresses}", "a public resolver answered {addresses}",
    "the system's resolver answered {addresses}", "another resolver answered {addresses}",
    "a resolver asked in clear answered {addresses}",
    "a public resolver asked in clear answered {addresses}, which no public name has: "
      + "somebody on the way answered for it",
    "the resolver is in another network than the volunteer's",
    "the resolver answered the program's own questions", "the resolver answered for {host}",
    "a sealed resolver gives {number}",
    "a public resolver answered the same over UDP", "nobody vouches for {addresses}",
    "connected to {addresses}", "handshake with {addresses} as {host}",
    "{addresses} takes connections", "{addresses}: {failure}",
    "{url}: status {number}, {number} bytes", "{url}: no status, {number} bytes",
    "{url}: {failure}", "{url} answers {number} and sends on to {host}", "{url} answers {number}",
    "{host}: {failure}", "names of different owners all lead to {addresses}", "reached {hosts}",
    "{number} of {number} names of {host} are denied", "{number} of {number} names",
    "{number} of {number} connections", "{number} of {number} tries failed", "and {number} more",
    "status {number} and {number} bytes came before the deadline",
    "{number} bytes came before the deadline", "another transfer came at {number} kbit/s",
    "a handshake was done at {number} kbit/s or more",
    "the quickest connection took {number} s", "the quickest handshake took {number} s",
    "{number} bytes in {number} s", "{number} kbit/s after the first 16 kB",
    "the handshake took {number} times three connects",
    "nothing came for {number} % of the time",
    "the rate by the second varies by {number} % of its mean",
    "fails for {people} of {people} vantage points of the network and works in {number} other"
      + " networks in these hours",
    "fails in {number} of {number} countries in these hours: {countries}",
    "began to fail in {number} other countries at the same time: {countries}", "no control",
    "connections were cut at most other sites of the network that day too",
    "deadlines passed at most other sites of the network that day too",
    "the page came by another resolver's answer",
    "the resolver answered about other sites that day",
    "no other site came through for the vantage point that day",
    "other measurements found the site at that address",
    "the resolver denied most other names of the network that day too",
    "no answer and no failure", "the resolver gave no address", "the page says \"{title}\"",
    "the certificate names \"{title}\"",
    "the certificate is of another host of the site, by \"{title}\"",
    "the certificate is the site's, by \"{title}\", and ended {number} days before",
    "the certificate is the site's, by \"{title}\": the device may not know it",
    "the page gives a reason of the line's: \"{title}\"",
    "the page gives a reason of a site's own: \"{title}\"",
    "most headers of the page outside are missing",
    "the page outside has no headers but those that all servers send", "outside the page came",
    "the volunteer's line works",
    "nothing was connected to", "other names are answered with public addresses",
    "addresses of other parts are connected to", "handshakes of other parts are done",
    "the service says of itself that it is up", "the service says of itself that it is down",
    "the device's clock and the server's are more than a day apart",
    "the device's clock and the site's are more than a day apart", "{known-failure}",
  ].map { EvidencePattern($0) }

  /// What stands in the places of a line; `nil` when it is not such a line.
  ///
  /// - Parameter read: what a place of a kind holds; `nil` when that cannot stand there.
  func read(
    _ line: ArraySlice<UInt8>, _ read: (Kind, ArraySlice<UInt8>) -> [WitnessText.Piece]?
  ) -> [WitnessText.Piece]? {
    Self.read(line, parts[...], read)
  }

  private static func read(
    _ line: ArraySlice<UInt8>, _ parts: ArraySlice<Part>,
    _ read: (Kind, ArraySlice<UInt8>) -> [WitnessText.Piece]?
  ) -> [WitnessText.Piece]? {
    guard let first = parts.first else { return line.isEmpty ? [] : nil }
    let rest = parts.dropFirst()
    switch first {
    case .words(let words):
      guard line.starts(with: words) else { return nil }
      return Self.read(line.dropFirst(words.count), rest, read).map {
        [.own(String(decoding: words, as: UTF8.self))] + $0
      }
    case .place(let kind):
      guard case .words(let next)? = rest.first else {
        return rest.isEmpty ? read(kind, line) : nil
      }
      // What is foreign may hold the words that follow: it ends at the last of them.
      for end in line.indices.reversed() where line[end...].starts(with: next) {
        guard let pieces = read(kind, line[..<end]), let more = Self.read(line[end...], rest, read)
        else { continue }
        return pieces + more
      }
      return nil
    }
  }
}
