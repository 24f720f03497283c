import Bytes
import Record

/// What no case can be. These are checks of what people enter, and not rules of the case: a case that was written before
/// one of them was thought of is still read.
extension EntryReading {
  /// Days that have to be over, or to have begun somewhere on earth.
  private static let past: [EntryKind: [String]] = [
    .restriction: ["starts", "lifted"], .request: ["sent", "received"], .notice: ["sent"],
  ]

  func refuseWhatIsToCome(
    _ kind: EntryKind, _ values: [String: JSONValue]
  ) throws(EntryFault) {
    let today = CivilDay(of: now, in: Deadline.earliestZone)
    for name in Self.past[kind] ?? [] {
      guard let first = Self.date(values[name])?.earliest, first > today else { continue }
      throw .impossible(.toCome, name, kind: kind)
    }
    if kind == .observation, let seen = values["seen"]?.int, Int64(seen) > now {
      throw .impossible(.toCome, "seen", kind: kind)
    }
    if kind == .fact, values["name"]?.text == "item.posted",
      let posted = Self.date(values["value"])?.earliest, posted > today
    {
      throw .impossible(.toCome, "item.posted", kind: kind)
    }
  }

  static func date(_ value: JSONValue?) -> EDTF? { value?.text.flatMap { try? EDTF(parsing: $0) } }

  /// What a restriction has to be, as it stands with what is changed.
  func refuseImpossible(restriction json: JSONValue) throws(EntryFault) {
    for span in json["spans"].elements {
      guard let start = Self.date(span["starts_on"])?.earliest,
        let end = Self.date(span["ends_on"])?.latest
      else { continue }
      if end < start { throw .impossible(.endsBeforeStart, "ends", kind: .restriction) }
    }
    let starts = json["spans"].elements.compactMap { Self.date($0["starts_on"])?.earliest }
    if let first = starts.min(), let lifted = Self.date(json["lifted_on"])?.latest, lifted < first {
      throw .impossible(.endsBeforeStart, "lifted", kind: .restriction)
    }
    let measures = ["account", "monetary", "service"]
    if json["visibility"].elements.isEmpty, measures.allSatisfy({ json[$0].isNull }) {
      throw .impossible(.noMeasure, "visibility", kind: .restriction)
    }
  }

  /// Whether the forum takes what was restricted, and whether the person knows what it can set off.
  func refuseImpossible(appeal json: JSONValue, _ values: [String: JSONValue]) throws(EntryFault) {
    guard let forum = forums.forums.first(where: { $0.id == json["forum"].text }) else { return }
    let restriction = docketCase.restrictions.first { $0.head.id == json["restriction_id"].text }
    if let platform = restriction?.platform, !forum.platforms.contains("*"),
      !forum.platforms.contains(platform)
    {
      throw .impossible(.otherPlatform, "forum", kind: .appeal)
    }
    if forum.needsSafetyScreen, values["warned"]?.bool != true {
      throw .impossible(.unwarned, "warned", kind: .appeal)
    }
  }

  func refuseWhatCannotBe(
    _ kind: EntryKind, _ values: [String: JSONValue], of id: String
  ) throws(EntryFault) {
    let limit = kind == .ask ? "limit" : kind == .file ? "due" : nil
    if let limit, let due = values[limit]?.int, Int64(due) <= at {
      throw .impossible(.limitBeforeStep, limit, kind: kind)
    }
    if kind == .restored { try refuseUnseen(id) }
  }

  /// That something is there again is what somebody saw where it was gone, after the decision.
  private func refuseUnseen(_ id: String) throws(EntryFault) {
    guard let appeal = docketCase.appeal(id), let decided = appeal.decidedAt,
      let restriction = docketCase.restrictions.first(where: { $0.head.id == appeal.restrictionId })
    else { return }
    // A decision and a look of the same day may be known by the day alone.
    let day = CivilDay(of: decided, in: zone).begins(in: zone)
    let isSeen = docketCase.observations.contains {
      $0.restrictionId == restriction.head.id && $0.country == restriction.country
        && $0.result == .visible && $0.at >= day
    }
    if !isSeen { throw .impossible(.notSeen, "observation", kind: .restored) }
  }
}
