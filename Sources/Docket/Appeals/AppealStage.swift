/// The stages at which one can appeal (specification, section 2.7).
public enum AppealStage: String, Sendable, Hashable, CaseIterable, Codable {
  case platformInternal = "platform_internal"
  case platformSecond = "platform_second"
  case oversightBoard = "oversight_board"
  case disputeBody = "dsa_dispute_body"
  case regulatorComplaint = "regulator_complaint"
  case court
  case escalationChannel = "escalation_channel"
  case unProcedure = "un_procedure"
  case gniComplaint = "gni_complaint"
  case companyGrievance = "company_grievance"
}

/// What an appeal should have with it (specification, section 5.3).
public enum AppealEvidence: String, Sendable, Hashable, CaseIterable, Codable {
  /// A picture of the notice, the whole screen with its date.
  case noticePicture = "E1"
  /// The text of the notice, or that there was none.
  case noticeText = "E2"
  /// The item, or a description.
  case item = "E3"
  /// Its address and the account.
  case address = "E4"
  /// When it was posted and restricted.
  case times = "E5"
  /// How it looks from inside and outside the country.
  case views = "E6"
  /// The rule or law that is cited.
  case rule = "E7"
  /// What happened to the account before.
  case accountHistory = "E8"
  /// Context: translation, satire, reporting.
  case context = "E9"
  /// Harm: audience, income, safety.
  case harm = "E10"
  /// What the person agrees to.
  case consent = "E11"
  /// Earlier cases of the docket that are alike.
  case similarCases = "E12"

  /// What nothing is filed without.
  public static let required: Set<AppealEvidence> = [
    .noticeText, .address, .times, .context, .consent,
  ]
}

/// What an appeal is about.
public enum AppealSubject: String, Sendable, Hashable, CaseIterable, Codable {
  /// A post, a video, an app.
  case item
  /// An account, a channel, a page.
  case account
  /// Something kept away in one country by its law.
  case legalBlock = "legal_block"
  /// A decision of an authority about a person.
  case administrativeDecision = "administrative_decision"
}

/// How the account of the person stands.
public enum AccountState: String, Sendable, Hashable, CaseIterable, Codable {
  case active, suspended, closed
}
