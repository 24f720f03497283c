/// A column of the EU's table of statements of reasons (schema of 1 July 2025), by its name in the files.
public enum StatementColumn: String, Sendable, Hashable, CaseIterable {
  case uuid
  case decisionVisibility = "decision_visibility"
  case decisionVisibilityOther = "decision_visibility_other"
  case endOfVisibilityRestriction = "end_date_visibility_restriction"
  case decisionMonetary = "decision_monetary"
  case decisionMonetaryOther = "decision_monetary_other"
  case endOfMonetaryRestriction = "end_date_monetary_restriction"
  case decisionProvision = "decision_provision"
  case endOfServiceRestriction = "end_date_service_restriction"
  case decisionAccount = "decision_account"
  case endOfAccountRestriction = "end_date_account_restriction"
  case accountType = "account_type"
  case decisionGround = "decision_ground"
  case groundReferenceURL = "decision_ground_reference_url"
  case illegalContentLegalGround = "illegal_content_legal_ground"
  case illegalContentExplanation = "illegal_content_explanation"
  case incompatibleContentGround = "incompatible_content_ground"
  case incompatibleContentExplanation = "incompatible_content_explanation"
  case incompatibleContentIllegal = "incompatible_content_illegal"
  case category
  case categoryAddition = "category_addition"
  case categorySpecification = "category_specification"
  case categorySpecificationOther = "category_specification_other"
  case contentType = "content_type"
  case contentTypeOther = "content_type_other"
  case contentLanguage = "content_language"
  case contentDate = "content_date"
  case contentIDEAN = "content_id_ean"
  case territorialScope = "territorial_scope"
  case applicationDate = "application_date"
  case decisionFacts = "decision_facts"
  case sourceType = "source_type"
  case sourceIdentity = "source_identity"
  case automatedDetection = "automated_detection"
  case automatedDecision = "automated_decision"
  case platformName = "platform_name"
  case platformUID = "platform_uid"
  case createdAt = "created_at"

  /// Columns that the light edition leaves out.
  public static let notInLight: Set<StatementColumn> = [
    .illegalContentExplanation, .incompatibleContentExplanation, .territorialScope, .decisionFacts,
  ]

  /// What a field of the column holds.
  public enum Content: Sendable, Hashable {
    /// A code of a closed list.
    case code
    /// A JSON array of codes.
    case codes
    /// A day, with a time of day in the daily archives.
    case date
    /// `Yes` or `No`.
    case answer
    case text
  }

  /// What its fields hold.
  public var content: Content {
    switch self {
    case .decisionVisibility, .categoryAddition, .categorySpecification, .contentType,
      .territorialScope:
      .codes
    case .decisionMonetary, .decisionProvision, .decisionAccount, .accountType, .decisionGround,
      .category, .contentLanguage, .sourceType, .automatedDecision:
      .code
    case .endOfVisibilityRestriction, .endOfMonetaryRestriction, .endOfServiceRestriction,
      .endOfAccountRestriction, .contentDate, .applicationDate, .createdAt:
      .date
    case .incompatibleContentIllegal, .automatedDetection: .answer
    default: .text
    }
  }
}
