import Flood
import Messages
import Record

/// What logs show, in words: attacks with what speaks for them, crowds that are none, single loud sources.
struct FloodText {
  let report: SiteReport

  private static let shownTargets = 3
  private static let shownLoud = 10

  func tell() {
    tellSpan()
    guard report.isJudged else { return Terminal.print(say("flood.too-little")) }
    let attacks = report.incidents.filter { $0.verdict != .fewSources }
    Terminal.print(
      say(
        "flood.summary",
        [
          "attacks": .number(attacks.count),
          "crowds": .number(report.surges.count { $0.verdict == .readers }),
          "undetermined": .number(report.surges.count { $0.verdict == .undetermined }),
        ]))
    for incident in report.incidents { tell(incident) }
    for surge in report.surges where surge.verdict != .attack { tell(surge) }
    tellLoud()
    if !report.incidents.isEmpty || !report.loud.isEmpty {
      Terminal.print("")
      Terminal.print(say("flood.not-shown"))
    }
  }

  private func tellSpan() {
    guard let span = report.span else { return }
    Terminal.print(
      say(
        "flood.span",
        [
          "from": .text(Self.moment(span.lowerBound)), "until": .text(Self.moment(span.upperBound)),
          "requests": .number(report.requests), "herd": .number(report.herdRequests),
        ]))
    if report.time.late + report.time.ahead > 0 {
      Terminal.print(
        say(
          "flood.out-of-time",
          ["late": .number(report.time.late), "ahead": .number(report.time.ahead)]))
    }
    for step in report.time.steps {
      Terminal.print(
        say(
          "flood.clock-step",
          ["time": .text(Self.moment(step.second)), "seconds": .number(Int(step.by))]))
    }
    if report.time.gaps > 0 {
      Terminal.print(say("flood.silences", ["count": .number(report.time.gaps)]))
    }
  }

  // MARK: Attacks

  private func tell(_ incident: Incident) {
    let main = incident.main
    Terminal.print("")
    Terminal.print(
      say(
        "flood.incident",
        [
          "verdict": .text(say("flood.verdict.\(incident.verdict.rawValue)")),
          "kind": .text(say("flood.kind.\(incident.kind.rawValue)")),
          "confidence": .text(say("flood.confidence.\(incident.confidence)")),
          "severity": .text(say("flood.severity.\(incident.severity)")), "id": .text(incident.id),
        ]))
    Terminal.print(
      say(
        incident.isOpen ? "flood.when-open" : "flood.when",
        [
          "from": .text(Self.moment(incident.start)), "until": .text(Self.moment(incident.end)),
          "doubt": .number(Int(main.startRange.upperBound - main.startRange.lowerBound)),
          "waves": .number(incident.waves.count), "detected": .text(Self.moment(main.detected)),
        ]))
    Terminal.print(
      say(
        "flood.size",
        [
          "requests": .number(Self.rounded(incident.requests)),
          "peak": .number(main.peaks.first ?? 0), "minute": .number(main.peaks.last ?? 0),
          "usual": .decimal(Self.tenths(main.usual)),
          "sources": .number(Self.rounded(main.sources)),
          "loudest": .decimal(Self.percent(main.loudestShare)),
        ]))
    for line in main.evidence { tell(line) }
    for cluster in main.clusters { tell(cluster) }
    for target in main.targets.prefix(Self.shownTargets) {
      Terminal.print(
        say(
          "flood.target",
          [
            "path": .text(target.text), "share": .decimal(Self.percent(target.share)),
            "usual": .decimal(Self.percent(target.usual)),
          ]))
    }
  }

  private func tell(_ line: EvidenceLine) {
    let name = say("flood.evidence.\(line.code)")
    let value = MessageArgument.decimal(Self.hundredths(line.value))
    Terminal.print(
      line.usual.map { usual in
        say(
          "flood.evidence-usual",
          [
            "code": .text(line.code.rawValue), "name": .text(name), "value": value,
            "usual": .decimal(Self.hundredths(usual)), "weight": .decimal(Self.tenths(line.weight)),
          ])
      }
        ?? say(
          "flood.evidence-line",
          [
            "code": .text(line.code.rawValue), "name": .text(name), "value": value,
            "weight": .decimal(Self.tenths(line.weight)),
          ]))
  }

  private func tell(_ cluster: AttackCluster) {
    let features = cluster.features.map {
      "\(say("flood.feature.\($0.field.rawValue)")) = \($0.value)"
    }
    Terminal.print(
      say(
        "flood.rule",
        [
          "rule": .text(features.joined(separator: " + ")),
          "share": .decimal(Self.percent(cluster.share)),
          "usual": .decimal(Self.percent(cluster.usual)),
        ]))
  }

  // MARK: Crowds and single sources

  private func tell(_ surge: Surge) {
    Terminal.print("")
    Terminal.print(
      say(
        "flood.surge.\(surge.verdict.rawValue)",
        [
          "from": .text(Self.moment(surge.start)), "until": .text(Self.moment(surge.end)),
          "requests": .number(Self.rounded(surge.requests)), "peak": .number(surge.peak),
          "usual": .decimal(Self.tenths(surge.usual)),
        ]))
    Terminal.print(
      say(
        surge.lacksFurniture ? "flood.surge-navigation" : "flood.surge-furniture",
        [
          "furniture": .decimal(Self.hundredths(surge.furniture)),
          "usual_furniture": .decimal(Self.hundredths(surge.usualFurniture)),
          "navigation": .decimal(Self.percent(surge.navigation)),
          "usual_navigation": .decimal(Self.percent(surge.usualNavigation)),
        ]))
  }

  private func tellLoud() {
    guard !report.loud.isEmpty else { return }
    Terminal.print("")
    Terminal.print(say("flood.loud", ["count": .number(report.loud.count + report.moreLoud)]))
    for source in report.loud.prefix(Self.shownLoud) {
      Terminal.print(
        say(
          "flood.loud-line",
          [
            "kind": .text(say("flood.loud.\(source.kind.rawValue)")),
            "network": .text(source.client.networkText),
            "time": .text(Self.moment(source.second)), "count": .number(source.count),
          ]))
    }
    let more = report.loud.count + report.moreLoud - Self.shownLoud
    if more > 0 { Terminal.print(say("flood.loud-more", ["count": .number(more)])) }
  }

  // MARK: Numbers

  private static func moment(_ second: Int64) -> String {
    let (days, rest) = (
      second >= 0 ? second / 86_400 : (second - 86_399) / 86_400,
      ((second % 86_400) + 86_400) % 86_400
    )
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(CivilDay(sinceEpoch: Int32(clamping: days))) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }

  /// Estimates are told with two digits.
  private static func rounded(_ value: Double) -> Int {
    guard value >= 100 else { return Int(max(0, value).rounded()) }
    var step = 1.0
    while value / step >= 100 { step *= 10 }
    return Int(exactly: (value / step).rounded() * step) ?? .max
  }

  private static func percent(_ share: Double) -> Double { (share * 1000).rounded() / 10 }
  private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
  private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
