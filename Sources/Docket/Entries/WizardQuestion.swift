import Bytes
import Record

extension CaseWizard {
  /// One question.
  struct Question: Sendable {
    /// Asked only where another answer is one of these.
    struct Condition: Sendable {
      var name: String
      var values: Set<String>
    }

    /// Its name in the catalogue.
    var name: String
    /// The record that the answer goes into; nothing for what all entries share.
    var kind: EntryKind?
    /// The field that it fills.
    var field: EntryField
    var isOptional = true
    var isPassage = false
    /// Whether the answer is about a person, and goes to nobody without consent.
    var isPersonal = false
    var condition: Condition?

    func value(of text: String) -> JSONValue? {
      // A moment without an offset is asked for nowhere here.
      field.value(of: .string(text), in: .utc)
    }
  }
}

extension CaseWizard.Question {
  /// All questions, in their order.
  static func all(addressees: [String]) -> [Self] {
    let byState = Condition(
      name: "restriction.trigger", values: ["state_request", "court_order"])
    let told = Condition(name: "notice.channel", values: ["in_app", "email", "placeholder"])
    let questions: [Self?] = [
      of(.restriction, "platform"), of(.restriction, "country"), of(.restriction, "account"),
      of(.restriction, "visibility"), of(.restriction, "starts"), of(.restriction, "trigger"),
      of(.request, "kind", byState, isNeeded: true), of(.request, "sent_by", byState),
      of(.request, "legal_basis", byState), of(.notice, "channel", isNeeded: true),
      of(.notice, "sent", told), of(.notice, "text", told, isPassage: true),
    ]
    return questions.compactMap(\.self) + facts + [
      Self(
        name: "consent", field: EntryField("consent", .codes(addressees + ["anybody"]))),
      Self(name: "actor", field: EntryField("actor", .text), isOptional: false),
      Self(name: "evidence", field: EntryField("evidence", .texts), isOptional: false),
    ]
  }

  private static let facts: [Self] =
    ["item.url", "item.context", "appellant.name", "appellant.account"].map { name in
      Self(
        name: "fact.\(name)", kind: .fact, field: EntryField(name, .text), isPersonal: true)
    } + [Self(name: "fact.item.posted", kind: .fact, field: EntryField("item.posted", .date))]

  private static func of(
    _ kind: EntryKind, _ name: String, _ condition: Condition? = nil, isNeeded: Bool? = nil,
    isPassage: Bool = false
  ) -> Self? {
    kind.fields.first { $0.name == name }.map { field in
      Self(
        name: "\(kind.rawValue).\(name)", kind: kind, field: field,
        isOptional: !(isNeeded ?? field.isRequired), isPassage: isPassage, condition: condition)
    }
  }

  /// The names of all questions.
  static var names: [String] { all(addressees: []).map(\.name) }
}

extension EntryField {
  /// The name of its form in the catalogue, where the list of its words is not closed.
  public var formName: String {
    switch form {
    case .text, .code, .codes: "text"
    case .flag: "flag"
    case .texts: "texts"
    case .date: "date"
    case .day: "day"
    case .moment, .limit: "moment"
    case .country: "country"
    case .countries: "countries"
    case .anything: "anything"
    }
  }
}
