import ArgumentParser
import Bytes
import Coordination
import Signals

/// `bench lockstep`: how fast and how rightly groups that act in lockstep are found.
struct LockstepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lockstep", abstract: "Measures the search for coordination; prints JSON.")

  @Argument(help: "A file of actions.")
  var file: String
  @Option(help: "Write the accounts of findings of at least this level: medium or high.")
  var level = "medium"
  @Option(help: "Where to write them, as actor,group.")
  var out: String?
  @Option(help: "Whether dense blocks are looked for: few (rows), always, never.")
  var blocks = "few"
  @Option(help: "The part of all rows that findings must hold for another search without them.")
  var masking = 0.25
  @Option(help: "What counts as the same thing: the layer that is searched.")
  var object = "action-target"
  @Flag(help: "Show each group.")
  var show = false

  func run() throws {
    var columns = ActionColumns()
    let reading = try Watch.seconds {
      columns = try ActionsCommand.read(file, ActionReadingOptions()).columns
    }
    let peakReading = Watch.peakMegabytes
    var told: (findings: [LockstepFinding], summary: LockstepFindings) = ([], LockstepFindings())
    let before = Watch.cpuSeconds
    var search = LockstepSearch()
    search.maskingShare = masking
    search.blocks = BlockUse(rawValue: blocks) ?? .few
    search.form = ObjectForm(rawValue: object) ?? .actionAndTarget
    told = search.told(in: columns, from: level == "high" ? .high : .medium)
    let seconds = Watch.cpuSeconds - before
    let result = told.summary
    if let out {
      var text = "actor,group\n"
      for finding in told.findings {
        for account in finding.accounts { text += "\(account.name),\(finding.name)\n" }
      }
      try File.write(Array(text.utf8), to: out)
    }
    if show { for crowd in result.crowds { print(crowd) } }
    if show { for finding in told.findings { print(finding.json.canonicalText) } }
    func count(_ level: Level) -> JSONValue {
      .integer(Int64(result.groups.count { $0.tests.level == level }))
    }
    let report: JSONValue = [
      "actions": .integer(Int64(columns.count)),
      "reading_seconds": rounded(reading), "search_seconds": rounded(seconds),
      "peak_mb_reading": rounded(peakReading), "peak_mb": rounded(Watch.peakMegabytes),
      "rows": .integer(Int64(result.rows)), "accounts": .integer(Int64(result.accounts)),
      "objects": .integer(Int64(result.objects)), "saturated": .integer(Int64(result.saturated)),
      "visits": .integer(Int64(result.pairs.first?.visits ?? 0)),
      "candidates": .integer(Int64(result.pairs.first?.candidates ?? 0)),
      "accepted": .integer(Int64(result.pairs.first?.accepted ?? 0)),
      "blocks": .integer(Int64(result.blocks ?? -1)),
      "blocks_found": .integer(Int64(result.groups.count { $0.block != nil })),
      "crowds": .integer(Int64(result.crowds.count)),
      "crowds_found": .integer(Int64(result.crowds.count { $0.level == .medium })),
      "crowds_told": .integer(Int64(result.crowds.count(where: \.isRemarkable))),
      "groups": .integer(Int64(result.candidates)), "high": count(.high),
      "medium": count(.medium), "audience": count(.audience), "thin": count(.thin),
    ]
    print(report.indentedText)
  }
}

private func rounded(_ value: Double) -> JSONValue {
  .number((value * 1000).rounded() / 1000)
}
