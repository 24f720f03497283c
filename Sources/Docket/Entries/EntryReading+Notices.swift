import Bytes

extension EntryReading {
  /// The lists in which a person names elements, with what each says of them. What a notice need not have is said
  /// beside how it stands.
  private static let lists: [(name: String, state: ElementState)] = [
    ("present", .present), ("unclear", .unclear), ("absent", .absent),
  ]

  /// Takes in what a person confirms of a notice: what the check of its text finds, where it says so, and over it what
  /// it names itself.
  ///
  /// - Throws: `EntryFault` for an element that is named twice, and for a check of no text.
  func completeElements(
    _ json: inout JSONValue, _ values: [String: JSONValue]
  ) throws(EntryFault) {
    func named(_ name: String) -> [NoticeElement] {
      values[name]?.elements.compactMap { $0.text.flatMap { NoticeElement(rawValue: $0) } } ?? []
    }
    // What was confirmed of another text says nothing of this one.
    if values["text"] != nil, values["text"] != known(json)?.text.map({ .string($0.text) }) {
      json["elements"] = []
    }
    let unneeded = Set(named("not_needed"))
    let isChecked = values["confirmed"] == true
    guard isChecked || !unneeded.isEmpty || Self.lists.contains(where: { values[$0.name] != nil })
    else { return }
    let before = json["elements"].elements.isEmpty ? [] : known(json)?.elements ?? []
    var notes = Dictionary(before.map { ($0.element, $0) }, uniquingKeysWith: { $1 })
    if isChecked { for note in try checked(json) { notes[note.element] = note } }
    var seen: [NoticeElement: String] = [:]
    for (name, state) in Self.lists {
      for element in named(name) {
        if let other = seen.updateValue(name, forKey: element) {
          throw .ambiguous(element.rawValue, kind: .notice, among: [other, name])
        }
        notes[element] = UserNotice.ElementNote(element, state, .applicable)
      }
    }
    for element in unneeded {
      notes[element] = UserNotice.ElementNote(
        element, notes[element]?.state ?? .absent, .notApplicable)
    }
    json["elements"] = .array(
      NoticeElement.allCases.compactMap { notes[$0] }.map { note in
        [
          "element": .string(note.element.rawValue), "state": .string(note.state.rawValue),
          "applicability": .string(note.applicability.rawValue),
        ]
      })
  }

  /// The notice as it was before.
  private func known(_ json: JSONValue) -> UserNotice? {
    docketCase.notices.first { $0.head.id == json["head"]["id"].text }
  }

  private func checked(_ json: JSONValue) throws(EntryFault) -> [UserNotice.ElementNote] {
    let notice: UserNotice
    do { notice = try JSONValueDecoder.read(UserNotice.self, from: json) } catch {
      throw .missing(error.path, kind: .notice)
    }
    guard let text = notice.text?.text else { throw .missing("text", kind: .notice) }
    return NoticeCheck(of: text, context: docketCase.context(of: notice, in: zone)).notes
  }
}
