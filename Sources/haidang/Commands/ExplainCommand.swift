import ArgumentParser
import Bytes
import Interference
import Messages
import Observatory
import Record

/// `haidang explain`: on what a finding rests, down to the rules that fired and what made them fire.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: say("explain.abstract"),
    discussion: say("explain.discussion"))

  @Argument(help: .init(say("explain.finding"), valueName: "finding"))
  var finding: String

  @Option(help: .init(say("explain.measurements"), valueName: "n"))
  var measurements = 3

  @OptionGroup var place: Place

  func validate() throws {
    if !(0...1000).contains(measurements) {
      throw ValidationError(say("explain.measurements-range"))
    }
  }

  func run() async throws {
    let observatory = try place.open()
    let reference = RecordReference(.finding, try FindingArgument.slug(finding))
    let found = try Finding(try observatory.version(of: reference).content)
    tellClaim(found)
    tellNumbers(found)
    let line = ProgressLine()
    let judged = try await observatory.judgements(
      for: found, most: measurements, progress: line.listener)
    line.finish()
    for judgement in judged { tell(judgement) }
  }

  private func tellClaim(_ finding: Finding) {
    Terminal.print(finding.title.text(for: spoken).text)
    Terminal.print(
      say(
        "explain.state",
        [
          "state": .text(word("finding-state", finding.state.rawValue)),
          "meaning": .text(word("finding-state", "\(finding.state.rawValue).meaning")),
        ]))
    if finding.method == .episode, [.blocked, .likelyBlocked].contains(finding.state) {
      Terminal.print(Messages.text("finding.episode.votes", in: spoken))
    }
    for row in finding.rows { Terminal.print("  " + text(of: row)) }
    for label in finding.labels {
      Terminal.print(say("explain.label", ["label": .text(word("finding-label", label))]))
    }
    Terminal.print(say("explain.not-shown"))
  }

  private func text(of row: Finding.NetworkRow) -> String {
    let network =
      (row.target.map { "\($0), " } ?? "")
      + (row.network.map { "AS\($0)" }
        ?? say("explain.together", ["count": .number(row.networks ?? 1)]))
    let state = word("finding-state", row.state.rawValue)
    guard let people = row.vantagePoints else {
      return say("explain.withheld", ["network": .text(network), "state": .text(state)])
    }
    let how = row.mechanisms.map {
      "\(word("mechanism", $0.mechanism)) \($0.count)"
    }.joined(separator: ", ")
    return say(
      row.measurements == nil ? "explain.row-unsummed" : "explain.row",
      [
        "network": .text(network), "state": .text(state), "measurements": few(row.measurements),
        "judged": few(row.judged), "blocked": few(row.blocked), "down": few(row.down),
        "refused": few(row.refused), "ok": few(row.ok), "vantage_points": .number(people),
        "how": .text(how.isEmpty ? "–" : how),
      ])
  }

  private func tellNumbers(_ finding: Finding) {
    Terminal.print(
      say(
        "explain.method",
        [
          "method": .text(finding.method.rawValue), "version": .number(finding.methodVersion),
          "exhibits": .number(finding.inputs.exhibits), "digest": .text(finding.inputs.digest),
          "tables": .text(finding.inputs.tables),
        ]))
    for number in finding.parameters + finding.numbers {
      Terminal.print("  \(number.name) = \(number.value)")
    }
  }

  /// Every rule of the layers: those that decided, with what made them fire, then those that did
  /// not.
  private func tell(_ judgement: Judgement) {
    Terminal.print("")
    Terminal.print(
      say(
        "explain.measurement",
        [
          "name": .text(judgement.measurement), "file": .text(judgement.exhibit),
          "state": .text(word("layer-state", judgement.state.rawValue)),
        ]))
    for layer in judgement.layers {
      let how = layer.mechanism.map { ", " + word("mechanism", $0.rawValue) } ?? ""
      let aside = layer.isAside ? " " + say("explain.aside") : ""
      Terminal.print(
        "  \(layer.layer.rawValue) \(layer.hop): "
          + word("layer-state", layer.state.rawValue) + how + aside)
      Terminal.print(
        "    ✔ \(layer.rule.rawValue): " + word("rule", layer.rule.rawValue))
      for evidence in layer.evidence { Terminal.print("      \(evidence)") }
    }
    let fired = Set(judgement.layers.map(\.rule))
    for rule in Rule.allCases
    where !fired.contains(rule) && rule.subjects.contains(judgement.subject) {
      Terminal.print("    ✖ \(rule.rawValue): " + word("rule", rule.rawValue))
    }
  }
}
