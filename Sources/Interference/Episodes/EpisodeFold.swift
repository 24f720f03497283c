import Signals

/// Observations gathered for the search, batch by batch. However they are cut into batches, in
/// whatever order they are added and folds are merged, the search gives the same episodes.
///
/// It takes 72 bytes for each observation, and its names once.
public struct EpisodeFold: Sendable {
  struct Subject: Hashable, Sendable {
    var country: String
    var target: String
  }

  private(set) var rows: [EpisodeRow] = []
  private(set) var subjects: [Subject] = []
  private var numbers: [Subject: UInt32] = [:]
  /// The addresses of pages; the first is that of none.
  private(set) var pages = [""]
  private var pageNumbers: [String: UInt32] = [:]
  /// Observations that could not be used because their country is not known.
  public private(set) var withoutCountry = 0

  /// An empty fold.
  public init() {}

  /// How many observations are in it.
  public var count: Int { rows.count }

  /// Adds observations.
  public mutating func add(_ observations: some Sequence<Observation>) {
    for observation in observations { add(observation) }
  }

  /// Adds an observation.
  public mutating func add(_ observation: Observation) {
    guard let country = observation.country, country != "ZZ", !country.isEmpty else {
      withoutCountry += 1
      return
    }
    let subject = Subject(country: country, target: observation.target)
    rows.append(
      EpisodeRow(
        observation, series: number(of: subject),
        page: PageName.address(of: observation).map { number(ofPage: $0) } ?? 0))
  }

  /// Adds the observations of another fold.
  public mutating func merge(_ other: EpisodeFold) {
    let renamed = other.subjects.map { number(of: $0) }
    let pages = [0] + other.pages.dropFirst().map { number(ofPage: $0) }
    rows.reserveCapacity(rows.count + other.rows.count)
    for var row in other.rows {
      row.series = renamed[Int(row.series)]
      row.page = pages[Int(row.page)]
      rows.append(row)
    }
    withoutCountry += other.withoutCountry
  }

  private mutating func number(ofPage address: String) -> UInt32 {
    if let known = pageNumbers[address] { return known }
    let number = UInt32(truncatingIfNeeded: pages.count)
    pages.append(address)
    pageNumbers[address] = number
    return number
  }

  private mutating func number(of subject: Subject) -> UInt32 {
    if let known = numbers[subject] { return known }
    let number = UInt32(truncatingIfNeeded: subjects.count)
    subjects.append(subject)
    numbers[subject] = number
    return number
  }
}
