public import Record

/// A group in lockstep in words of fixed meaning: what was seen, against what chance gives, what else could explain
/// it, and what it does not show.
public struct LockstepWording: Sendable {
  private let finding: Lockstep
  private let language: Language

  /// Speaks of a finding in a language.
  public init(_ finding: Lockstep, in language: Language) {
    self.finding = finding
    self.language = language
  }

  /// The paragraph of a finding, a sentence each; it ends with what is not shown.
  public var paragraph: [String] {
    seen + [considered, level, notShown]
  }

  /// What was seen, without the explanations, the level and what is not shown.
  public var seen: [String] { [what] + chance + timing + wording + reasons }

  /// What no finding of this kind shows.
  public var notShown: String { phrase("not-shown") }

  /// The word for a kind of action: a known one, or the file's own word.
  public static func kind(_ name: String, in language: Language) -> String {
    let key = "lockstep.kind.\(name)"
    return Messages.has(key) ? Messages.text(key, in: language) : "\"\(name)\""
  }

  private func phrase(_ key: String, _ arguments: [String: MessageArgument] = [:]) -> String {
    Messages.text("lockstep.\(key)", in: language, arguments)
  }

  private func word(_ code: String) -> String {
    Messages.text("vocabulary.lockstep-level.\(code)", in: language)
  }

  private var first: String { Self.text(finding.span.earliest, in: language) }
  private var last: String { Self.text(finding.span.latest, in: language) }

  private static func text(_ day: CivilDay?, in language: Language) -> String {
    day.map { EDTF($0)?.text(in: language) ?? $0.description } ?? "?"
  }

  /// So many of the things of a layer: links, hashtags, texts.
  public static func things(_ count: Int, of object: LockstepObject, in language: Language)
    -> String
  {
    Messages.text("lockstep.things.\(object.rawValue)", in: language, ["count": .number(count)])
  }

  /// The title of a finding of a layer.
  public static func title(
    of object: LockstepObject, accounts: Int, things: Int, first: String, last: String,
    in language: Language
  ) -> String {
    let isUsual = object == .actionAndTarget
    return Messages.text(
      isUsual ? "lockstep.title" : "lockstep.title-layer", in: language,
      [
        "accounts": .number(accounts), "first": .text(first), "last": .text(last),
        isUsual ? "targets" : "things":
          isUsual ? .number(things) : .text(Self.things(things, of: object, in: language)),
      ])
  }

  private var what: String {
    let kinds = Dictionary(grouping: finding.targets.compactMap(\.kind), by: \.self)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { Self.kind($0.key, in: language) }
    var arguments: [String: MessageArgument] = [
      "accounts": .number(finding.accounts.count), "first": .text(first), "last": .text(last),
    ]
    switch finding.object {
    case .actionAndTarget:
      arguments["kinds"] = .text(kinds.joined(separator: ", "))
      arguments["targets"] = .number(finding.thingsInAll)
      guard finding.tests.owners > 0 else { return phrase("what-unowned", arguments) }
      arguments["owners"] = .number(finding.tests.owners)
      return phrase("what", arguments)
    case .owner:
      arguments["kinds"] = .text(kinds.joined(separator: ", "))
    default: break
    }
    arguments["things"] = .number(finding.thingsInAll)
    return phrase("what.\(finding.object.rawValue)", arguments)
  }

  /// What chance gives: for pairs, or for a block or a crowd whose pairs need not stand out.
  private var chance: [String] {
    if let crowd = finding.crowd {
      return [
        phrase(
          "crowd",
          [
            "shared": .decimal(Self.rounded(crowd.shared)),
            "chance": .decimal(Self.rounded(crowd.byChance)),
          ])
      ]
    }
    guard let block = finding.block else {
      return [
        phrase(
          "pairs",
          [
            "expected": .decimal(Self.rounded(finding.portrait.medianExpected)),
            "median": .decimal(Self.rounded(finding.portrait.medianCoActions)),
          ])
      ]
    }
    var lines = [
      phrase(
        "block",
        [
          "density": .decimal(Self.rounded(block.density)),
          "chance": .decimal(Self.rounded(block.byChance)),
        ])
    ]
    if finding.tests.ordinaryObjects < Self.enough {
      lines.append(phrase("block-few", ["targets": .number(finding.tests.ordinaryObjects)]))
    }
    if let first = finding.span.earliest, let last = finding.span.latest,
      last.sinceEpoch - first.sinceEpoch <= 1
    {
      lines.append(phrase("block-one-go"))
    }
    return lines
  }

  /// Targets that must be known to say what is ordinary.
  private static let enough = 200

  private var timing: [String] {
    let tests = finding.tests
    var lines: [String] = []
    if tests.isSynchronous {
      lines.append(
        phrase(
          minuteKey,
          [
            "bursts": .number(tests.bursts), "visits": .number(tests.visits),
            "share": .decimal(Self.percent(tests.together)),
            "ordinary": .decimal(Self.percent(tests.ordinaryTogether)),
          ]))
      if (tests.ageSpread ?? 0) > 0.5 { lines.append(phrase("minute-fresh")) }
    }
    if tests.isNarrow, let narrow = tests.narrow {
      lines.append(phrase("age", ["narrow": .number(narrow), "visits": .number(tests.visits)]))
    }
    if tests.isRipeNarrow {
      lines.append(
        phrase("ripe", ["narrow": .number(tests.ripeNarrow), "visits": .number(tests.ripeVisits)]))
    }
    if tests.isSharedAbuse { lines.append(phrase("abuse", ["owners": .number(tests.owners)])) }
    if tests.isAcrossOwners { lines.append(phrase("across", ["owners": .number(tests.owners)])) }
    if !tests.hasSeconds { lines.append(phrase("rounded")) }
    if tests.dated < 0.5 {
      lines.append(phrase(finding.object.isCarried ? "undated-carried" : "undated"))
    }
    return lines
  }

  /// Where hardly anything shows what is ordinary, nothing is said of ordinary targets.
  private var minuteKey: String {
    if finding.block != nil, finding.tests.ordinaryObjects < Self.enough { return "minute-few" }
    return finding.object.isCarried ? "minute-carried" : "minute"
  }

  private var wording: [String] {
    guard finding.tests.isSharedWording, let inside = finding.tests.wording else { return [] }
    return [
      phrase(
        "wording",
        [
          "hits": .number(inside.some), "texts": .number(inside.all),
          "elsewhere": .decimal(Self.percent(finding.tests.wordingElsewhere?.share ?? 0)),
        ])
    ]
  }

  private var reasons: [String] {
    guard let first = finding.portrait.reasons.first else { return [] }
    let all = finding.portrait.reasons.map(\.count).reduce(0, +)
    return [
      phrase(
        "reasons",
        [
          "reason": .text(first.name),
          "share": .decimal(Self.percent(Double(first.count) / Double(max(1, all)))),
          "elsewhere": .decimal(Self.percent(finding.portrait.reasonElsewhere)),
          "p": .text(Self.probability(finding.portrait.reasonChance, in: language)),
        ])
    ]
  }

  /// The ordinary explanations that were considered, and those that could not be excluded.
  public var considered: String {
    let owners = finding.tests.owners
    return phrase(
      "considered",
      [
        "author": .text(
          owners > 1 ? phrase("author-no", ["owners": .number(owners)]) : phrase("author-maybe")),
        "cue": .text(cue),
      ])
  }

  /// Methods before this version did not look for cues.
  private static let firstWithCues = 6

  /// The cues that the visits follow, or those that were looked for.
  private var cue: String {
    func named(_ cues: [LockstepCue]) -> MessageArgument {
      .text(
        cues.map { Messages.text("vocabulary.lockstep-cue.\($0.rawValue)", in: language) }
          .joined(separator: "; "))
    }
    let seen = finding.tests.cues
    if !seen.isEmpty { return phrase("cue-seen", ["cues": named(seen)]) }
    guard finding.methodVersion >= Self.firstWithCues else { return phrase("cue-unknown") }
    let sought = finding.tests.cuesSought
    let others = LockstepCue.allCases.filter { !sought.contains($0) }
    if sought.isEmpty { return phrase("cue-untold", ["others": named(others)]) }
    if others.isEmpty { return phrase("cue-none", ["cues": named(sought)]) }
    return phrase("cue-some", ["cues": named(sought), "others": named(others)])
  }

  private var level: String {
    phrase(
      "level",
      [
        "level": .text(word(finding.level.rawValue)),
        "meaning": .text(word("\(finding.level.rawValue).meaning")),
      ])
  }
}

extension LockstepWording {
  /// One test of a group.
  public struct Test: Sendable, Hashable {
    /// What was tested.
    public var name: String
    /// Whether it was passed.
    public var isPassed: Bool
    /// What was counted, such as `14/15`.
    public var count: String
    /// The chance of as much, where the test has one.
    public var chance: String?
  }

  /// The tests with their numbers.
  public var tests: [Test] {
    let tests = finding.tests
    var all = [
      test(
        "minute", tests.isSynchronous,
        "\(tests.bursts)/\(tests.visits) (\(NumberText.decimal(Self.percent(tests.together), in: language)) %)",
        Self.probability(tests.burstChance, in: language))
    ]
    if let narrow = tests.narrow {
      all += [
        test(
          "age", tests.isNarrow, "\(narrow)/\(tests.visits)",
          Self.probability(tests.narrowChance, in: language)),
        test(
          "ripe", tests.isRipeNarrow, "\(tests.ripeNarrow)/\(tests.ripeVisits)",
          Self.probability(tests.ripeChance, in: language)),
      ]
    }
    if let inside = tests.wording {
      all.append(
        test(
          "wording", tests.isSharedWording, "\(inside.some)/\(inside.all)",
          Self.probability(tests.wordingChance, in: language)))
    }
    let reports = NumberText.decimal(Self.percent(tests.reports), in: language)
    all.append(test("abuse", tests.isSharedAbuse, "\(reports) %", nil))
    all.append(
      test(
        "across", tests.isAcrossOwners,
        NumberText.decimal(Self.rounded(tests.ownersInEffect), in: language), nil))
    return all
  }

  private func test(_ name: String, _ isPassed: Bool, _ count: String, _ chance: String?) -> Test {
    Test(name: phrase("test.\(name)"), isPassed: isPassed, count: count, chance: chance)
  }

  /// A chance from its logarithm to base 10; without one it is too small for a number.
  public static func probability(_ logarithm: Double?, in language: Language) -> String {
    guard let logarithm else { return "0" }
    if logarithm > -3 {
      return NumberText.decimal(rounded(tenTo(logarithm)), atMost: 4, in: language)
    }
    let whole = logarithm.rounded(.down)
    let digit = NumberText.fixed(tenTo(logarithm - whole), places: 1, in: language)
    return "\(digit)·10^\(Int(whole))"
  }

  /// Ten to a small power, by square roots: the room has no other arithmetic, and these are the same everywhere.
  private static func tenTo(_ power: Double) -> Double {
    var whole = power.rounded(.down)
    var rest = power - whole
    var value = 1.0
    var root = 10.0
    for _ in 0..<48 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        value *= root
        rest -= 1
      }
    }
    while whole < 0 {
      value /= 10
      whole += 1
    }
    while whole > 0 {
      value *= 10
      whole -= 1
    }
    return value
  }
}
