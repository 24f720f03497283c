public import Record

/// A piece of a text that should not be published.
public struct RedactionSpan: Sendable, Hashable {
  /// Bytes of the original.
  public var range: Range<Int>
  /// What it is.
  public var kind: RedactionClass
  /// Every rule that found it or a part of it, the first that of `kind`.
  public var reasons: [RedactionReason]
  /// How sure the surest rule is.
  public var confidence: RedactionConfidence
  /// For names: the number of the person in this text, from 1.
  public var number: Int?
}

/// A piece of a text that looked like something to withhold and was left, so that the person who
/// confirms can see it.
public struct KeptSpan: Sendable, Hashable {
  /// Why it was left.
  public enum Reason: Sendable, Hashable {
    /// The caller says that this is somebody in office on that day.
    case official(office: String)
    /// It is part of the name of an organisation.
    case organisation
  }

  /// Bytes of the original.
  public var range: Range<Int>
  /// Why it was left.
  public var reason: Reason
}

/// Somebody whose name may be told, because and as long as they hold an office.
public struct Official: Sendable, Hashable {
  /// Every spelling of the name that may be told.
  public var names: [String]
  /// The office, as readers should be told.
  public var office: String
  /// The first day in office; `nil` where nothing says when it began.
  public var from: CivilDay?
  /// The last day in office; `nil` while it goes on.
  public var until: CivilDay?

  /// An official, named in every spelling that may be told.
  public init(names: [String], office: String, from: CivilDay? = nil, until: CivilDay? = nil) {
    self.names = names
    self.office = office
    self.from = from
    self.until = until
  }

  /// Whether the office was held on a day.
  public func holdsOffice(on day: CivilDay) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}
