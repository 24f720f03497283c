/// What a record is about. The order is the order of import: what is referred to comes first.
public enum RecordKind: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A page, file or document that supports what is said elsewhere.
  case source
  /// A place that events name, with the dates between which it existed.
  case place
  /// Somebody who acts: an authority, company, court, network operator, group.
  case actor
  /// An online service.
  case platform
  /// A law, decree, circular or order, with its provisions.
  case statute
  /// A person to whom something happened.
  case person
  /// One proceeding against a person: arrest, charge, trial, sentence, appeal, release, death.
  case proceeding
  /// Something that happened.
  case event
  /// A sequence of published numbers that measure the same thing.
  case series
  /// One published number.
  case figure
  /// A research report, letter or article.
  case report
  /// A composite index somebody publishes, with what is known of its making.
  case index
  /// What a method concluded from observations, with all that is needed to run it again.
  case finding
  /// A group of accounts that acted at the same times on the same things, again and again.
  case lockstep
  /// The public part of a case of the docket: a restriction and what came of appeals.
  case `case`

  /// The word for many of them, as used in file names, addresses and commands.
  public var plural: String {
    switch self {
    case .person: "persons"
    case .series: "series"
    case .lockstep: "lockstep"
    case .index: "indexes"
    default: rawValue + "s"
    }
  }

  /// The kind that `word` names, in the singular or plural.
  public init?(word: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == word || $0.plural == word }) else {
      return nil
    }
    self = kind
  }

  /// Orders by import.
  public static func < (one: RecordKind, other: RecordKind) -> Bool {
    one.position < other.position
  }

  private var position: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

/// Which record: its kind and its slug, written `event/2020-02-facebook-throttling`.
public struct RecordReference: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// What the record is about.
  public var kind: RecordKind
  /// Its name among its kind.
  public var id: Slug

  /// Makes a reference.
  public init(_ kind: RecordKind, _ id: Slug) {
    self.kind = kind
    self.id = id
  }

  /// Reads `kind/slug`, or refuses.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = RecordKind(word: String(parts[0])),
      let id = Slug(String(parts[1]))
    else { return nil }
    self.init(kind, id)
  }

  /// `kind/slug`.
  public var description: String { "\(kind.rawValue)/\(id)" }

  /// Orders by kind, then slug.
  public static func < (one: RecordReference, other: RecordReference) -> Bool {
    (one.kind, one.id) < (other.kind, other.id)
  }
}
