public import Record

/// What the register of statutes says of the provisions that a demand cites, on the day of the demand.
public struct BasisReading: Sendable, Hashable {
  /// One citation.
  public struct Citation: Sendable, Hashable {
    /// As the demand has it: the name of a provision, or words.
    public var cited: String
    /// The provision, where the register knows it.
    public var provision: Provision?
    /// Whether it held on the day.
    public var inForce: Answer
    /// The provision that holds in its place on that day, found along ``Provision/replacedBy``.
    public var heldInstead: String?
  }

  /// The citations in the order of the demand.
  public var citations: [Citation]

  /// Whether somebody has said what is cited.
  public var isKnown: Bool

  /// Citations that held no more, or not yet.
  public var notInForce: [Citation] { citations.filter { $0.inForce == .no } }

  /// Citations that the register does not know.
  public var unresolved: [String] { citations.filter { $0.provision == nil }.map(\.cited) }

  /// Reads citations.
  /// - Parameters:
  ///   - cited: what the demand cites; an empty list where it cites nothing, `nil` where nobody has said.
  ///   - date: of the demand; without one nothing is decided about force.
  public init(citing cited: [String]?, on date: EDTF?, in register: ProvisionRegister) {
    isKnown = cited != nil
    citations = (cited ?? []).map { text in
      let provision = register.provision(citedAs: text)
      let inForce =
        provision.flatMap { provision in date.map { provision.isInForce(on: $0) } } ?? .maybe
      return Citation(
        cited: text, provision: provision, inForce: inForce,
        heldInstead: inForce == .no
          ? date.flatMap { Self.successor(of: provision, on: $0, in: register) } : nil)
    }
  }

  private static func successor(
    of provision: Provision?, on date: EDTF, in register: ProvisionRegister
  ) -> String? {
    var seen: Set<String> = []
    var next = provision?.replacedBy ?? instrument(of: provision, in: register)?.replacedBy
    // A register made by hand may run in a circle.
    while let id = next, seen.insert(id).inserted {
      guard let provision = register[id] else { return nil }
      if provision.isInForce(on: date) == .yes { return id }
      next = provision.replacedBy ?? instrument(of: provision, in: register)?.replacedBy
    }
    return nil
  }

  /// What took the place of a law took that of its articles too, where no source says which article it was.
  private static func instrument(
    of provision: Provision?, in register: ProvisionRegister
  ) -> Provision? {
    provision?.instrument.flatMap { register[$0] }
  }

  /// The facts that follow. What the register leaves open has no value.
  var facts: [String: FactValue] {
    var facts: [String: FactValue] = [:]
    func set(_ fact: ComputedFact, _ answer: Answer) {
      if answer != .maybe { facts[fact.rawValue] = .flag(answer == .yes) }
    }
    set(.cited, isCited)
    guard isKnown else { return facts }
    guard isCited != .no else {
      set(.anyInForce, .no)
      return facts
    }
    set(.anyInForce, citations.map(\.inForce).reduce(.no) { $0.or($1) })
    set(.allInForce, citations.map(\.inForce).reduce(.yes) { $0.and($1) })
    // What holds no more gives no footing, however precise it was.
    let standing = citations.filter { $0.inForce != .no }
    set(.isPublic, best(of: standing) { $0.isPublic })
    set(.precise, best(of: standing) { $0.legality.answer })
    set(.aim, best(of: standing) { $0.aim.answer })
    set(.necessary, best(of: standing) { $0.necessity.answer })
    return facts
  }

  /// "The laws of the land" is no provision; words with a number may be one that the register lacks.
  private var isCited: Answer {
    guard isKnown else { return .maybe }
    if citations.contains(where: { $0.provision != nil }) { return .yes }
    let hasNumber = citations.contains { $0.cited.utf8.contains { (0x30...0x39).contains($0) } }
    return hasNumber ? .maybe : .no
  }

  /// One provision that passes is footing enough.
  private func best(of citations: [Citation], _ mark: (Provision) -> Answer) -> Answer {
    guard !citations.isEmpty else { return .maybe }
    return citations.map { $0.provision.map(mark) ?? .maybe }.reduce(.no) { $0.or($1) }
  }
}

/// Facts that the program works out. A policy that asks them declares them with `"computed": true`.
public enum ComputedFact: String, Sendable, Hashable, CaseIterable {
  /// A provision is cited.
  case cited = "basis.cited"
  /// At least one cited provision held on the day of the demand.
  case anyInForce = "basis.any_in_force"
  /// Every cited provision held on the day of the demand.
  case allInForce = "basis.all_in_force"
  /// A cited provision that held is published.
  case isPublic = "basis.public"
  /// A cited provision that held passes the test of legality.
  case precise = "basis.precise"
  /// A cited provision that held has an aim of the closed list.
  case aim = "basis.aim_in_list"
  /// A cited provision that held passes the test of necessity.
  case necessary = "basis.necessary"
  /// What the phases X to C gave. Only rules of later phases may ask it.
  case outcome = "outcome.effect"
  /// Part of what is asked goes too far. Only rules of later phases may ask it.
  case excess = "outcome.excess"

  /// What it is.
  public var type: FactType {
    self == .outcome ? .word(of: Outcome.allCases.map(\.rawValue)) : .flag
  }

  /// Whether it is known only after the deciding phases.
  public var followsDecision: Bool { self == .outcome || self == .excess }
}
