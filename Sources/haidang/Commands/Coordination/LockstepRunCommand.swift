import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory

/// `haidang coordination run`: findings in files of actions.
struct LockstepRunCommand: AsyncParsableCommand {
  /// How the network is made.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case lockstep
    case coAction = "co-action"
    case pairedContents = "paired-contents"
  }

  static let configuration = CommandConfiguration(
    commandName: "run", abstract: say("coordination.run.abstract"),
    discussion: say("coordination.run.discussion"))

  @Argument(help: .init(say("coordination.run.files"), valueName: "file"))
  var files: [String] = []

  @OptionGroup var reading: ActionReadingArguments
  @OptionGroup var searching: SearchArguments

  @Option(help: .init(say("coordination.since"), valueName: "date"))
  var since: String?

  @Option(name: .shortAndLong, help: .init(say("coordination.out"), valueName: "folder"))
  var out: String?

  @Option(help: .init(say("coordination.levels")))
  var level = Level.medium

  @Option(help: .init(say("coordination.min-group"), valueName: "n"))
  var minGroup = 5

  @Option(help: .init(say("coordination.method")))
  var method = Method.lockstep

  @OptionGroup var counting: CountingArguments

  @Flag(help: .init(say("coordination.reveal")))
  var reveal = false

  @Option(help: .init(say("coordination.because"), valueName: "text"))
  var because: String?

  @Option(help: .init(say("coordination.fail-on")))
  var failOn: Level?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  func validate() throws {
    if method == .lockstep, !counting.isUsual {
      throw ValidationError(say("coordination.counting-needs-method"))
    }
    if files.isEmpty, isOfFiles { throw ValidationError(say("coordination.run.needs-files")) }
    if reveal, out == nil || because == nil {
      throw ValidationError(say("coordination.reveal-needs"))
    }
  }

  /// Whether something was asked for that only a search of files can give.
  private var isOfFiles: Bool {
    out != nil || reveal || method != .lockstep || reading.columns.isGiven || reading.key != nil
      || !reading.inClear.isEmpty
      || !searching.isUsual || level != .medium || minGroup != 5
  }

  func run() async throws {
    if files.isEmpty { return try await RecordedLockstep(self).run() }
    if method == .pairedContents { return try countPairs() }
    var read = try reading.read(files, isQuiet: json)
    read.columns = try sinceThen(read.columns)
    if method == .coAction {
      if reveal { Terminal.note(say("coordination.reveal-warning")) }
      let names = reveal ? try clearNames() : nil
      return try counting.coAction(in: read.columns, searching)
        .write(to: out, revealing: names, because: because)
    }
    let layers = LockstepLayers(searching.searches, in: read.columns, from: level, least: minGroup)
    if let out { try write(layers, read, to: out) }
    if json { layers.print() } else { tell(layers, read) }
    if let failOn, layers.findings.contains(where: { $0.level >= failOn }) { throw ExitCode(1) }
    if layers.isAnyEmpty { throw LockstepLayers.tooLittle }
  }

  /// CooRTweet asks whether an object has the name of a content, so names are looked at in clear; what is
  /// written has pseudonyms.
  private func countPairs() throws {
    let clear = try sinceThen(reading.read(files, isQuiet: json, isInClear: true).columns)
    let key = try reading.accountKey()
    let network = try counting.pairedContents(in: clear, searching) {
      key.pseudonym(of: $0, as: $1)
    }
    if reveal { Terminal.note(say("coordination.reveal-warning")) }
    try network.write(
      to: out, revealing: reveal ? Self.names(of: clear, under: key) : nil, because: because)
  }

  private func sinceThen(_ columns: ActionColumns) throws -> ActionColumns {
    guard let since else { return columns }
    let start = try SinceDate.seconds(since) * 1000
    return columns.filtered { columns.time[$0] >= start }
  }

  private func tell(_ layers: LockstepLayers, _ read: ActionFiles.Reading) {
    let spans = read.reports.compactMap(\.report.span)
    let first = spans.map(\.lowerBound).min()
    let last = spans.map(\.upperBound).max()
    let span = first.flatMap { first in last.map { first...$0 } }
    if read.columns.count == 0 { return Terminal.note(say("coordination.no-actions")) }
    for layer in layers.all {
      LockstepText.tellLayer(layer.form, isThere: layer.isThere)
      guard layer.isThere else { continue }
      LockstepText.tellSummary(
        layer.summary, accounts: read.columns.accounts.count, span: span, alpha: searching.alpha)
      for finding in layer.findings { Terminal.print(LockstepText.line(finding)) }
    }
    if layers.small > 0 {
      Terminal.note(
        say("coordination.small", ["count": .number(layers.small), "least": .number(minGroup)]))
    }
    if let out { Terminal.print(say("coordination.wrote", ["folder": .text(out)])) }
  }

  private func write(
    _ layers: LockstepLayers, _ read: ActionFiles.Reading, to folder: String
  ) throws {
    let findings = layers.findings
    var files = LockstepFiles.all(findings)
    files.append(("summary.json", Array((layers.summary.indentedText + "\n").utf8)))
    var report: [String] = []
    for finding in findings {
      report.append("## " + LockstepText.line(finding))
      report +=
        try LockstepText.paragraph(finding) + [""]
        + LockstepText.tests(finding).map { "- " + $0 } + [""]
    }
    files.append(("report.md", Array((report.joined(separator: "\n") + "\n").utf8)))
    try ReportFolder.write(files, about: try about(read), to: folder)
    if reveal { try revealNames(findings, to: folder) }
  }

  /// What a second person needs to make the same files.
  private func about(_ read: ActionFiles.Reading) throws -> JSONValue {
    let key = try reading.accountKey(isQuiet: true)
    let codes = reading.codes
    let reports = read.reports.map { file, report in
      var report = report
      report.kinds = Dictionary(
        report.kinds.map { (KeptCodes.shown(kind: $0.key, vouchedFor: codes, key: key), $0.value) },
        uniquingKeysWith: +)
      return ReadingText.json(report, of: Self.name(of: file))
    }
    return [
      "alpha": .number(searching.alpha), "blocks": .string(searching.blocks.rawValue),
      "fdr": .bool(searching.fdr),
      "files": .array(reports),
      "level": .string(level.rawValue), "min_group": .integer(Int64(minGroup)),
      "needs": .string("human review"),
      "objects": .array(searching.forms.map { .string($0.rawValue) }),
      "program": .string("haidang \(Version.text)"),
      "seed": .integer(Int64(bitPattern: searching.seed)),
      "windows_seconds": .array(
        (searching.searches.first?.windows ?? []).map { .integer($0 / 1000) }),
    ]
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Names in clear of the accounts in findings.
  private func revealNames(_ findings: [LockstepFinding], to folder: String) throws {
    if !findings.isEmpty { Terminal.note(say("coordination.reveal-warning")) }
    let names = try clearNames()
    var rows = CSVRows(["actor", "group", "pseudonym", "role", "level"])
    for finding in findings {
      for account in finding.accounts {
        rows.add([
          names[account.name] ?? "", finding.name, account.name, account.role.rawValue,
          finding.level.rawValue,
        ])
      }
    }
    try RevealedNames.write(
      rows, of: findings.count, called: "findings", because: because ?? "", to: folder)
  }

  /// The names behind pseudonyms.
  private func clearNames() throws -> [String: String] {
    let clear = try ActionFiles.read(files, try reading.plain()).columns
    return Self.names(of: clear, under: try reading.accountKey())
  }

  private static func names(
    of clear: ActionColumns, under key: AccountKey
  ) -> [String: String] {
    var names: [String: String] = [:]
    for number in 0..<UInt32(clear.accounts.count) {
      names[key.pseudonym(of: clear.accounts[number], as: .account)] = clear.accounts[number]
    }
    return names
  }
}
