public import Record

/// What is asked of a provision on which a restriction rests (specification, section 4.5).
public enum ProvisionTest: String, Sendable, Hashable, CaseIterable {
  /// Whether its text is published.
  case published
  /// Whether it is precise enough to steer by.
  case legality
  /// Whether its aim is one of the closed list of ICCPR Article 19(3).
  case aim
  /// Whether it is necessary and proportionate.
  case necessity
}

/// How a provision fares in one test, since when that is said, and why.
public struct ProvisionJudgement: Sendable, Hashable {
  /// The test.
  public var test: ProvisionTest
  /// How it fares.
  public var mark: Provision.Mark
  /// The day of the judgement.
  public var judged: CivilDay
  /// Why, in both languages.
  public var because: LocalizedText
  /// What it rests on.
  public var sources: [Policy.Source]
}

/// Judgements of provisions in the three tests, as data beside the register of statutes: an organisation may write
/// its own. A provision that is not in it is not judged, and whatever depends on that stays unknown.
public struct ProvisionMarks: Sendable, Hashable {
  /// What one day's judgement is about.
  struct Entry: Sendable, Hashable {
    var statute: String
    /// Without one it is about every provision of the statute that has no judgement of its own.
    var provision: String?
    var judgements: [ProvisionJudgement]
  }

  /// Its name.
  public var id: String
  /// Its version.
  public var version: String
  /// Whose judgements they are, and how far they were reviewed.
  public var title: LocalizedText
  var entries: [Entry]

  /// No judgements.
  public static let none = ProvisionMarks(
    id: "none", version: "", title: LocalizedText(), entries: [])

  /// What is said of a provision: its own judgement before that of its statute, and of several the latest, also of
  /// demands that are older. What was known of a law on a day is not what the law was worth.
  ///
  /// - Complexity: O(n) in the number of entries.
  public func judgements(of provision: String, in statute: String) -> [ProvisionJudgement] {
    let concerned = entries.filter { $0.statute == statute }
    let own = concerned.filter { $0.provision == provision }.flatMap(\.judgements)
    let general = concerned.filter { $0.provision == nil }.flatMap(\.judgements)
    return ProvisionTest.allCases.compactMap { test in
      Self.latest(test, of: own) ?? Self.latest(test, of: general)
    }
  }

  private static func latest(
    _ test: ProvisionTest, of judgements: [ProvisionJudgement]
  ) -> ProvisionJudgement? {
    judgements.filter { $0.test == test }.max { $0.judged < $1.judged }
  }

  /// Statutes and provisions that are judged and that a register does not have.
  public func faults(in register: ProvisionRegister) -> [PolicyFault] {
    let statutes = register.statutes
    var faults: [PolicyFault] = []
    for (index, entry) in entries.enumerated() {
      if let id = entry.provision, register[id]?.instrument != entry.statute {
        faults.append(PolicyFault("marks[\(index)].provision", .unknownProvision(id)))
      } else if !statutes.contains(entry.statute) {
        faults.append(PolicyFault("marks[\(index)].statute", .unknownStatute(entry.statute)))
      }
    }
    return faults
  }
}
