import Signals

/// One measurement of a volunteer's program: what was asked, from where, and what was seen.
public struct Measurement: Sendable {
  /// What kind of test it was.
  public enum Test: Sendable {
    /// A page was fetched and compared with a fetch from outside.
    case web(WebMeasurement)
    /// A messenger was tried, without a look from outside.
    case service(ServiceMeasurement)
    /// Something was tried that nothing is there to compare with.
    case plain(PlainMeasurement)
    /// The speed of the network was measured.
    case speed(SpeedMeasurement)
    /// A test that nothing is known of, by its name.
    case other(String)
  }

  /// What tells it from all others: report, test, input and the second it began, which stand in every
  /// copy of it, whether or not a server had named it by then.
  public var id: String
  /// The name that OONI's servers gave it: another name of the same thing; `nil` for none.
  public var uid: String?
  /// What was tested: an address for tests of the web.
  public var input: String?
  /// When it began, in seconds since 1970: by the volunteer's clock, or by the server's where the
  /// volunteer's is wrong.
  public var start: Int64?
  /// Whether the volunteer's clock can be believed.
  public var clock = DeviceClock.agrees
  /// The country, two letters; `nil` when the program did not know.
  public var country: String?
  /// The number of the volunteer's network; `nil` when not known.
  public var network: UInt32?
  /// The number of the network of the resolver that was used.
  public var resolverNetwork: UInt32?
  /// The address of that resolver, to look up where it stands; it is told nowhere, for a small network
  /// has one of its own.
  var resolverAddress: IPAddress?
  /// The program and its version.
  public var software: String
  /// The program without its version, with the system it ran on.
  var program: String
  /// The volunteer's pseudonym, where the program has one.
  public var vantagePoint: String?
  /// The report that it belongs to: one run of one program.
  public var report: String?
  /// The volunteer's own address, where the program did not withhold it: it is here so that it can be
  /// taken out of all that is told, and is never kept.
  var ownAddress: String?
  /// How the volunteer was connected, as the program says it: `wifi`, `mobile`, `vpn`, …
  public var access: String?
  /// What was seen.
  public var test: Test
  /// What OONI itself says of it; `nil` where the file has nothing of the kind.
  public var ooni: OONIVerdict?

  /// A name to be read: the server's, or what was tested, when, and a few digits that tell it from
  /// others.
  public var name: String {
    if let uid { return uid }
    let digits = HexNumber.text(StableHash(id).low)
    return [
      report.map { String($0.prefix(80)) }, input.map { String($0.prefix(200)) },
      start.map { MeasurementTime.text(of: $0) }, "#\(digits.prefix(8))",
    ].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The host of the page that was tested, in lower case; `nil` for other tests.
  public var host: String? { input.flatMap { PageAddress($0)?.host } }
}

/// A step of a measurement in the tree of hops.
public protocol MeasuredStep: Sendable {
  /// How many redirects lie before it; `nil` where the program did not say.
  var depth: Int? { get }
  /// Which connection it belongs to; `nil` where the program did not say.
  var transaction: Int? { get }
  /// Why it failed; `nil` for success.
  var failure: Failure? { get }
}

/// What was seen when a page was fetched (OONI's web_connectivity, versions 0.4 and 0.5).
public struct WebMeasurement: Sendable {
  /// A question to a resolver.
  public struct Query: MeasuredStep {
    /// By which way the question went.
    public enum Engine: Sendable, Hashable {
      /// The resolver that the volunteer's system uses.
      case system
      /// A public resolver over UDP.
      case udp
      /// A resolver over TCP, TLS or HTTPS, which nobody on the path can change.
      case sealed
    }
    /// By which way it was asked.
    public var engine: Engine
    /// The name that was asked for.
    public var host: String
    /// Whether addresses of version 6 were asked for.
    public var asksForV6: Bool
    /// The addresses that came back.
    public var answers: [Answer]
    /// Why it failed; `nil` for success.
    public var failure: Failure?
    /// How many redirects lie before it, where the program said.
    public var depth: Int?
    /// Which connection it belongs to, where the program said.
    public var transaction: Int?
    /// The names that the name stands for.
    public var aliases: [String] = []
    /// The address of the resolver that was asked, where the program said.
    public var resolver: IPAddress?
  }

  /// An address in an answer.
  public struct Answer: Sendable, Hashable {
    /// The address.
    public var address: IPAddress
    /// The number of its network, as the volunteer's program knew it.
    public var network: UInt32?
  }

  /// An address and a port.
  public struct Endpoint: Sendable, Hashable {
    /// The address.
    public var address: IPAddress
    /// The port.
    public var port: Int
  }

  /// A connection.
  public struct Connect: MeasuredStep {
    /// The address and port.
    public var endpoint: Endpoint
    /// Why it failed; `nil` for success.
    public var failure: Failure?
    /// How many redirects lie before it, where the program said.
    public var depth: Int?
    /// Which connection it belongs to, where the program said.
    public var transaction: Int?
    /// Seconds that it took.
    public var duration: Double?
  }

  /// A TLS handshake.
  public struct Handshake: MeasuredStep {
    /// The address and port.
    public var endpoint: Endpoint
    /// The name that was asked for in the handshake.
    public var serverName: String
    /// Whether certificates were not checked: success proves nothing then.
    public var isUnchecked: Bool
    /// Why it failed; `nil` for success.
    public var failure: Failure?
    /// How many redirects lie before it, where the program said.
    public var depth: Int?
    /// Which connection it belongs to, where the program said.
    public var transaction: Int?
    /// When it began, in seconds since the measurement did.
    public var start: Double?
    /// Seconds that it took.
    public var duration: Double?
    /// The names in the certificate that was shown first; `nil` when none was.
    public var certificate: CertificateNames?
  }

  /// A request and its response.
  public struct Exchange: MeasuredStep {
    /// The address of the page.
    public var url: String
    /// The address and port.
    public var endpoint: Endpoint?
    /// The status of the response; `nil` when none came.
    public var status: Int?
    /// The names and values of the response's headers, names in lower case.
    public var headers: [Header]
    /// The beginning of the body that the report holds.
    public var body: [UInt8]
    /// Whether the report holds the beginning of the body only.
    public var isBodyTruncated: Bool
    /// Why it failed; `nil` for success.
    public var failure: Failure?
    /// How many redirects lie before it, where the program said.
    public var depth: Int?
    /// Which connection it belongs to, where the program said.
    public var transaction: Int?
    /// When it began, in seconds since the measurement did.
    public var start: Double?
    /// When it ended, in seconds since the measurement began.
    public var end: Double?
    /// The body in UTF-8, where it came in another character set; `nil` where it did not.
    public var decodedBody: [UInt8]?

    /// What a reader sees of the body, in UTF-8.
    var text: [UInt8] { decodedBody ?? body }
  }

  /// A header of a response.
  public struct Header: Sendable, Hashable {
    /// Its name, in lower case.
    public var name: String
    /// Its value.
    public var value: String
  }

  /// A running total of received bytes, or one read.
  public struct Receipt: Sendable, Hashable {
    /// Which connection it belongs to, where the program said.
    public var transaction: Int?
    /// Seconds since the measurement began.
    public var at: Double
    /// How many bytes had come by then.
    public var bytes: Int
    /// Whether it is the total as it stood at a moment chosen by chance, which may lie after the
    /// bytes came; else it is the moment of a read, of which programs keep the first 64.
    public var isSample = false
  }

  /// What a server outside saw in the same moment.
  public struct Control: Sendable {
    /// The addresses it was given for the name; empty when the name led nowhere.
    public var addresses: [IPAddress]
    /// Why it found no addresses.
    public var dnsFailure: Failure?
    /// Whether the name was asked for at all.
    public var hasDNS: Bool
    /// Failures of connections; a success is a key without value.
    public var connects: [Endpoint: Failure?]
    /// The handshakes.
    public var handshakes: [Endpoint: Failure?]
    /// The numbers of the networks that addresses belong to.
    public var networks: [IPAddress: UInt32]
    /// The fetch; `nil` when there was none.
    public var page: Page?

    /// The page as seen from outside.
    public struct Page: Sendable {
      /// The status of the response; `nil` when none came.
      public var status: Int?
      /// How many bytes the body had.
      public var length: Int?
      /// Its title; empty for none.
      public var title: String
      /// In lower case.
      public var headerNames: [String]
      /// Why it failed; `nil` for success.
      public var failure: Failure?
      /// When it was written, by the site's server: its `Date`, and what a cache adds to it as `Age`.
      public var date: Int64? = nil
    }
  }

  /// The questions to resolvers.
  public var queries: [Query] = []
  /// Second answers that came after the first: somebody answered in the resolver's place.
  public var duplicates: [Query] = []
  /// The connections.
  public var connects: [Connect] = []
  /// The handshakes.
  public var handshakes: [Handshake] = []
  /// In the order of the redirects, first hop first.
  public var exchanges: [Exchange] = []
  /// How the bytes came in.
  public var receipts: [Receipt] = []
  /// Whether the system's resolver answered the program's own questions about other names, such as
  /// who asks on its behalf, in the same moments.
  public var hasOtherAnswers = false
  /// `nil` when the server outside could not be asked.
  public var control: Control?
}
