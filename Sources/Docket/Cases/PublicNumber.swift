import Bytes

/// The number under which a case is public. It is drawn apart from the number of the case, so that a letter or a calendar
/// that somebody takes leads to no page.
public enum PublicNumber {
  /// The name of the fact that holds it.
  public static let fact = "publication.number"

  /// The fact that says so.
  public static func fact(_ number: CaseNumber) -> CaseFact {
    CaseFact(name: fact, value: .string(number.description))
  }
}

extension DocketCase {
  /// Its public number: as it was published first, else as it was drawn; `nil` before that.
  public var publicNumber: CaseNumber? {
    let published = publications.first.flatMap { version in
      version.reference.split(separator: "/").last.flatMap { CaseNumber(parsing: String($0)) }
    }
    return published
      ?? facts.first { $0.name == PublicNumber.fact }?.value.json.text
      .flatMap { CaseNumber(parsing: $0) }
  }
}
