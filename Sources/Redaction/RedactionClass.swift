/// What a withheld piece of text is.
public enum RedactionClass: String, CaseIterable, Sendable, Hashable {
  case name, phone, mail, identity, bank, address, account, birth, network, plate, other

  /// Whether marks of the class are numbered, so that a reader can follow who is who.
  var isNumbered: Bool { self == .name }
}

/// By which rule a piece of text was found. The raw value is the identifier of the table
/// `Data/redaction/reasons.csv`, which explains it in both languages.
public enum RedactionReason: String, CaseIterable, Sendable, Hashable {
  case nameFull = "name-full"
  case nameReversed = "name-reversed"
  case nameTitled = "name-titled"
  case nameGiven = "name-given"
  case nameInitials = "name-initials"
  case nameAgain = "name-again"
  case phoneNational = "phone-national"
  case phoneInternational = "phone-international"
  case phoneCued = "phone-cued"
  case mailPlain = "mail-plain"
  case mailDisguised = "mail-disguised"
  case identityShape = "identity-shape"
  case identityCued = "identity-cued"
  case bankCued = "bank-cued"
  case bankCard = "bank-card"
  case addressParts = "address-parts"
  case accountHandle = "account-handle"
  case accountLink = "account-link"
  case accountCued = "account-cued"
  case birthCued = "birth-cued"
  case networkAddress = "network-address"
  case plateShape = "plate-shape"
  case added
}

/// How sure a rule is.
public enum RedactionConfidence: String, Sendable, Hashable, Comparable, CaseIterable {
  /// The form or the words say so, and hardly anything else looks like it.
  case likely
  case certain

  /// Likely is below certain.
  public static func < (left: RedactionConfidence, right: RedactionConfidence) -> Bool {
    left == .likely && right == .certain
  }
}
