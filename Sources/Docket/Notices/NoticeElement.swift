/// What a notice to a user should say (specification, section 2.6).
public enum NoticeElement: String, Sendable, Hashable, CaseIterable, Codable {
  /// The item: address, excerpt or other means to know it.
  case item = "N1"
  /// The clause of the rules.
  case clause = "N2"
  /// The provision of law, where law is the ground.
  case provision = "N3"
  /// How the item was found.
  case detection = "N4"
  /// That a state asked, and which body.
  case stateActor = "N5"
  /// Kind, territory and duration.
  case extent = "N6"
  /// Facts and circumstances.
  case facts = "N7"
  /// Why the ground applies.
  case explanation = "N8"
  /// Whether machines took part.
  case automation = "N9"
  /// How to appeal, and until when.
  case appeal = "N10"
  /// The language of the post or of the interface.
  case language = "N11"
  /// In time: at the latest when the restriction starts.
  case timely = "N12"
  /// A form that lasts when the account is gone.
  case durable = "N13"
  /// Where to ask for help.
  case support = "N14"
  /// A notice at the place where the content was.
  case placeholder = "N15"
}

/// How an element stands in a notice.
public enum ElementState: String, Sendable, Hashable, CaseIterable, Codable {
  case present, absent, unclear
}

/// Whether a notice has to have an element.
public enum Applicability: String, Sendable, Hashable, CaseIterable, Codable {
  case applicable
  case notApplicable = "not_applicable"
  /// It depends on what nobody knows yet, such as who asked.
  case undetermined
}
