import Bytes
import Record

/// The method `reachability`: for each country, target and calendar month, what the measurements
/// of each network say.
///
/// A pure function: the order and the cutting of its input do not matter.
public struct ReachabilityMethod: Sendable {
  /// The version of the method: findings of another version are not the same finding.
  public static let version = 9

  /// What may be shown.
  public var floor: DisclosureFloor
  /// What networks are called.
  public var names: NetworkNames

  /// Makes the method.
  public init(
    floor: DisclosureFloor = DisclosureFloor(), names: NetworkNames = .shipped
  ) {
    self.floor = floor
    self.names = names
  }

  private struct Subject: Hashable, Comparable {
    var country: String
    var target: String
    var month: String

    static func < (one: Subject, other: Subject) -> Bool {
      (one.country, one.target, one.month) < (other.country, other.target, other.month)
    }
  }

  /// The findings, by country, target and month.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func findings(in observations: [Observation]) -> [FindingDraft] {
    outcome(of: observations).findings
  }

  /// What one run makes.
  public struct Outcome: Sendable {
    /// The findings, by country, target and month.
    public internal(set) var findings: [FindingDraft] = []
    /// How many targets of a country have no finding, because too few vantage points tried them.
    public internal(set) var withheld = 0
    /// Of how many targets and months, of targets that are told of, measurements wait: wholly or in part too
    /// few vantage points made them.
    public internal(set) var waiting = 0
  }

  /// The findings, and how many targets are not told of.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func outcome(of observations: [Observation]) -> Outcome {
    var groups: [Subject: [Observation]] = [:]
    for observation in observations {
      guard let country = observation.country, CountryCode.all.contains(country) else { continue }
      let month = String("\(CivilDay(of: observation.start))".prefix(7))
      groups[
        Subject(country: country, target: observation.target, month: month), default: []
      ].append(observation)
    }
    var outcome = Outcome()
    var told: Set<[String]> = []
    var waiting: [Subject] = []
    for (subject, observations) in groups.sorted(by: { $0.key < $1.key }) {
      guard let (draft, isWhole) = draft(of: subject, observations) else {
        waiting.append(subject)
        continue
      }
      if !isWhole { waiting.append(subject) }
      told.insert([subject.country, subject.target])
      outcome.findings.append(draft)
    }
    outcome.waiting = waiting.count { told.contains([$0.country, $0.target]) }
    outcome.withheld = Set(groups.keys.map { [$0.country, $0.target] }).subtracting(told).count
    return outcome
  }

  private func draft(
    of subject: Subject, _ observations: [Observation]
  ) -> (draft: FindingDraft, isWhole: Bool)? {
    guard isTold(subject.target, observations),
      let id = FindingName.slug([
        "reach", subject.country.lowercased(), subject.target, subject.month,
      ])
    else { return nil }
    let reachability = Reachability(
      of: subject.target, in: subject.country, observations, floor: floor)
    // Enough may have tried it and too few of them could be judged: then there is nothing to tell.
    guard !reachability.rows.isEmpty else { return nil }
    let draft = FindingDraft(
      id: id, content: content(of: reachability, id, country: subject.country, month: subject.month)
    )
    return (draft, reachability.observations.count == observations.count)
  }

  /// Even that a name was tried may point at one volunteer: nobody else has that host in the office.
  /// One volunteer who tries it from two networks is one, and a name may be that of one line.
  private func isTold(_ target: String, _ observations: [Observation]) -> Bool {
    let count = ObservationCount(of: observations)
    if ForeignText.isOfOneLine(target) { return count.vantagePoints >= floor.vantagePoints }
    return count.vantagePoints > 1
      && floor.admits(vantagePoints: count.vantagePoints, networks: count.knownNetworks)
  }

  func content(
    of reachability: Reachability, _ id: Slug, country: String, month: String
  ) -> JSONValue {
    let target = reachability.target
    let title = "\(target) · \(country) · \(month)"
    var content = JSONObject([
      ("id", .string(id.text)), ("method", .string(FindingMethod.reachability.rawValue)),
      ("method_version", .integer(Int64(Self.version))),
      ("title", .object(JSONObject([("en", .string(title)), ("vi", .string(title))]))),
      ("state", .string(reachability.state.rawValue)), ("country", .string(country)),
      ("targets", .array([.string(target)])), ("span", .string(month)),
      ("parameters", parameters),
      ("rows", .array(reachability.rows.map { FindingContent.row($0, name: name(of: $0)) })),
    ])
    let networks = reachability.rows.compactMap(\.network).sorted()
    content.set("networks", .array(networks.map { .integer(Int64($0)) }))
    if isShared(reachability.observations) {
      content.set("labels", .array(["global-outage"]))
    }
    content.set(
      "addresses",
      .array(
        BlockedPages.addresses(among: reachability.observations, floor).map { .string($0) }))
    content.set("cells", .array(reachability.cells.map(FindingContent.cell)))
    let days = Dictionary(
      reachability.rows.compactMap { row in row.network.map { ($0, row.blockedDays) } },
      uniquingKeysWith: { first, _ in first })
    let text = WitnessText(
      of: reachability.witnesses, among: reachability.observations, about: [target], floor)
    content.set(
      "witnesses", .array(reachability.witnesses.map { FindingContent.witness($0, days, text) }))
    if reachability.total.measurements > 0 {
      FindingContent.counts(reachability.publishedTotal, into: &content)
    }
    return .object(content)
  }

  /// Whether enough of what is told was set aside because other countries failed at the same time.
  private func isShared(_ observations: [Observation]) -> Bool {
    let count = ObservationCount(of: observations.filter { $0.rule == .globalChange })
    return count.vantagePoints > 0
      && floor.admits(vantagePoints: count.vantagePoints, networks: count.knownNetworks)
  }

  private func name(of row: Reachability.Row) -> LocalizedText? {
    guard let network = row.network else { return nil }
    return names.name(of: network, on: row.count.last.map { CivilDay(of: $0) })
  }

  private var parameters: JSONValue {
    [
      FindingContent.number("fewest_judged", Double(ObservationCount.fewest)),
      FindingContent.number("floor_networks", Double(floor.networks)),
      FindingContent.number("floor_vantage_points", Double(floor.vantagePoints)),
    ]
  }
}
