import Bytes
import Record

/// Reads a policy and keeps every fault, so that whoever writes one sees all of them at once.
struct PolicyReader {
  /// More is no policy that people can check.
  static let mostRules = 500
  static let mostFacts = 500

  var faults: [PolicyFault] = []

  mutating func fault(_ path: String, _ fault: PolicyFault.Fault) {
    faults.append(PolicyFault(path, fault))
  }

  // MARK: Pieces

  mutating func text(_ value: JSONValue, _ path: String) -> String? {
    if let text = value.text, !text.isEmpty { return text }
    fault(path, value.isNull ? .missing : .wrongType(wanted: "a text"))
    return nil
  }

  mutating func localized(_ value: JSONValue, _ path: String) -> LocalizedText {
    let text = LocalizedText(value) ?? LocalizedText()
    if isBlank(text.vi) { fault(path, .missingLanguage("vi")) }
    if isBlank(text.en) { fault(path, .missingLanguage("en")) }
    return text
  }

  private func isBlank(_ text: String?) -> Bool {
    text?.unicodeScalars.allSatisfy(\.properties.isWhitespace) ?? true
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ value: JSONValue, _ path: String, _: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let text = text(value, path) else { return nil }
    if let word = Word(rawValue: text) { return word }
    fault(path, .unknownWord(text, known: Word.allCases.map(\.rawValue)))
    return nil
  }

  mutating func list(_ value: JSONValue, _ path: String) -> [JSONValue] {
    if case .array(let elements) = value { return elements }
    if !value.isNull { fault(path, .wrongType(wanted: "a list")) }
    return []
  }

  mutating func texts(_ value: JSONValue, _ path: String) -> [String] {
    var texts: [String] = []
    for (index, element) in list(value, path).enumerated() {
      if let text = text(element, "\(path)[\(index)]") { texts.append(text) }
    }
    return texts
  }

  mutating func members(_ value: JSONValue, _ path: String) -> [JSONObject.Member] {
    guard let object = value.object else {
      fault(path, value.isNull ? .missing : .wrongType(wanted: "an object"))
      return []
    }
    return object.members
  }

  mutating func refuseUnknown(_ value: JSONValue, _ known: [String], _ path: String) {
    for member in value.object?.members ?? [] where !known.contains(member.name) {
      fault(path.isEmpty ? member.name : "\(path).\(member.name)", .unknownMember)
    }
  }

  // MARK: The whole

  mutating func policy(_ value: JSONValue) -> Policy? {
    guard value.object != nil else {
      fault("", .wrongType(wanted: "an object"))
      return nil
    }
    refuseUnknown(
      value,
      [
        "policy_id", "version", "valid_from", "title", "licence", "facts", "duties", "sources",
        "rules", "combine",
      ], "")
    let id = text(value["policy_id"], "policy_id")
    let version = text(value["version"], "version")
    let from = day(value["valid_from"], "valid_from")
    let title = localized(value["title"], "title")
    let facts = facts(value["facts"])
    var duties: [String: LocalizedText] = [:]
    for member in members(value["duties"], "duties") {
      duties[member.name] = localized(member.value, "duties.\(member.name)")
    }
    let sources = sources(value["sources"])
    let combination = combination(value["combine"])
    let rules = rules(value["rules"], facts, duties, sources)
    guard let id, let version, let from, let combination else { return nil }
    return Policy(
      id: id, version: version, validFrom: from, title: title, facts: facts, duties: duties,
      sources: sources, rules: rules, combination: combination)
  }

  mutating func day(_ value: JSONValue, _ path: String) -> CivilDay? {
    guard let text = text(value, path) else { return nil }
    if let day = CivilDay(parsing: text) { return day }
    fault(path, .badDay(text))
    return nil
  }

  mutating func sources(_ value: JSONValue) -> [String: Policy.Source] {
    var sources: [String: Policy.Source] = [:]
    for member in members(value, "sources") {
      let path = "sources.\(member.name)"
      refuseUnknown(member.value, ["cite", "mark", "address"], path)
      guard let cite = text(member.value["cite"], "\(path).cite"),
        let mark = text(member.value["mark"], "\(path).mark")
      else { continue }
      if !["V", "M", "K", "D"].contains(mark) {
        fault("\(path).mark", .unknownWord(mark, known: ["V", "M", "K", "D"]))
      }
      sources[member.name] = Policy.Source(
        cite: cite, mark: mark, address: member.value["address"].text)
    }
    return sources
  }

  private mutating func combination(_ value: JSONValue) -> Policy.Combination? {
    refuseUnknown(value, ["order", "otherwise", "undecided_to_escalate"], "combine")
    if texts(value["order"], "combine.order") != Effect.allCases.map(\.rawValue) {
      fault("combine.order", .wrongOrder)
    }
    let otherwise = word(value["otherwise"], "combine.otherwise", Effect.self)
    // What nobody objects to is restricted narrowly at most: more needs a harm of phase X.
    if let otherwise, otherwise > .restrictNarrow {
      fault("combine.otherwise", .unreachableEffect(otherwise.rawValue))
    }
    let count = value["undecided_to_escalate"].int
    if count.map({ !(1...2).contains($0) }) ?? true {
      fault("combine.undecided_to_escalate", .wrongType(wanted: "1 or 2"))
    }
    guard let otherwise, let count else { return nil }
    return Policy.Combination(otherwise: otherwise, undecidedToEscalate: count)
  }

  // MARK: Facts

  private mutating func facts(_ value: JSONValue) -> [String: Policy.FactDefinition] {
    var facts: [String: Policy.FactDefinition] = [:]
    let members = members(value, "facts")
    if members.count > Self.mostFacts { fault("facts", .tooMany(limit: Self.mostFacts)) }
    for member in members.prefix(Self.mostFacts) {
      let path = "facts.\(member.name)"
      refuseUnknown(member.value, ["type", "of", "question", "computed"], path)
      let question = localized(member.value["question"], "\(path).question")
      guard let type = type(member.value, path) else { continue }
      let isComputed = member.value["computed"].bool ?? false
      let computed = ComputedFact(rawValue: member.name)
      if isComputed != (computed != nil) || computed.map({ $0.type != type }) ?? false {
        fault(path, .wrongComputedFact)
      }
      facts[member.name] = Policy.FactDefinition(
        type: type, question: question, isComputed: isComputed)
    }
    return facts
  }

  private mutating func type(_ value: JSONValue, _ path: String) -> FactType? {
    guard let name = text(value["type"], "\(path).type") else { return nil }
    switch name {
    case "flag": return .flag
    case "number": return .number
    case "word", "words":
      let words = texts(value["of"], "\(path).of")
      if words.isEmpty { fault("\(path).of", .missing) }
      if let twice = Dictionary(grouping: words, by: \.self).first(where: { $1.count > 1 }) {
        fault("\(path).of", .repeatedName(twice.key))
      }
      return name == "word" ? .word(of: words) : .words(of: words)
    default:
      fault("\(path).type", .unknownWord(name, known: ["flag", "number", "word", "words"]))
      return nil
    }
  }
}
