public import Bytes
public import Docket
import Dossier
public import Record

/// The part of a case that may be public: codes of closed lists, dates as coarse as somebody wants them, and references
/// to what the record holds already. Whatever is free text in the case is left out, since it could name somebody.
public struct PublicCase: Sendable {
  /// The content of the record.
  public private(set) var content: JSONValue
  /// What the case cites and the record does not know; it is not in the content.
  public private(set) var leftOut: [String] = []

  private let docketCase: DocketCase
  private let rung: EDTF.Rung
  private let zone: TimeZoneOffset
  private let forums: ForumTable
  private let holdings: any Holdings
  private let statutes: StatuteBook

  /// Makes the public part.
  ///
  /// - Parameters:
  ///   - number: its public number, which is none that letters or calendars have: who takes those must not find the page.
  ///   - rung: how exact dates may be.
  ///   - zone: the clock on which instants are days.
  ///   - holdings: what statutes, provisions and actors the record knows.
  /// - Throws: what `holdings` throw.
  public init(
    of docketCase: DocketCase, as number: CaseNumber, dates rung: EDTF.Rung,
    in zone: TimeZoneOffset,
    forums: ForumTable, holdings: any Holdings
  ) throws {
    self.docketCase = docketCase
    self.rung = rung
    self.zone = zone
    self.forums = forums
    self.holdings = holdings
    statutes = try StatuteBook(of: holdings)
    content = [
      "id": .string(number.description.lowercased()), "number": .string(number.description),
    ]
    content["restrictions"] = .array(docketCase.restrictions.map { restriction($0) })
    let lists: [(String, [JSONValue])] = [
      ("requests", try docketCase.requests.map { try request($0) }),
      ("notices", docketCase.notices.map { notice($0) }),
      ("stages", docketCase.appeals.filter { $0.filedAt != nil }.map { stage($0) }),
    ]
    for (name, list) in lists where !list.isEmpty { content[name] = .array(list) }
  }

  private static func code(_ value: some RawRepresentable<String>) -> JSONValue {
    .string(value.rawValue.replacing("_", with: "-"))
  }

  private func date(_ date: EDTF?) -> JSONValue? {
    date.map { .string(($0.coarser(rung) ?? $0).description) }
  }

  private func date(_ instant: Int64?) -> JSONValue? {
    date(instant.flatMap { EDTF(CivilDay(of: $0, in: zone)) })
  }

  private static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } }))
  }

  /// A platform or a forum that the table knows; any other name could be a person's own.
  private func known(_ name: String, _ isKnown: Bool) -> JSONValue {
    .string(isKnown && Slug(name) != nil ? name : "other")
  }

  private func restriction(_ restriction: Restriction) -> JSONValue {
    var measures = restriction.visibility.map { Self.code($0) }
    if let account = restriction.account {
      measures.append(.string("account-\(account.rawValue)"))
    }
    if restriction.monetary != nil { measures.append("monetary") }
    if restriction.service != nil { measures.append("service") }
    let scope = docketCase.scope(of: restriction).scope
    var countries: [String] = []
    if case .geoBlocked(let blocked) = scope { countries = blocked }
    let subject = docketCase.shownSubject(of: restriction)
    let isKnown = forums.forums.contains { $0.platforms.contains(restriction.platform) }
    return Self.object([
      ("platform", known(restriction.platform, isKnown)),
      ("country", .string(restriction.country)), ("subject", Self.code(subject)),
      ("measures", measures.isEmpty ? nil : .array(measures)),
      ("trigger", Self.code(restriction.trigger)), ("scope", .string(Self.word(for: scope))),
      (
        "scope_countries",
        countries.isEmpty ? nil : .array(countries.map { .string($0) })
      ),
      ("starts", date(restriction.spans.compactMap(\.startsOn).first)),
      ("ends", date(restriction.spans.compactMap(\.endsOn).first)),
      ("lifted", date(restriction.liftedOn)),
      ("lift_reason", restriction.liftReason.map { Self.code($0) }),
    ])
  }

  private static func word(for scope: RestrictionScope) -> String {
    switch scope {
    case .global: "global"
    case .geoBlocked: "geo-blocked"
    case .downranked: "downranked"
    case .account: "account"
    case .feature: "feature"
    case .unknown: "unknown"
    }
  }

  private mutating func request(_ request: RemovalRequest) throws -> JSONValue {
    var cited: [String] = []
    var provisions: [String] = []
    for given in request.legalBasis {
      // A demand in the words of lawyers is told by the name that the record has for it.
      let name = statutes.register.provision(citedAs: given)?.id ?? given
      guard let slug = Slug(name) else {
        leftOut.append(given)
        continue
      }
      if let statute = try holdings.statute(with: slug) {
        provisions.append(name)
        cited.append(statute.text)
      } else if try holdings.version(of: RecordReference(.statute, slug)) != nil {
        cited.append(name)
      } else {
        leftOut.append(given)
      }
    }
    var authority: JSONValue?
    if let sender = request.sentBy {
      if let slug = Slug(sender), try holdings.version(of: RecordReference(.actor, slug)) != nil {
        authority = .string(sender)
      } else if let named = try actor(named: sender) {
        authority = .string(named)
      } else {
        leftOut.append(sender)
      }
    }
    func list(_ names: [String]) -> JSONValue? {
      names.isEmpty ? nil : .array(Set(names).sorted().map { .string($0) })
    }
    return Self.object([
      ("kind", Self.code(request.kind)), ("channel", Self.code(request.channel)),
      ("grounds", Self.code(request.grounds)), ("statutes", list(cited)),
      ("provisions", list(provisions)), ("authority", authority),
      ("sent", date(request.sentOn ?? request.receivedOn)),
    ])
  }

  /// The authority of exactly that name in either language; none where several are called so.
  private func actor(named name: String) throws -> String? {
    let wanted = Composition.nfc(name).lowercased()
    var found: [String] = []
    try holdings.each(.actor) { version in
      let names = LocalizedText(version.content["name"])
      if [names?.vi, names?.en].contains(where: {
        $0.map { Composition.nfc($0).lowercased() } == wanted
      }) {
        found.append(version.reference.id.text)
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  private func notice(_ notice: UserNotice) -> JSONValue {
    let day = notice.moment.flatMap { EDTF($0.day(in: zone)) }
    return Self.object([("channel", Self.code(notice.channel)), ("sent", date(day))])
  }

  private func stage(_ appeal: Appeal) -> JSONValue {
    Self.object([
      ("stage", Self.code(appeal.stage)),
      ("forum", known(appeal.forum, forums.forums.contains { $0.id == appeal.forum })),
      ("filed", date(appeal.filedAt)), ("decided", date(appeal.decidedAt)),
      ("outcome", Self.code(appeal.outcome)), ("restored", date(appeal.implementedAt)),
    ])
  }
}

extension Observatory {
  /// A draft of the public part of a case, checked as every other record is when it is recorded.
  ///
  /// - Throws: `VaultFault.badName`, `ObservatoryError.faults`.
  public nonisolated func draft(of publicCase: PublicCase) throws -> Draft {
    guard let id = publicCase.content["id"].text, let slug = Slug(id) else {
      throw VaultFault.badName(publicCase.content["number"].text ?? "")
    }
    var draft = try draft(of: RecordReference(.case, slug))
    // What people added to the record, such as sources or a note, stays.
    var members = draft.content.object ?? JSONObject()
    for name in ["id", "number", "restrictions", "requests", "notices", "stages"] {
      members[name] = publicCase.content.object?[name]
    }
    let yaml = DossierWriter.text(of: .object(members), kind: .case)
    try draft.replace(from: yaml, named: draft.reference.description)
    return draft
  }
}
