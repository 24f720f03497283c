import Record

/// What a platform itself wrote about a restriction, as far as it tells how far the restriction reaches: only its own
/// notices and statements of reasons count, never what somebody else says that it said.
public struct PlatformWord: Sendable, Hashable {
  /// Whether it wrote anything.
  public var isGiven: Bool
  /// Whether it names a place.
  public var namesPlace: Bool
  /// Whether it gives law, or a state's demand, as the ground.
  public var citesLaw: Bool

  /// Nothing was written.
  public static let none = PlatformWord(of: [])

  /// Reads what it wrote.
  ///
  /// - Parameter texts: its notices and statements of reasons.
  public init(of texts: [String]) {
    isGiven = !texts.isEmpty
    namesPlace = false
    citesLaw = false
    for text in texts {
      let check = NoticeCheck(of: text)
      namesPlace =
        namesPlace || check[.extent]?.spans.contains { $0.part == "territory" } == true
      citesLaw =
        citesLaw
        || [check[.provision], check[.stateActor]].contains { $0?.spans.isEmpty == false }
    }
  }

  /// Whether it bears out what somebody says of the scope.
  func bears(out scope: RestrictionScope) -> Bool {
    switch scope {
    case .unknown: false
    case .geoBlocked: namesPlace
    case .global, .downranked, .account, .feature: isGiven
    }
  }

  /// Whether it says that local law, or a state's demand, keeps the item away from one place.
  var tellsOfLocalLaw: Bool { namesPlace && citesLaw }
}

extension DocketCase {
  /// What the platform wrote about a restriction.
  public func platformWord(on restriction: Restriction) -> PlatformWord {
    let id = restriction.head.id
    let told = notices.filter { $0.restrictionId == id && $0.channel != .none }
      .compactMap { $0.text?.text }
    return PlatformWord(
      of: told + reasons.filter { $0.restrictionId == id }.map(\.text.text))
  }

  /// How far a restriction reaches, by the rule for scopes.
  public func scope(of restriction: Restriction) -> ScopeFinding {
    ScopeFinding(of: restriction, seen: observations, word: platformWord(on: restriction))
  }
}
