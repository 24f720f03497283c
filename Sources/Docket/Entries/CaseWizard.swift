import Bytes
import Record

/// The questions that open a case, one after another: lines in, lines out. It reads and writes nothing itself.
public struct CaseWizard: Sendable {
  /// Something to be shown: a message by its key in the catalogue, and what fills it.
  public struct Line: Sendable, Hashable {
    /// The key.
    public var key: String
    /// What fills it.
    public var arguments: [String: String]

    init(_ key: String, _ arguments: [String: String] = [:]) {
      self.key = "command.docket.ask.\(key)"
      self.arguments = arguments
    }
  }

  /// What came of it.
  public enum Outcome: Sendable, Hashable {
    case asking
    /// The person read the summary and wants it written.
    case confirmed
    /// The person does not.
    case abandoned
  }

  /// What came of it so far.
  public private(set) var outcome = Outcome.asking
  private let questions: [Question]
  private var answers: [String: JSONValue] = [:]
  private var place = 0
  private var passage: [String] = []

  /// Begins.
  ///
  /// - Parameters:
  ///   - addressees: kinds of addressees to whom facts about a person may go.
  ///   - actor: who records it, where that is known already.
  ///   - evidence: what shows it, where that is known already.
  public init(addressees: [String], actor: String?, evidence: [String]) {
    questions = Question.all(addressees: addressees).filter {
      ($0.name != "actor" || actor == nil) && ($0.name != "evidence" || evidence.isEmpty)
    }
  }

  /// What to show before the first answer.
  public var opening: [Line] { [Line("opening")] + asked }

  /// Takes a line and says what to show next.
  public mutating func answer(_ line: String) -> [Line] {
    guard outcome == .asking else { return [] }
    guard place < questions.count else { return confirm(Self.trimmed(line)) }
    let question = questions[place]
    if question.isPassage { return take(passageLine: line, question) }
    let text = Self.trimmed(line)
    switch text {
    case "<": return back()
    case "?": return help(question)
    case "":
      guard question.isOptional else { return [Line("needed")] + asked }
      answers[question.name] = nil
      return next()
    default:
      guard let value = question.value(of: text) else {
        return [Line("unfit", ["text": text])] + help(question)
      }
      answers[question.name] = value
      return next()
    }
  }

  /// What was answered, as a case is opened with it.
  public var given: CaseOpening {
    var byKind: [EntryKind: JSONObject] = [:]
    var facts: [CaseOpening.Part] = []
    let consent = answers["consent"]
    for question in questions where isAsked(question) {
      guard let kind = question.kind, let value = answers[question.name] else { continue }
      if kind == .fact {
        var values = JSONObject([("name", .string(question.field.name)), ("value", value)])
        if question.isPersonal { values["consent"] = consent }
        facts.append(CaseOpening.Part(.fact, values))
      } else {
        byKind[kind, default: JSONObject()][question.field.name] = value
      }
    }
    let records = CaseOpening.kinds.compactMap { kind in
      byKind[kind].map { CaseOpening.Part(kind, $0) }
    }
    return CaseOpening(records + facts)
  }

  /// Who records it, where that was asked.
  public var actor: String? { answers["actor"]?.text }

  /// What shows it, where that was asked.
  public var evidence: [String] { answers["evidence"]?.elements.compactMap(\.text) ?? [] }

  // MARK: Steps

  private func isAsked(_ question: Question) -> Bool {
    question.condition.map { $0.values.contains(answers[$0.name]?.text ?? "") } ?? true
  }

  private mutating func next() -> [Line] {
    place += 1
    while place < questions.count, !isAsked(questions[place]) { place += 1 }
    return asked
  }

  private mutating func back() -> [Line] {
    var before = place - 1
    while before >= 0, !isAsked(questions[before]) { before -= 1 }
    if before >= 0 { place = before }
    return asked
  }

  private var asked: [Line] {
    guard place < questions.count else { return summary + [Line("confirm")] }
    let question = questions[place]
    let form = question.isPassage ? "passage" : question.isOptional ? "optional" : "question"
    return [Line(question.name), Line(form)]
  }

  private func help(_ question: Question) -> [Line] {
    let words = question.field.vocabulary
    let form =
      words.isEmpty
      ? Line("form.\(question.field.formName)")
      : Line("one-of", ["words": words.joined(separator: ", "), "question": question.name])
    return [form] + asked
  }

  private var summary: [Line] {
    [Line("summary")]
      + questions.filter { isAsked($0) && answers[$0.name] != nil }.map { question in
        let value = answers[question.name] ?? .null
        let parts = value.elements.compactMap(\.text)
        let text = parts.isEmpty ? value.shown : parts.joined(separator: ", ")
        return Line("answer", ["question": question.name, "text": text])
      }
  }

  private mutating func confirm(_ text: String) -> [Line] {
    switch text.lowercased() {
    case "yes", "y", "có", "co":
      outcome = .confirmed
      return []
    case "no", "n", "không", "khong":
      outcome = .abandoned
      return [Line("abandoned")]
    case "<":
      place = questions.count
      return back()
    default: return [Line("confirm")]
    }
  }

  /// A longer text ends with a line that is a dot alone; an empty first line means that there is none.
  private mutating func take(passageLine line: String, _ question: Question) -> [Line] {
    if passage.isEmpty {
      switch Self.trimmed(line) {
      case "": return next()
      case "<": return back()
      case "?": return help(question)
      default: break
      }
    }
    guard Self.trimmed(line) == "." else {
      passage.append(line)
      return []
    }
    answers[question.name] = question.value(of: passage.joined(separator: "\n"))
    passage = []
    return next()
  }

  private static func trimmed(_ line: String) -> String {
    let start = line.drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
