import Bytes
import Record

/// What is wrong with a table of forums, and where.
public struct ForumFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    case notJSON(String)
    case missing
    case unknownWord(String, known: [String])
    case badValue(String)
    case missingLanguage(String)
    case repeatedName(String)
    /// A list that would leave the forum to nobody.
    case empty
  }

  /// The place, as a path such as `forums[3].window`.
  public var path: String
  /// What is wrong.
  public var fault: Fault

  /// Where and what, in one line.
  public var description: String { "\(path.isEmpty ? "the table" : path): \(text)" }

  private var text: String {
    switch fault {
    case .notJSON(let why): "no JSON: \(why)"
    case .missing: "is missing"
    case .unknownWord(let word, let known):
      "‘\(word)’ is none of \(known.joined(separator: ", "))"
    case .badValue(let value): "‘\(value)’ cannot be"
    case .missingLanguage(let language): "has no text in ‘\(language)’"
    case .repeatedName(let name): "‘\(name)’ is there twice"
    case .empty: "is empty"
    }
  }
}

extension ForumTable {
  /// The table that comes with the program.
  public static let shippedBytes: [UInt8] = PackageResources.forums_json

  /// Reads a table (Data/appeals/README.md) and refuses it at the first fault: a wrong time limit is worse than none.
  public init(parsing bytes: some Collection<UInt8>) throws(ForumFault) {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch {
      throw ForumFault(path: "", fault: .notJSON("\(error)"))
    }
    guard let version = value["version"].text else {
      throw ForumFault(path: "version", fault: .missing)
    }
    self.version = version
    groups = [:]
    for member in value["groups"].object?.members ?? [] {
      groups[member.name] = member.value.elements.compactMap(\.text)
    }
    forums = []
    var seen: Set<String> = []
    for (index, element) in value["forums"].elements.enumerated() {
      let forum = try ForumReader(value: element, path: "forums[\(index)]").forum()
      guard seen.insert(forum.id).inserted else {
        throw ForumFault(path: "forums[\(index)].id", fault: .repeatedName(forum.id))
      }
      forums.append(forum)
    }
    if forums.isEmpty { throw ForumFault(path: "forums", fault: .empty) }
  }
}

private struct ForumReader {
  let value: JSONValue
  let path: String

  func fault(_ name: String, _ fault: ForumFault.Fault) -> ForumFault {
    ForumFault(path: "\(path).\(name)", fault: fault)
  }

  func text(_ name: String) throws(ForumFault) -> String {
    guard let text = value[name].text, !text.isEmpty else { throw fault(name, .missing) }
    return text
  }

  func localized(_ name: String) throws(ForumFault) -> LocalizedText {
    let text = LocalizedText(value[name]) ?? LocalizedText()
    for (language, part) in [("vi", text.vi), ("en", text.en)] where part?.isEmpty ?? true {
      throw fault(name, .missingLanguage(language))
    }
    return text
  }

  func texts(_ name: String) throws(ForumFault) -> [String] {
    let texts = value[name].elements.compactMap(\.text)
    guard !texts.isEmpty else { throw fault(name, .empty) }
    return texts
  }

  func words<Word: RawRepresentable & CaseIterable>(
    _ name: String, _: Word.Type
  ) throws(ForumFault) -> [Word] where Word.RawValue == String {
    var words: [Word] = []
    for element in value[name].elements {
      let text = element.text ?? ""
      guard let word = Word(rawValue: text) else {
        throw fault(name, .unknownWord(text, known: Word.allCases.map(\.rawValue)))
      }
      words.append(word)
    }
    return words
  }

  func forum() throws(ForumFault) -> Forum {
    let stages = try word("stage", AppealStage.self)
    guard let checked = CivilDay(parsing: try text("checked")) else {
      throw fault("checked", .badValue(value["checked"].text ?? ""))
    }
    guard let screen = value["safety_screen"].bool else { throw fault("safety_screen", .missing) }
    let about = try words("about", AppealSubject.self)
    let account = try words("account", AccountState.self)
    if about.isEmpty { throw fault("about", .empty) }
    if account.isEmpty { throw fault("account", .empty) }
    var forum = Forum(
      id: try text("id"), name: try localized("name"), stage: stages,
      platforms: try texts("platforms"), countries: try texts("countries"), about: about,
      account: account, after: try words("after", AppealStage.self), window: try window(),
      decisionDays: try days("days"), extendedDecisionDays: try days("extended_days"),
      zones: try zones(), basis: try text("basis"), mark: try word("mark", Forum.Mark.self),
      source: try text("source"), checked: checked, needsSafetyScreen: screen,
      needs: try words("needs", AppealEvidence.self),
      note: value["note"].isNull ? nil : try localized("note"))
    forum.isWindowGuessed = value["window"]["guess"].bool ?? false
    return forum
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, _: Word.Type
  ) throws(ForumFault) -> Word where Word.RawValue == String {
    let text = try text(name)
    guard let word = Word(rawValue: text) else {
      throw fault(name, .unknownWord(text, known: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  private func days(_ name: String) throws(ForumFault) -> Int? {
    let days = value["decision"][name]
    if days.isNull { return nil }
    guard let count = days.int, (1...3660).contains(count) else {
      throw fault("decision.\(name)", .badValue(days.canonicalText))
    }
    return count
  }

  private func zones() throws(ForumFault) -> [TimeZoneOffset] {
    var zones: [TimeZoneOffset] = []
    for element in value["zones"].elements {
      guard let zone = TimeZoneOffset(parsing: element.text ?? "") else {
        throw fault("zones", .badValue(element.canonicalText))
      }
      zones.append(zone)
    }
    return zones
  }

  private func window() throws(ForumFault) -> Forum.Window {
    let window = value["window"]
    switch window["kind"].text ?? "" {
    case "notice": return .notice
    case "none": return .none
    case "unstated": return .unstated
    case "unknown": return .unknown
    case "term":
      let parts = ["years", "months", "days"].map { window[$0].int ?? 0 }
      guard parts.allSatisfy({ (0...3660).contains($0) }), parts.contains(where: { $0 > 0 }) else {
        throw fault("window", .badValue(window.canonicalText))
      }
      return .term(Term(years: parts[0], months: parts[1], days: parts[2]))
    default:
      throw fault(
        "window.kind",
        .unknownWord(
          window["kind"].text ?? "", known: ["term", "notice", "none", "unstated", "unknown"]))
    }
  }
}
