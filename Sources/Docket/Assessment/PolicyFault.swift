/// What is wrong with a file of a policy or of marks, and where. A file with any fault is refused.
public struct PolicyFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    case notJSON(String)
    case missing
    case wrongType(wanted: String)
    case unknownMember
    case unknownWord(String, known: [String])
    case badDay(String)
    case repeatedName(String)
    /// A text that a person reads lacks one of the two languages.
    case missingLanguage(String)
    case noSources
    case unknownSource(String)
    case unknownDuty(String)
    case unknownProvision(String)
    case unknownStatute(String)
    case unknownReason(String)
    /// Two judgements of one provision, test and day.
    case judgedTwice(String)
    case badCondition(ExpressionError)
    /// A fact that the program works out is declared with another type, or an unknown one as computed.
    case wrongComputedFact
    /// A rule of a phase that only adds duties has an effect.
    case effectInDutyPhase
    /// A rule of a deciding phase asks for more obedience than nothing at all would.
    case unreachableEffect(String)
    /// A rule has neither effect nor duty.
    case idle
    /// A rule of a deciding phase asks what is decided only later, or asks what is not known.
    case asksTooEarly(String)
    /// No facts can make the condition true.
    case neverFires
    /// All facts make the condition true: in a deciding phase that leaves nothing to decide.
    case alwaysFires
    /// A provision ends before it begins.
    case datesRunBackwards(provision: String)
    /// What replaces a provision ends before that provision does.
    case successorEndsFirst(provision: String, successor: String)
    /// The order of obedience is not that of the method.
    case wrongOrder
    case tooMany(limit: Int)
  }

  /// The place, as a path such as `rules[3].because`.
  public var path: String
  /// What is wrong.
  public var fault: Fault

  /// Makes a fault.
  public init(_ path: String, _ fault: Fault) {
    self.path = path
    self.fault = fault
  }

  /// Where and what, in one line.
  public var description: String { "\(path.isEmpty ? "the file" : path): \(text)" }

  private var text: String {
    switch fault {
    case .notJSON(let why): "no JSON: \(why)"
    case .missing: "is missing"
    case .wrongType(let wanted): "should be \(wanted)"
    case .unknownMember: "is not a member that such a file has"
    case .unknownWord(let word, let known):
      "‘\(word)’ is none of \(known.joined(separator: ", "))"
    case .badDay(let text): "‘\(text)’ is not a day (YYYY-MM-DD)"
    case .repeatedName(let name): "‘\(name)’ is there twice"
    case .missingLanguage(let language): "has no text in ‘\(language)’"
    case .noSources: "names no source"
    case .unknownSource(let name): "the file has no source ‘\(name)’"
    case .unknownDuty(let name): "the file has no duty ‘\(name)’"
    case .unknownProvision(let id): "the register has no provision ‘\(id)’"
    case .unknownStatute(let id): "the register has no statute ‘\(id)’"
    case .unknownReason(let name): "the file has no reason ‘\(name)’"
    case .judgedTwice(let what): "‘\(what)’ is judged twice on that day"
    case .badCondition(let error): "\(error)"
    case .wrongComputedFact: "is not what the program works out under this name"
    case .effectInDutyPhase: "rules of this phase only add duties"
    case .unreachableEffect(let effect): "‘\(effect)’ can never come of this rule"
    case .idle: "has neither an effect nor a duty"
    case .asksTooEarly(let name): "may not ask ‘\(name)’ in this phase"
    case .neverFires: "can never be true"
    case .alwaysFires: "is always true"
    case .datesRunBackwards(let id): "provision ‘\(id)’ ends before it begins"
    case .successorEndsFirst(let id, let successor):
      "‘\(successor)’ replaces ‘\(id)’ and ends before it"
    case .wrongOrder: "is not the order of obedience of the method"
    case .tooMany(let limit): "more than \(limit)"
    }
  }
}

/// All faults of a file that was refused.
public struct PolicyRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// The faults in the order of the file.
  public var faults: [PolicyFault]

  /// Makes a refusal.
  public init(faults: [PolicyFault]) { self.faults = faults }

  /// One fault a line.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
