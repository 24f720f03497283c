public import Bytes
public import Record

/// A mark that somebody has seen on answers, pages or certificates which took the place of others.
///
/// The words are those of ooni/blocking-fingerprints and of the Citizen Lab's filtering annotations.
public struct Fingerprint: Sendable, Hashable {
  /// Where the mark is looked for.
  public enum Place: Sendable, Hashable, CustomStringConvertible {
    /// An address or a name in the answer of a resolver.
    case dns
    case body
    /// The title of a page.
    case title
    /// A header of a response, by its name in lower case.
    case header(String)
    /// The common name of whom a certificate was made for.
    case certificateSubject
    /// The common name of who made a certificate.
    case certificateIssuer

    /// Reads the word of the CSV form, such as `dns` or `header.location`.
    public init?(_ text: String) {
      switch text {
      case "dns": self = .dns
      case "body": self = .body
      case "title": self = .title
      case "certificate.subject": self = .certificateSubject
      case "certificate.issuer": self = .certificateIssuer
      default:
        guard text.hasPrefix("header."), text.utf8.count > 7 else { return nil }
        self = .header(text.dropFirst(7).lowercased())
      }
    }

    /// The word of the CSV form.
    public var description: String {
      switch self {
      case .dns: "dns"
      case .body: "body"
      case .title: "title"
      case .header(let name): "header.\(name)"
      case .certificateSubject: "certificate.subject"
      case .certificateIssuer: "certificate.issuer"
      }
    }
  }

  /// Who leaves the mark.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// All networks of a country, by order of its state.
    case national = "nat"
    /// A network, for its customers.
    case network = "isp"
    /// A product that filters, wherever somebody has put one.
    case product = "prod"
    /// A school, an office, a hotel: it says nothing about the network beyond.
    case institution = "inst"
    /// The provider of the site itself.
    case provider = "prov"
    /// Something put into pages for another purpose than keeping them away.
    case benignInjection = "injb"
    /// Words that pages of many kinds have.
    case vagueWords = "vbw"
    /// A page that was taken for a block page and is none.
    case falsePositive = "fp"
  }

  /// What it is cited by. Two rows may bear one name.
  public var name: String
  /// Who leaves it.
  public var scope: Scope
  /// The names it has in other lists.
  public var otherNames: String
  /// Where it is looked for.
  public var place: Place
  /// What it is.
  public var pattern: BytePattern
  /// How sure its author is that nothing else looks so, 0 to 10.
  public var confidence: Int
  /// The countries it is expected in, two letters each, sorted.
  public var countries: [String]
  /// The numbers of the networks whose users were shown it, sorted.
  public var networks: [UInt32]
  /// Who published it.
  public var source: String
  /// The address of a measurement or page that shows it.
  public var url: String
  /// What else is known.
  public var notes: String
  /// The first and the last day on which it counts; `nil` for no limit.
  public var validFrom: CivilDay?
  /// The last day on which it counts.
  public var validTo: CivilDay?

  /// Makes a fingerprint.
  public init(
    name: String, scope: Scope, place: Place, pattern: BytePattern, confidence: Int = 5,
    countries: [String] = [], networks: [UInt32] = [], otherNames: String = "", source: String = "",
    url: String = "", notes: String = "", validFrom: CivilDay? = nil, validTo: CivilDay? = nil
  ) {
    self.name = name
    self.scope = scope
    self.otherNames = otherNames
    self.place = place
    self.pattern = pattern
    self.confidence = confidence
    self.countries = countries
    self.networks = networks
    self.source = source
    self.url = url
    self.notes = notes
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether it counts for a measurement of that time, seconds since 1970.
  public func isValid(at start: Int64?) -> Bool {
    guard let start else { return validFrom == nil && validTo == nil }
    let day = start >= 0 ? start / 86_400 : (start - 86_399) / 86_400
    return validFrom.map { day >= Int64($0.sinceEpoch) } ?? true
      && validTo.map { day <= Int64($0.sinceEpoch) } ?? true
  }

  /// Whether one measurement from `country` that shows it shows a block by the network.
  ///
  /// Marks of a state or a network do so everywhere, those of products where they are expected, and
  /// all others never: a hotel, a vague word or the site's own provider is not the network.
  public func confirms(in country: String?, at start: Int64?) -> Bool {
    guard isValid(at: start) else { return false }
    switch scope {
    case .national, .network: return true
    case .product: return country.map(countries.contains) ?? false
    case .institution, .provider, .benignInjection, .vagueWords, .falsePositive: return false
    }
  }
}
