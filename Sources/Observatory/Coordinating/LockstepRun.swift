import Bytes
import Coordination
import Ledger
import Messages
import Record

/// One search for lockstep over the actions that the journal's first entries announce.
struct LockstepRun: Sendable {
  /// Groups of fewer accounts are counted, not told.
  static let leastAccounts = 5

  let folder: String
  let entries: Int
  let exhibits: [Exhibit]
  /// The day before which actions are not looked at.
  let since: CivilDay?
  private let search: LockstepSearch

  /// - Parameters:
  ///   - entries: how many entries of the journal count.
  ///   - form: the layer that is searched.
  init(
    of observatory: Observatory, before entries: Int, since: CivilDay?,
    form: ObjectForm = .actionAndTarget
  ) throws {
    var search = LockstepSearch()
    search.form = form
    self.search = search
    folder = observatory.folder
    self.entries = entries
    self.since = since
    exhibits = try observatory.exhibits(.actions, before: entries)
  }

  /// From what the findings of this run are made.
  var inputs: JSONValue {
    let digests = exhibits.map(\.digest).sorted().joined(separator: "\n")
    return [
      "digest": .string(Hex.text(SHA256Digest.of(Array(digests.utf8)))),
      "entries": .integer(Int64(entries)), "exhibits": .integer(Int64(exhibits.count)),
    ]
  }

  /// Whether every exhibit is on the shelf as it was announced.
  func areExhibitsSound() throws -> Bool {
    let shelf = ExhibitShelf(folder: folder)
    return try exhibits.allSatisfy { exhibit in
      let path = shelf.path(of: exhibit.digest)
      return try Disk.exists(path) && Hex.text(FileDigest.of(path)) == exhibit.digest
    }
  }

  /// What a search gave.
  struct Outcome {
    /// As fields of records, the strongest first.
    var findings: [JSONValue] = []
    /// What was looked at and set aside.
    var summary = LockstepFindings()
    /// Accounts that acted.
    var accounts = 0
    /// The first and the last action, in milliseconds since 1970.
    var span: ClosedRange<Int64>?
    /// Findings of too few accounts to be told.
    var small = 0
    /// Findings of so many accounts that no line of the journal has room for them.
    var large = 0
  }

  /// The layer that is searched.
  var form: ObjectForm { search.form }

  /// Searches all actions.
  ///
  /// - Throws: `DiskError`; `ObservatoryError.badActions`.
  func outcome(progress: Progress.Listener? = nil) throws -> Outcome {
    outcome(in: try actions(progress), progress: progress)
  }

  /// Searches actions that were read before.
  func outcome(in actions: ActionColumns, progress: Progress.Listener? = nil) -> Outcome {
    progress?(Progress(.detecting, 0))
    let (told, summary) = search.told(in: actions)
    let shown = told.filter { $0.accounts.count >= Self.leastAccounts }
    var outcome = Outcome()
    outcome.summary = summary
    outcome.accounts = actions.accounts.count
    outcome.small = told.count - shown.count
    // They lie by time.
    if let first = actions.time.first, let last = actions.time.last { outcome.span = first...last }
    let counts = counts(outcome)
    var seen: Set<String> = []
    for finding in shown where seen.insert(finding.name).inserted {
      let content = content(of: finding, counts)
      if content.canonicalBytes.count > Journal.longestLine / 2 {
        outcome.large += 1
      } else {
        outcome.findings.append(content)
      }
    }
    return outcome
  }

  /// All actions in one order, whatever the order of files and rows.
  func actions(_ progress: Progress.Listener?) throws -> ActionColumns {
    let shelf = ExhibitShelf(folder: folder)
    var all = ActionColumns()
    var key: String?
    for (index, exhibit) in exhibits.enumerated() {
      progress?(Progress(.reading, index, of: exhibits.count))
      let file = try KeptActionsFile(shelf.path(of: exhibit.digest), named: exhibit.name)
      if let key, key != file.key {
        throw ObservatoryError.badActions(exhibit.name, "its names were made under another key")
      }
      key = file.key
      guard all.kinds.count + file.columns.kinds.count < 255 else {
        throw ObservatoryError.badActions(exhibit.name, "there are more than 255 kinds of action")
      }
      guard all.reasons.count + file.columns.reasons.count < 65_535 else {
        throw ObservatoryError.badActions(
          exhibit.name, "there are more than 65,535 different reasons; take them in without reasons"
        )
      }
      all.append(file.columns)
    }
    if let since {
      let start = Int64(since.sinceEpoch) * 86_400_000
      all = all.filtered { all.time[$0] >= start }
    }
    return all.arranged()
  }

  private func content(of finding: LockstepFinding, _ counts: JSONValue) -> JSONValue {
    var content = finding.content
    content["inputs"] = inputs
    content["parameters"] = parameters
    content["search"] = counts
    content["since"] = since.map { .string($0.description) }
    let titles = Language.allCases.map { language in
      (
        language.rawValue,
        JSONValue.string(title(of: content, things: finding.things, in: language))
      )
    }
    content["title"] = .object(JSONObject(titles))
    return .object(content)
  }

  private func title(
    of content: JSONObject, things: Int, in language: Language
  ) -> String {
    let span = content["span"]?.text.flatMap { try? EDTF(parsing: $0) }
    func text(_ day: CivilDay?) -> String {
      day.map { EDTF($0)?.text(in: language) ?? $0.description } ?? "?"
    }
    return LockstepWording.title(
      of: LockstepObject(rawValue: search.form.rawValue) ?? .actionAndTarget,
      accounts: content["accounts"]?.elements.count ?? 0,
      things: things, first: text(span?.earliest),
      last: text(span?.latest), in: language)
  }

  private func counts(_ outcome: Outcome) -> JSONValue {
    let summary = outcome.summary.json
    var counts = JSONObject(
      [
        "accounts_testable", "actions", "audience", "groups", "high", "medium", "saturated", "thin",
      ].map { ($0, summary[$0]) })
    counts["accounts"] = .integer(Int64(outcome.accounts))
    counts["small"] = .integer(Int64(outcome.small))
    return .object(counts)
  }

  private var parameters: JSONValue {
    let numbers: [(String, JSONValue)] = [
      ("alpha", .number(search.alpha)),
      ("block_rows", .integer(Int64(LockstepSearch.fewRows))),
      ("least_accounts", .integer(Int64(Self.leastAccounts))),
      ("least_targets", .integer(Int64(search.leastObjects))),
      ("masking_share", .number(search.maskingShare)), ("saturation", .number(search.saturation)),
      ("seed", .integer(Int64(search.seed))),
      ("window_seconds", .integer((search.windows.first ?? 0) / 1000)),
    ]
    return .array(numbers.map { ["name": .string($0.0), "value": $0.1] })
  }
}
