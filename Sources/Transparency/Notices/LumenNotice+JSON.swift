internal import Bytes

extension LumenAnswer {
  /// Reads the answer for one notice, `{"<kind>": {…}}`, or for a search, `{"notices": […], "meta": {…}}`.
  ///
  /// - Throws: `FigureFileFault` for what is neither.
  public static func read(_ bytes: [UInt8]) throws(FigureFileFault) -> LumenAnswer {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw .json("\(error)") }
    guard let members = value.object?.members else { throw .member("notices") }
    var answer = LumenAnswer()
    if case .array(let notices) = value["notices"] {
      let meta = value["meta"]
      answer.total = meta["total_entries"].int
      answer.page = meta["current_page"].int
      answer.pages = meta["total_pages"].int
      for notice in notices { answer.add(notice, kindName: notice["type"].text ?? "") }
    } else {
      guard members.count == 1, members[0].value.object != nil else { throw .member("notices") }
      answer.add(members[0].value, kindName: members[0].name)
    }
    return answer
  }

  private mutating func add(_ value: JSONValue, kindName: String) {
    notes.rows += 1
    guard value.object != nil, let id = value["id"].int else {
      notes.refuse(row: notes.rows, "id", "missing")
      return
    }
    let kind = LumenNotice.Kind(rawValue: kindName) ?? LumenNotice.Kind(typeName: kindName)
    if kind == nil { notes.note(kindName, in: "type") }
    let notice = LumenNotice(value, id: id, kind: kind, kindName: kindName)
    if let name = notice.actionName, notice.action == nil { notes.note(name, in: "action_taken") }
    for name in notice.unknown.keys { notes.note(name, in: "members") }
    notices.append(notice)
  }
}

extension LumenNotice {
  /// Members with the words of the notice, whatever its kind calls them.
  private static let bodies = ["body", "explanation", "legal_complaint"]
  /// Members of a work with its description, with what should go, and with what it is copied from.
  private static let descriptions = [
    "description", "subject_of_court_order", "subject_of_enforcement_request", "complaint",
  ]
  private static let targets = [
    "infringing_urls", "targetted_urls", "urls_in_request", "problematic_urls",
    "urls_mentioned_in_request", "defamatory_urls", "urls_with_private_information",
  ]
  private static let originals = ["copyrighted_urls", "original_work_urls"]
  private static let others: Set<String> = [
    "id", "type", "title", "date_sent", "date_received", "date_submitted", "topics", "sender_name",
    "principal_name", "recipient_name", "works", "marks", "tags", "jurisdictions", "action_taken",
    "language", "case_id_number", "laws_referenced", "regulations", "request_type", "score",
    "mark_registration_number",
  ]

  init(_ value: JSONValue, id: Int, kind: Kind?, kindName: String) {
    self.kind = kind
    self.kindName = kindName
    self.id = id
    func text(_ name: String) -> String? { value[name].text }
    func list(_ name: String) -> [String] { value[name].elements.compactMap(\.text) }
    title = text("title")
    let words = Self.bodies.lazy.compactMap { value[$0].text }.first
    isRescinded = words == "Notice Rescinded"
    isUnderReview = words == "Under review"
    body = isRescinded || isUnderReview ? nil : words.map { DefangedAddress.text($0).text }
    sent = text("date_sent")
    received = text("date_received")
    submitted = text("date_submitted")
    sender = text("sender_name")
    principal = text("principal_name")
    recipient = text("recipient_name")
    works = (value["works"].elements + value["marks"].elements).map(Self.work)
    topics = list("topics")
    tags = list("tags")
    jurisdictions = list("jurisdictions")
    laws = list("laws_referenced") + list("regulations")
    actionName = text("action_taken")
    action = actionName.flatMap { Action(rawValue: $0) }
    language = text("language")
    caseNumber = text("case_id_number")
    requestType = text("request_type")
    let known = Self.others.union(Self.bodies)
    unknown = Dictionary(
      (value.object?.members ?? []).filter { !known.contains($0.name) }.map {
        ($0.name, String(decoding: $0.value.canonicalBytes, as: UTF8.self))
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func work(_ value: JSONValue) -> Work {
    func addresses(_ names: [String]) -> [Address] {
      names.flatMap { value[$0].elements.map(address) }
    }
    let words = descriptions.lazy.compactMap { value[$0].text }.first ?? ""
    return Work(
      description: DefangedAddress.text(words).text, targets: addresses(targets),
      originals: addresses(originals))
  }

  private static func address(_ value: JSONValue) -> Address {
    if let host = value["fqdn"].text {
      return .host(DefangedAddress.of(host), count: max(0, value["count"].int ?? 0))
    }
    switch value["url"].text ?? value.text ?? "" {
    case "", "No URL submitted": return .none
    case "invalid": return .invalid
    case "[REDACTED]": return .redacted
    case let url: return .url(DefangedAddress.of(url))
    }
  }
}
