/// A field of an entry, as a person gives it: on the command line, in a file, or in answer to a question.
public struct EntryField: Sendable, Hashable {
  /// What its value can be.
  public enum Form: Sendable, Hashable {
    case text
    /// One of a closed list.
    case code([String])
    /// Several of a closed list.
    case codes([String])
    /// Several words or names.
    case texts
    /// A date as precise as it is known.
    case date
    /// A day.
    case day
    /// A point in time; a day alone is its beginning.
    case moment
    /// A point in time from which on it is too late; a day alone is its end.
    case limit
    /// Yes or no.
    case flag
    /// ISO 3166-1 alpha-2.
    case country
    /// Several of those.
    case countries
    /// Anything that JSON can hold.
    case anything
  }

  /// Its name.
  public var name: String
  /// What its value can be.
  public var form: Form
  /// Whether there is no entry without it.
  public var isRequired: Bool
  /// Where it stands in the record, from member to member; nothing for what is worked out.
  let path: [String]

  init(_ name: String, _ form: Form, _ path: [String]? = nil, isRequired: Bool = false) {
    self.name = name
    self.form = form
    self.path = path ?? [name]
    self.isRequired = isRequired
  }

  /// The same field, needed.
  var required: EntryField { EntryField(name, form, path, isRequired: true) }

  /// The words that it takes, where the list is closed.
  public var vocabulary: [String] {
    switch form {
    case .code(let words), .codes(let words): words
    case .flag: ["yes", "no"]
    default: []
    }
  }
}

/// Why what was given is no entry.
public enum EntryFault: Error, Sendable, Hashable {
  /// There is no such field; those that there are follow.
  case unknownField(String, kind: EntryKind, known: [String])
  /// It is needed.
  case missing(String, kind: EntryKind)
  /// Several could be meant; their names follow.
  case ambiguous(String, kind: EntryKind, among: [String])
  /// It cannot be that.
  case badValue(String, kind: EntryKind, field: EntryField)
  /// There is no record of that name to be changed.
  case nothingToChange(String, kind: EntryKind)
  /// No case can be so.
  case impossible(Impossibility, String, kind: EntryKind)

  /// Why what was given cannot have happened, or may not be done without a word.
  public enum Impossibility: String, Sendable, Hashable, CaseIterable {
    /// It is still to come.
    case toCome = "to-come"
    /// It ends before it begins.
    case endsBeforeStart = "ends-before-start"
    /// Nothing was done to anything.
    case noMeasure = "no-measure"
    /// The forum is one of other platforms.
    case otherPlatform = "other-platform"
    /// It is over before it begins: a limit before the step that sets it.
    case limitBeforeStep = "limit-before-step"
    /// Nobody saw it.
    case notSeen = "not-seen"
    /// The forum can put the person in danger, and nobody said that they were warned.
    case unwarned
  }

  /// The key of the message to a person, without its area.
  public var code: String {
    switch self {
    case .unknownField: "unknown-field"
    case .missing: "missing"
    case .ambiguous: "ambiguous"
    case .badValue: "bad-value"
    case .nothingToChange: "nothing-to-change"
    case .impossible(let why, _, _): "impossible.\(why.rawValue)"
    }
  }

  /// What the entry should have been.
  public var kind: EntryKind {
    switch self {
    case .unknownField(_, let kind, _), .missing(_, let kind), .ambiguous(_, let kind, _),
      .badValue(_, let kind, _), .nothingToChange(_, let kind), .impossible(_, _, let kind):
      kind
    }
  }

  /// The field that it is about, or the name that was not found.
  public var name: String {
    switch self {
    case .unknownField(let name, _, _), .missing(let name, _), .ambiguous(let name, _, _),
      .nothingToChange(let name, _), .impossible(_, let name, _):
      name
    case .badValue(_, _, let field): field.name
    }
  }
}
