public import Bytes
public import Record

/// The method `reachability`: for each country, target and calendar month, what the measurements
/// of each network say.
///
/// A pure function: the order and the cutting of its input do not matter.
public struct ReachabilityMethod: Sendable {
  /// The version of the method: findings of another version are not the same finding.
  public static let version = 1

  /// What may be shown.
  public var floor: DisclosureFloor

  /// Makes the method.
  public init(floor: DisclosureFloor = DisclosureFloor()) { self.floor = floor }

  /// One finding before its inputs are added.
  public struct Draft: Sendable, Hashable {
    /// Its name.
    public var id: Slug
    /// Its fields without `inputs`.
    public var content: JSONValue
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
  public func findings(in observations: [Observation]) -> [Draft] {
    var groups: [Subject: [Observation]] = [:]
    for observation in observations {
      guard let country = observation.country, CountryCode.all.contains(country) else { continue }
      let month = String("\(CivilDay(of: observation.start))".prefix(7))
      groups[
        Subject(country: country, target: observation.target, month: month), default: []
      ].append(observation)
    }
    return groups.sorted { $0.key < $1.key }.compactMap { draft(of: $0.key, $0.value) }
  }

  private func draft(of subject: Subject, _ observations: [Observation]) -> Draft? {
    guard
      let id = FindingName.slug([
        "reach", subject.country.lowercased(), subject.target, subject.month,
      ])
    else { return nil }
    let reachability = Reachability(
      of: subject.target, in: subject.country, observations, floor: floor)
    return Draft(id: id, content: content(of: reachability, id, subject))
  }

  private func content(
    of reachability: Reachability, _ id: Slug, _ subject: Subject
  ) -> JSONValue {
    let title = "\(subject.target) · \(subject.country) · \(subject.month)"
    var content = JSONObject([
      ("id", .string(id.text)), ("method", .string(FindingMethod.reachability.rawValue)),
      ("method_version", .integer(Int64(Self.version))),
      ("title", .object(JSONObject([("en", .string(title)), ("vi", .string(title))]))),
      ("state", .string(reachability.state.rawValue)), ("country", .string(subject.country)),
      ("targets", .array([.string(subject.target)])), ("span", .string(subject.month)),
      ("parameters", parameters), ("rows", .array(reachability.rows.map(FindingContent.row))),
    ])
    let networks = reachability.rows.filter(\.isShown).compactMap(\.network).sorted()
    content.set("networks", .array(networks.map { .integer(Int64($0)) }))
    content.set("cells", .array(reachability.cells.map(FindingContent.cell)))
    content.set("witnesses", .array(reachability.witnesses.map(FindingContent.witness)))
    if reachability.total.measurements > 0 {
      FindingContent.counts(reachability.total, into: &content)
    }
    return .object(content)
  }

  private var parameters: JSONValue {
    [
      FindingContent.number("fewest_judged", Double(ObservationCount.fewest)),
      FindingContent.number("floor_networks", Double(floor.networks)),
      FindingContent.number("floor_vantage_points", Double(floor.vantagePoints)),
    ]
  }
}
