import Bytes
import Interference
import Ledger
public import Record

/// What running the methods changed.
public struct Detection: Sendable, Hashable {
  /// Findings that were not there before.
  public internal(set) var new: [RecordReference] = []
  /// Findings that say something else now.
  public internal(set) var changed: [RecordReference] = []
  /// Findings that are no longer made, and were taken back.
  public internal(set) var withdrawn: [RecordReference] = []
  /// Findings that say what they said.
  public internal(set) var unchanged = 0
  /// Findings that would say something else, by the measurements of fewer vantage points than may be
  /// told: the last version stays until there are more.
  public internal(set) var held: [RecordReference] = []
  /// How many targets of a country are not told of, because fewer vantage points tried them than may be
  /// told.
  public internal(set) var withheld = 0
  /// Of how many targets and months, of those that are told of, measurements wait for those of more vantage
  /// points, whichever file brought them.
  public internal(set) var waiting = 0
  /// How many observations they are made of.
  public internal(set) var observations = 0
  /// What was not looked at.
  public internal(set) var leftOut = LeftOut()
}

extension Observatory {
  /// Runs all methods over all measurements taken in, and records the findings that are new or say
  /// something else than before. The earlier versions stay.
  ///
  /// - Throws: `ObservatoryError`, `DiskError`.
  public func detect(
    keys: Keyring, progress: Progress.Listener? = nil
  ) async throws -> Detection {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let run = try MethodRun(of: self, before: end.count)
    var detection = Detection()
    let holdings = try holdings
    var made = try await run.findings(progress: progress)
    try made.addEpisodes(with: run.inputs) {
      try holdings.history(of: RecordReference(.finding, $0))
    }
    detection.observations = made.observations.count
    detection.leftOut = made.leftOut
    detection.withheld = made.withheld
    detection.waiting = made.waiting
    var intentions: [Intention] = []
    for content in made.findings {
      guard let draft = try due(content, made, holdings, &detection) else { continue }
      intentions.append(.record(draft))
    }
    intentions += try withdrawals(beside: made.findings, holdings, &detection)
      .map { .record($0) }
    var done = 0
    while done < intentions.count {
      let batch = intentions[done..<min(done + 1024, intentions.count)]
      try write(Array(batch), keys: keys)
      done += batch.count
      progress?(Progress(.recording, done, of: intentions.count))
    }
    return detection
  }

  /// A draft of a finding, unless the record says the same already; other inputs alone are no
  /// reason for a new version.
  private func due(
    _ content: JSONValue, _ made: MethodRun.Outcome, _ holdings: any Holdings,
    _ detection: inout Detection
  ) throws -> Draft? {
    guard let id = content["id"].text.flatMap({ Slug($0) }) else { return nil }
    let reference = RecordReference(.finding, id)
    let faults = SchemaCheck.faults(in: content, of: .finding)
    guard faults.isEmpty else { throw ObservatoryError.recordFaults(reference, faults) }
    guard let current = try holdings.version(of: reference) else {
      detection.new.append(reference)
      return Draft(reference: reference, base: 0, before: .null, content: content)
    }
    guard FindingText.claim(current.content) != FindingText.claim(content) else {
      detection.unchanged += 1
      return nil
    }
    // One that was taken back is made again as it is; what was told before stays told.
    guard let next = try made.next(of: content, after: try holdings.history(of: reference)) else {
      detection.held.append(reference)
      return nil
    }
    detection.changed.append(reference)
    return Draft(
      reference: reference, base: current.number, before: current.content, content: next)
  }

  /// Findings that are recorded and no longer made.
  private func withdrawals(
    beside made: [JSONValue], _ holdings: any Holdings, _ detection: inout Detection
  ) throws -> [Draft] {
    let names = Set(made.compactMap { $0["id"].text })
    let methods = Set(MethodRun.methods.map(\.rawValue))
    var drafts: [Draft] = []
    try holdings.each(.finding) { version in
      guard let method = version.content["method"].text, methods.contains(method),
        version.content["retracted"].isNull, !names.contains(version.reference.id.text)
      else { return }
      var draft = Draft(
        reference: version.reference, base: version.number, before: version.content,
        content: version.content)
      draft.retract(because: FindingText.withdrawn, on: CivilDay(of: surroundings.now()))
      drafts.append(draft)
    }
    detection.withdrawn = drafts.map(\.reference)
    return drafts
  }
}

/// What of a finding is compared.
enum FindingText {
  /// What a finding says, without what it was made from.
  static func claim(_ content: JSONValue) -> JSONValue {
    guard var object = content.object else { return content }
    object["inputs"] = Optional<JSONValue>.none
    return .object(object)
  }

  /// Why a finding is taken back when its method no longer makes it.
  static let withdrawn = LocalizedText(
    vi: "Phương pháp chạy lại trên dữ liệu hiện có không còn cho ra kết luận này.",
    en: "The method, run again on what is now known, no longer makes this finding.")
}
