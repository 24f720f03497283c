import Bytes
import Record

/// All findings about measurements, as lists need them: read once for a state of the record.
struct ReachIndex: Sendable {
  /// One finding of reachability, without its days and witnesses.
  struct Month: Sendable {
    var id: Slug
    var country: String
    var target: String
    /// `2026-01`.
    var month: String
    var state: FindingState
    var judged: Int?
    var blocked: Int?
    var vantagePoints: Int?
    var rows: [Finding.NetworkRow]
    var day: CivilDay
  }

  /// Findings of reachability, by target, then month.
  private(set) var months: [Month] = []
  /// Episodes, the newest first.
  private(set) var episodes: [Episode] = []

  /// An episode with the days of its versions.
  struct Episode: Sendable {
    var finding: Finding
    var firstDay: CivilDay
    var day: CivilDay
  }

  /// Labels of episodes that other causes explain: they have their page and are in no list of
  /// what happened.
  private static let explanations: Set = [
    "global", "input-change", "site-down", "general", "uncontrolled",
  ]

  init(_ holdings: any Holdings) throws {
    try holdings.each(.finding) { version in
      let finding = try Finding(version.content)
      guard finding.retraction == nil, let country = finding.country else { return }
      switch finding.method {
      case .reachability:
        guard let target = finding.targets.first else { return }
        months.append(
          Month(
            id: finding.id, country: country, target: target, month: finding.span.description,
            state: finding.state, judged: finding.judged, blocked: finding.blocked,
            vantagePoints: finding.vantagePoints, rows: finding.rows, day: version.day))
      case .episode:
        guard finding.labels.allSatisfy({ !Self.explanations.contains($0) }) else { return }
        let first = try holdings.history(of: version.reference).first?.day ?? version.day
        episodes.append(Episode(finding: finding, firstDay: first, day: version.day))
      }
    }
    months.sort { ($0.target, $0.country, $0.month) < ($1.target, $1.country, $1.month) }
    episodes.sort { one, other in
      let (a, b) = (one.finding.onset?.estimate.lo() ?? 0, other.finding.onset?.estimate.lo() ?? 0)
      return (b, one.finding.id) < (a, other.finding.id)
    }
  }

  /// Every subject that has a page, in a fixed order.
  var subjects: [ReachSubject] {
    var countries: Set<String> = []
    var networks: Set<Int> = []
    var targets: Set<String> = []
    for month in months {
      countries.insert(month.country)
      targets.insert(month.target)
      networks.formUnion(month.rows.compactMap(\.network))
    }
    for episode in episodes {
      if let country = episode.finding.country { countries.insert(country) }
      targets.formUnion(episode.finding.targets)
      networks.formUnion(episode.finding.networks)
    }
    return [.all] + countries.sorted().map { .country($0) } + networks.sorted().map { .network($0) }
      + targets.sorted().map { .target($0) }
  }

  /// The subject itself, where only its name in addresses is known.
  func resolved(_ subject: ReachSubject) -> ReachSubject {
    guard case .abbreviated(let name) = subject else { return subject }
    return subjects.first { $0.name == name } ?? subject
  }

  /// The findings of reachability about a subject.
  func months(about subject: ReachSubject) -> [Month] {
    switch subject {
    case .all: months
    case .country(let code): months.filter { $0.country == code }
    case .network(let number): months.filter { $0.rows.contains { $0.network == number } }
    case .target(let target): months.filter { $0.target == target }
    case .abbreviated: []
    }
  }

  /// The episodes about a subject.
  func episodes(about subject: ReachSubject) -> [Episode] {
    switch subject {
    case .all: episodes
    case .country(let code): episodes.filter { $0.finding.country == code }
    case .network(let number): episodes.filter { $0.finding.networks.contains(number) }
    case .target(let target): episodes.filter { $0.finding.targets.contains(target) }
    case .abbreviated: []
    }
  }
}

extension Site {
  /// The findings about measurements.
  func reach() throws -> ReachIndex { try memory.reach { try ReachIndex(holdings) } }
}
