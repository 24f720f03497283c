public import Record

/// One number that a company or a government has published, with what it is about (docket specification 2.8).
public struct TransparencyFigure: Sendable, Hashable {
  /// Who publishes it.
  public enum PublisherKind: String, Sendable, Hashable, CaseIterable {
    case company, government, ngo, regulator, observatory
  }

  /// What time it is about.
  public enum Period: Sendable, Hashable, CustomStringConvertible {
    case halfYear(HalfYear)
    case year(Int)
    /// As the source writes it.
    case other(String)

    /// `2025-H2`, `2025`, or what the source writes.
    public var description: String {
      switch self {
      case .halfYear(let half): half.description
      case .year(let year): String(year)
      case .other(let text): text
      }
    }
  }

  /// In what it is measured.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    case count, percent, hours, days, score
    /// The filer does not say.
    case unstated
  }

  /// What a reader must know beside the number.
  public enum Caveat: Sendable, Hashable {
    /// The parts in the same row do not add up to the whole: by how much the parts are more.
    case partsDoNotAddUp(by: Double)
    /// A count with a fraction, kept as it is.
    case fractionInCount
    /// The source gives a band, not a number.
    case band
    /// Before 2019 Google's file fills only what was removed by law and what was not acted upon.
    case outcomesPartlyFilled
    /// Units differ between those who file it: never averaged.
    case unitDiffersBetweenFilers
    /// Claimed without a base or a method.
    case methodUnpublished
  }

  /// Who publishes it, by name.
  public var publisher: String
  /// What the publisher is.
  public var publisherKind: PublisherKind
  /// The platform; `nil` for all.
  public var platform: String?
  /// The product or surface; `nil` for all.
  public var product: String?
  /// Where; `nil` for all countries.
  public var territory: Territory?
  /// Who asked; `nil` for all.
  public var authority: String?
  /// Why; `nil` for all.
  public var reason: String?
  /// When.
  public var period: Period
  /// What is counted.
  public var measure: Measure
  /// The least that it may be; the number itself where that is known.
  public var low: Double
  /// The most that it may be.
  public var high: Double
  /// In what.
  public var unit: Unit
  /// Whether its parts stand beside it.
  public var isTotal: Bool
  /// The export or edition it was read from.
  public var vintage: String
  /// What has to be said with it.
  public var caveats: Set<Caveat> = []
  /// The row of the source, counted from 1.
  public var row: Int

  /// Makes a figure; what it is not told to be about it is about as a whole.
  public init(
    publisher: String, publisherKind: PublisherKind = .company, platform: String? = nil,
    product: String? = nil, territory: Territory? = nil, authority: String? = nil,
    reason: String? = nil, period: Period, measure: Measure, low: Double, high: Double,
    unit: Unit = .count, isTotal: Bool = false, vintage: String, caveats: Set<Caveat> = [],
    row: Int
  ) {
    self.publisher = publisher
    self.publisherKind = publisherKind
    self.platform = platform
    self.product = product
    self.territory = territory
    self.authority = authority
    self.reason = reason
    self.period = period
    self.measure = measure
    self.low = low
    self.high = high
    self.unit = unit
    self.isTotal = isTotal
    self.vintage = vintage
    self.caveats = caveats
    self.row = row
  }

  /// The number, where it is one.
  public var value: Double? { low == high ? low : nil }
}

/// Where a request comes from.
public enum Territory: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// A country or territory by its code of two letters; `NA` is Namibia.
  case country(String)
  case europol, interpol
  /// A country by its name, as a source without codes writes it.
  case named(String)
  /// The source does not say.
  case unknown

  /// Reads a code and a name as Google writes them; `nil` for a code that is neither.
  public init?(code: String, name: String) {
    let word = code.isEmpty || code == "null" ? name.lowercased() : code.lowercased()
    switch word {
    case "europol": self = .europol
    case "interpol": self = .interpol
    case "unknown", "": self = .unknown
    default:
      guard code.utf8.count == 2, code.utf8.allSatisfy({ $0 &- 0x41 < 26 }) else { return nil }
      self = .country(code)
    }
  }

  /// The code, or `europol`, `interpol`, `unknown`.
  public var description: String {
    switch self {
    case .country(let code): code
    case .named(let name): name
    case .europol: "europol"
    case .interpol: "interpol"
    case .unknown: "unknown"
    }
  }

  /// In the order of their texts.
  public static func < (left: Territory, right: Territory) -> Bool {
    left.description < right.description
  }
}
