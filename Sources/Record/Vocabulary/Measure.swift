/// What a figure of a transparency report counts (docket specification 2.8, with what reports count beside it).
/// Series with one are read as parts of one table: what was asked, and what became of it.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  case requests
  case itemsRequested = "items_requested"
  case itemsRemovedLegal = "items_removed_legal"
  case itemsRemovedPolicy = "items_removed_policy"
  case itemsRestrictedLocal = "items_restricted_local"
  case itemsNotFound = "items_not_found"
  case itemsNotEnoughInfo = "items_not_enough_info"
  case itemsNoAction = "items_no_action"
  case itemsAlreadyRemoved = "items_already_removed"
  case accountsRequested = "accounts_requested"
  case accountsActioned = "accounts_actioned"
  case ordersToAct = "orders_art9"
  case ordersForInformation = "orders_art10"
  case itemsInOrders = "items_in_orders"
  case complaints
  case complaintsUpheld = "complaints_upheld"
  case complaintsReversed = "complaints_reversed"
  case complaintsPartly = "complaints_partly"
  case complaintsOmitted = "complaints_omitted"
  case disputes
  case disputesUpheld = "disputes_upheld"
  case disputesReversed = "disputes_reversed"
  case disputesPartly = "disputes_partly"
  case disputesOmitted = "disputes_omitted"
  case restrictionsOnComplaint = "restrictions_on_complaint"
  case suspensions
  case medianTime = "median_time"
  case shareImplemented = "share_implemented"
  case claimedRate = "claimed_rate"
  /// The share of requests that the company says it met, fully or in part.
  case statedRate = "stated_rate"
  case requestsProcessed = "requests_processed"
  case requestsCourt = "requests_court"
  case requestsOther = "requests_other"
  case itemsRequestedCourt = "items_requested_court"
  case itemsRequestedOther = "items_requested_other"
  case statedRateCourt = "stated_rate_court"
  case statedRateOther = "stated_rate_other"
  case contentRestrictions = "content_restrictions"
  case dataRequests = "data_requests"
  case accountsReferenced = "accounts_referenced"
  case shareWithData = "share_with_data"
  case preservationsRequested = "preservations_requested"
  case accountsPreserved = "accounts_preserved"
  case accountsWithheld = "accounts_withheld"
  case accountsNotActioned = "accounts_no_action"
  case accountsUnderTerms = "accounts_terms"
  case contentActioned = "content_actioned"
  case appRemovalRequests = "app_removal_requests"
  case appsRequested = "apps_requested"
  case appsRemoved = "apps_removed"
  case requestsRefused = "requests_refused"
  /// Requests that were met, in full or in part.
  case requestsMet = "requests_met"
  case appealsReceived = "appeals_received"
  case appealsGranted = "appeals_granted"
  case appsReinstated = "apps_reinstated"
  case repositoriesAffected = "repositories_affected"
  case accountsAffected = "accounts_affected"
  case pagesAffected = "pages_affected"
  /// Statements of reasons, each about one decision.
  case statements

  static let vocabulary = Vocabulary("measure", Self.self)

  /// Whether it is a number of something: only such numbers are ever added up.
  public var isCount: Bool {
    switch self {
    case .medianTime, .shareImplemented, .claimedRate, .statedRate, .statedRateCourt,
      .statedRateOther, .shareWithData:
      false
    default: true
    }
  }
}

/// What a reader must know beside a number of a transparency report.
public enum FigureCaveat: String, Sendable, Hashable, CaseIterable {
  /// The parts beside it do not add up to it.
  case partsDoNotAddUp = "parts-do-not-add-up"
  /// A count with a fraction, kept as it is.
  case fractionInCount = "fraction-in-count"
  /// The source gives a band, not a number.
  case band
  /// The file fills only some outcomes for that time: rates of it and of later times are not compared.
  case outcomesPartlyFilled = "outcomes-partly-filled"
  /// Units differ between those who file it: never averaged.
  case unitDiffers = "unit-differs"
  /// Claimed without a base or a method.
  case methodUnpublished = "method-unpublished"

  static let vocabulary = Vocabulary("figure-caveat", Self.self)
}
