import Bytes
public import Coordination
import Messages
public import Record

/// What a search for lockstep changed.
public struct LockstepDetection: Sendable {
  /// Findings that were not there before.
  public internal(set) var new: [RecordReference] = []
  /// Findings that say something else now.
  public internal(set) var changed: [RecordReference] = []
  /// Findings that are no longer made, and were taken back.
  public internal(set) var withdrawn: [RecordReference] = []
  /// Findings that say what they said.
  public internal(set) var unchanged: [RecordReference] = []
  /// What each layer gave.
  public internal(set) var layers: [Layer] = []
  /// Accounts that acted.
  public internal(set) var accounts = 0
  /// The first and the last action, in milliseconds since 1970.
  public internal(set) var span: ClosedRange<Int64>?
  /// Findings of too few accounts to be told.
  public var small: Int { layers.map(\.small).reduce(0, +) }
  /// Findings of so many accounts that they cannot be recorded.
  public var large: Int { layers.map(\.large).reduce(0, +) }

  /// One layer that was searched.
  public struct Layer: Sendable {
    /// What counted as the same thing.
    public internal(set) var form: ObjectForm
    /// Whether there is anything of it in the actions.
    public internal(set) var isThere: Bool
    /// What was looked at and set aside.
    public internal(set) var summary: LockstepFindings
    /// Findings of too few accounts to be told.
    public internal(set) var small: Int
    /// Findings of so many accounts that they cannot be recorded.
    public internal(set) var large: Int
  }
}

extension Observatory {
  /// Searches all actions taken in, and records the findings that are new or say something else than before. The
  /// earlier versions stay; what is no longer found is taken back, with the reason.
  ///
  /// Findings of layers that are not searched stay as they are.
  ///
  /// - Parameters:
  ///   - forms: the layers that are searched.
  ///   - since: the day before which actions are not looked at. Findings that begin before it stay as they are, unless
  ///     most of their accounts are in a finding of this search that has more.
  /// - Throws: `ObservatoryError`, `DiskError`.
  public func searchLockstep(
    forms: [ObjectForm] = [.actionAndTarget], since: CivilDay? = nil, keys: Keyring,
    progress: Progress.Listener? = nil
  ) async throws -> LockstepDetection {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let runs = try forms.map { form in
      try LockstepRun(of: self, before: end.count, since: since, form: form)
    }
    guard let first = runs.first, !first.exhibits.isEmpty else { throw ObservatoryError.noActions }
    let actions = try first.actions(progress)
    var detection = LockstepDetection()
    let holdings = try holdings
    var drafts: [Draft] = []
    for run in runs {
      let made = run.outcome(in: actions, progress: progress)
      detection.layers.append(
        LockstepDetection.Layer(
          form: run.form, isThere: run.form.isThere(in: actions), summary: made.summary,
          small: made.small, large: made.large))
      detection.accounts = made.accounts
      detection.span = made.span
      let findings = try since.map {
        try withoutParts(made.findings, of: run.form, since: $0, holdings, &detection)
      }
      for content in findings ?? made.findings {
        if let draft = try due(content, holdings, &detection) { drafts.append(draft) }
      }
      drafts += try withdrawals(
        beside: findings ?? made.findings, of: run.form, since: since, holdings)
    }
    detection.withdrawn = drafts.filter { !$0.content["retracted"].isNull }.map(\.reference)
    var done = 0
    while done < drafts.count {
      let batch = drafts[done..<min(done + 64, drafts.count)]
      try write(batch.map { .record($0) }, keys: keys)
      done += batch.count
      progress?(Progress(.recording, done, of: drafts.count))
    }
    return detection
  }

  /// A draft of a finding, unless the record says the same already; other inputs alone are no reason for a new
  /// version.
  private func due(
    _ content: JSONValue, _ holdings: any Holdings, _ detection: inout LockstepDetection
  ) throws -> Draft? {
    guard let id = content["id"].text.flatMap({ Slug($0) }) else { return nil }
    let reference = RecordReference(.lockstep, id)
    let faults = SchemaCheck.faults(in: content, of: .lockstep)
    guard faults.isEmpty else { throw ObservatoryError.recordFaults(reference, faults) }
    guard let current = try holdings.version(of: reference) else {
      detection.new.append(reference)
      return Draft(reference: reference, base: 0, before: .null, content: content)
    }
    guard LockstepClaim.of(current.content) != LockstepClaim.of(content) else {
      detection.unchanged.append(reference)
      return nil
    }
    detection.changed.append(reference)
    return Draft(
      reference: reference, base: current.number, before: current.content, content: content)
  }

  /// Findings of a search that looked at the last days alone, without those that are a part of a recorded one that
  /// begins earlier: to put the part in its place would say less, and that it is more.
  private func withoutParts(
    _ made: [JSONValue], of form: ObjectForm, since: CivilDay, _ holdings: any Holdings,
    _ detection: inout LockstepDetection
  ) throws -> [JSONValue] {
    var earlier: [(reference: RecordReference, content: JSONValue)] = []
    try holdings.each(.lockstep) { version in
      guard version.content["retracted"].isNull,
        LockstepClaim.form(of: version.content) == form.rawValue,
        LockstepClaim.begins(version.content, before: since)
      else { return }
      earlier.append((version.reference, version.content))
    }
    return made.filter { content in
      let whole = earlier.first { LockstepClaim.isPart(content, of: $0.content) }
      if let whole, !detection.unchanged.contains(whole.reference) {
        detection.unchanged.append(whole.reference)
      }
      return whole == nil
    }
  }

  /// Findings of a layer that are recorded and no longer made.
  private func withdrawals(
    beside made: [JSONValue], of form: ObjectForm, since: CivilDay?, _ holdings: any Holdings
  ) throws -> [Draft] {
    let names = Set(made.compactMap { $0["id"].text })
    let today = CivilDay(of: surroundings.now())
    var drafts: [Draft] = []
    try holdings.each(.lockstep) { version in
      guard version.content["retracted"].isNull, !names.contains(version.reference.id.text),
        LockstepClaim.form(of: version.content) == form.rawValue
      else { return }
      let successor = LockstepClaim.successor(of: version.content, among: made)
      if successor == nil, let since, LockstepClaim.begins(version.content, before: since) {
        return
      }
      var draft = Draft(
        reference: version.reference, base: version.number, before: version.content,
        content: version.content)
      draft.retract(because: LockstepClaim.reason(successor), on: today)
      drafts.append(draft)
    }
    return drafts
  }
}

/// What of a finding of lockstep is compared.
enum LockstepClaim {
  /// What it says, without what it was made from.
  ///
  /// As bytes: a whole number that was read back is not the number that was computed, and says the same.
  static func of(_ content: JSONValue) -> [UInt8] {
    guard var object = content.object else { return content.canonicalBytes }
    object["inputs"] = Optional<JSONValue>.none
    object["search"] = Optional<JSONValue>.none
    return JSONValue.object(object).canonicalBytes
  }

  /// The layer in which it was found.
  static func form(of content: JSONValue) -> String {
    content["object"].text ?? ObjectForm.actionAndTarget.rawValue
  }

  /// The finding that has most of another's accounts.
  static func successor(of content: JSONValue, among made: [JSONValue]) -> String? {
    let accounts = names(content)
    return made.first { accounts.intersection(names($0)).count * 2 > accounts.count }?["id"].text
  }

  /// Whether most of the accounts are in another finding, which has as many at least.
  static func isPart(_ content: JSONValue, of whole: JSONValue) -> Bool {
    let (accounts, all) = (names(content), names(whole))
    return all.count >= accounts.count
      && accounts.intersection(all).count * 2 > accounts.count
  }

  private static func names(_ content: JSONValue) -> Set<String> {
    Set(content["accounts"].elements.compactMap { $0["account"].text })
  }

  /// Whether it rests on actions before a day.
  static func begins(_ content: JSONValue, before day: CivilDay) -> Bool {
    guard let span = content["span"].text.flatMap({ try? EDTF(parsing: $0) }),
      let first = span.earliest
    else { return false }
    return first < day
  }

  /// Why it is taken back.
  static func reason(_ successor: String?) -> LocalizedText {
    func text(_ language: Language) -> String {
      guard let successor else { return Messages.text("lockstep.withdrawn", in: language) }
      return Messages.text("lockstep.replaced", in: language, ["name": .text(successor)])
    }
    return LocalizedText(vi: text(.vi), en: text(.en))
  }
}
