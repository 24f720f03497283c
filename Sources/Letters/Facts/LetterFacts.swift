internal import Record

/// Who a letter goes to, as far as consent and form depend on it.
public enum AddresseeKind: String, CaseIterable, Sendable, Hashable {
  case platform
  case disputeBody = "dispute-body"
  case oversightBoard = "oversight-board"
  case partner
  case authority
  case user
  case unitedNations = "united-nations"
  case `public`
}

/// To whom a fact may go.
public enum FactConsent: Sendable, Hashable {
  /// Nobody agreed to anything yet.
  case nobody
  case only(Set<AddresseeKind>)
  case anybody

  /// Whether a letter to an addressee may hold the fact.
  public func admits(_ addressee: AddresseeKind) -> Bool {
    switch self {
    case .nobody: false
    case .only(let kinds): kinds.contains(addressee)
    case .anybody: true
    }
  }
}

/// The facts of a case from which letters are written, by the names of `Data/letters/fields.csv`.
public struct LetterFacts: Sendable, Hashable {
  private(set) var values: [String: FactValue] = [:]
  private(set) var consents: [String: FactConsent] = [:]

  /// No facts.
  public init() {}

  /// Puts a fact in.
  ///
  /// - Parameter consent: to whom it may go. Without one a fact about a person goes to nobody, and any
  ///   other fact to anybody.
  public mutating func set(_ field: String, _ value: FactValue, consent: FactConsent? = nil) {
    values[field] = value
    consents[field] = consent
  }

  /// The names of the facts, in order.
  public var fields: [String] { values.keys.sorted() }

  /// A fact; `nil` where there is none or nothing in it.
  public subscript(_ field: String) -> FactValue? {
    values[field].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a fact may go to an addressee.
  func mayGo(_ field: LetterField, to addressee: AddresseeKind) -> Bool {
    (consents[field.name] ?? (field.isPersonal ? .nobody : .anybody)).admits(addressee)
  }

  /// Names and accounts that may not go to an addressee, folded: no other fact may bring them there in its own words.
  func namesHeldBack(from addressee: AddresseeKind) -> [String] {
    var names: [String] = []
    for name in Self.namesOfPeople {
      guard case .text(let text)? = self[name],
        !(consents[name] ?? .nobody).admits(addressee)
      else { continue }
      let words = Folding.folded(text).split(whereSeparator: \.isWhitespace)
      names.append(words.joined(separator: " "))
      // In a text a person is seldom called by the family name too.
      if words.count > 2 { names.append(words.suffix(2).joined(separator: " ")) }
    }
    return names.filter { $0.count > 3 }
  }

  /// Facts that say by themselves who somebody is.
  private static let namesOfPeople = ["appellant.name", "appellant.account", "person.name"]
}
