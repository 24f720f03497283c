import ArgumentParser
import Bytes
import Glibc
import Interference
import Messages
import Observatory
import Record

/// `haidang verdict`: what measurements say about targets, network by network; of files, or of all
/// that the observatory has taken in.
struct VerdictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdict", abstract: say("verdict.abstract"),
    discussion: say("verdict.discussion"))

  @Argument(help: .init(say("verdict.paths")))
  var subjects: [String]

  @Option(help: .init(say("verdict.host"), valueName: "host"))
  var host: String?

  @Option(name: .customLong("cc"), help: .init(say("verdict.country"), valueName: "VN"))
  var country: String?

  @Option(help: .init(say("verdict.since"), valueName: "date"))
  var since: String?

  @Option(help: .init(say("verdict.from"), valueName: "date"))
  var from: String?

  @Option(help: .init(say("verdict.until"), valueName: "date"))
  var until: String?

  @Option(name: .customLong("networks"), help: .init(say("option.networks"), valueName: "file"))
  var tables: [String] = []

  @Option(
    name: .customLong("fingerprints"), help: .init(say("option.fingerprints"), valueName: "file"))
  var marks: [String] = []

  @Option(help: .init(say("option.threads"), valueName: "number"))
  var threads: Int?

  @Flag(help: .init(say("verdict.explain")))
  var explain = false

  @Flag(help: .init(say("verdict.rows")))
  var rows = false

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  mutating func validate() throws {
    country = try country.map(CountryOption.code)
    if let threads, !(1...256 ~= threads) { throw ValidationError(say("option.threads-range")) }
    if rows, explain { throw ValidationError(say("verdict.rows-or-explain")) }
    if subjects.contains("-") { throw ValidationError(say("verdict.no-stream")) }
    if from != nil, since != nil { throw ValidationError(say("verdict.from-or-since")) }
  }

  func run() async throws {
    let span = try VerdictSpan(since: since, from: from, until: until)
    let others = subjects.filter { !isFile($0) }
    guard !others.isEmpty else { return try await judgeFiles(in: span) }
    guard others.count == subjects.count else {
      throw ValidationError(
        say("verdict.mixed", ["others": .text(others.map(PathText.shown).joined(separator: ", "))]))
    }
    guard !explain else { throw ValidationError(say("verdict.explain-files")) }
    try await judgeTargets(in: span)
  }

  /// Whether a subject is a file, or was meant to be one.
  private func isFile(_ subject: String) -> Bool {
    PathText.isThere(subject)
      || ["/", "./", "../"].contains { subject.hasPrefix($0) }
      || [".json", ".jsonl", ".gz", ".zst", ".tar"].contains { subject.hasSuffix($0) }
  }

  // MARK: Files

  private func judgeFiles(in span: VerdictSpan) async throws {
    var spool = ObservationSpool()
    var says = OONISayings()
    var summary = MeasurementFile.Summary()
    let wanted = Wanted(
      host: host.map { HostName.meant(by: $0) }, country: country, span: span)
    let (files, others) = try MeasurementFile.all(at: subjects)
    let (networks, defects) = try NetworkTableFile.table(at: tables)
    let (fingerprints, faults) = try FingerprintFile.set(at: marks)
    for defect in defects.prefix(10) + faults.prefix(10) { Terminal.note(defect) }
    let line = ProgressLine()
    let judge = WebJudge(fingerprints: fingerprints, networks: networks)
    let layers = explain ? form.table : nil
    let (isOfRows, isExplaining) = (rows, explain)
    var explanation = explain ? VerdictExplanation(form.table) : nil
    var unplaced = 0
    explanation?.begin()
    try await MeasurementFile.each(
      in: files, threads: threads ?? Cores.count, summary: &summary,
      progress: { line.listener(Progress(.reading, $0, of: files.count)) },
      map: { Judged($0, by: judge, wanted, explainedAs: layers) },
      remark: { measurement, judged in
        judged.isEmpty ? measurement.reasonForNoObservation?.description : nil
      },
      foldPlaced: { judged, place in
        for text in judged.told { explanation?.add(text) }
        unplaced += judged.observations.count { $0.dependsOnNetworks && wanted.includes($0) }
        guard !isExplaining else { return }
        for observation in judged.observations {
          try spool.add(observation, at: place)
          if isOfRows { says.add(judged.ooni, of: observation) }
        }
      })
    explanation?.end()
    line.finish()
    if !explain { try tell(spool, says, wanted) }
    others.tell()
    tell(summary)
    if tables.isEmpty, unplaced > 0 {
      Terminal.note(say("verdict.hint-networks", ["count": .number(unplaced)]))
    }
    if form.table == .text, !explain, !rows { Terminal.note(say("verdict.see-import")) }
    if summary.measurements == 0 || summary.closed > 0 || others.isIncomplete {
      throw ExitCode(3)
    }
  }

  /// Tells what observations say together, one by one or counted.
  private func tell(
    _ spool: borrowing ObservationSpool, _ says: OONISayings, _ wanted: Wanted
  ) throws {
    var told: [ToldObservation] = []
    var counted = CountedRows()
    var aside = 0
    var withoutWitness = 0
    let isOfRows = rows
    let judgement = try spool.judge(isSlim: !isOfRows) { judged in
      // All rows of a count come in one call.
      var tally = ObservationTally()
      for row in judged where wanted.includes(row) {
        aside += row.rule == .burstSetAside ? 1 : 0
        withoutWitness += row.rule?.isOfTheWholeLine ?? false ? 1 : 0
        if isOfRows {
          told.append(ToldObservation(observation: row, ooni: says[row]))
        } else {
          tally.add(row)
        }
      }
      counted.add(tally.rows)
    }
    for twins in judgement.twins {
      Terminal.note(
        say(
          "verdict.twins",
          ["first": text(twins.first, spool), "second": text(twins.second, spool)]))
    }
    if judgement.twinsMet > judgement.twins.count {
      let more = judgement.twinsMet - judgement.twins.count
      Terminal.note(say("verdict.more-twins", ["count": .number(more)]))
    }
    let table = rows ? VerdictRows.table(of: told) : counted.table
    Terminal.print(table.rendered(as: form.table))
    tell(bursts: aside, withoutWitness: withoutWitness)
  }

  private func text(
    _ row: PlacedObservation, _ spool: borrowing ObservationSpool
  ) -> MessageArgument {
    .text("\(spool.name(of: row)):\(row.line)" + (row.column.map { ":\($0)" } ?? ""))
  }

  private func tell(bursts: Int, withoutWitness: Int) {
    if bursts > 0 { Terminal.note(say("verdict.bursts", ["aside": .number(bursts)])) }
    if withoutWitness > 0 {
      Terminal.note(say("verdict.no-witness", ["count": .number(withoutWitness)]))
    }
  }

  private func tell(_ summary: MeasurementFile.Summary) {
    for example in summary.examples.prefix(10) { Terminal.note(example) }
    Terminal.note(
      say(
        "verdict.read",
        [
          "measurements": .number(summary.measurements),
          "unobserved": .number(summary.unobserved), "refused": .number(summary.refused),
          "defects": .number(summary.defects),
        ]))
  }

  // MARK: Targets

  private func judgeTargets(in span: VerdictSpan) async throws {
    let observatory = try opened()
    let line = ProgressLine()
    let wanted = subjects.map {
      Wanted(host: HostName.meant(by: $0), country: country, span: span)
    }
    let told = try await observatory.told(
      where: { observation in wanted.contains { $0.includes(observation) } },
      progress: line.listener)
    line.finish()
    var tally = ObservationTally()
    for row in told { tally.add(row.observation) }
    let counts = tally.rows
    if rows {
      Terminal.print(VerdictRows.table(of: told).rendered(as: form.table))
    } else if form.table == .text {
      for text in VerdictText.sentences(counts) { Terminal.print(text) }
      try tellEpisodes(of: counts, observatory)
      if !told.isEmpty { Terminal.note(say("verdict.see-episodes", ["target": .text(named)])) }
    } else {
      Terminal.print(VerdictText.table(of: counts).rendered(as: form.table))
    }
    tell(
      bursts: counts.reduce(0) { $0 + $1.setAside },
      withoutWitness: counts.reduce(0) { $0 + $1.withoutWitness })
    guard told.isEmpty else { return }
    Terminal.note(say("verdict.nothing", ["target": .text(named)]))
    throw ExitCode(3)
  }

  private var named: String { subjects.map(PathText.shown).joined(separator: ", ") }

  /// The observatory; who misspelled a file's name must not be told of observatories alone.
  private func opened() throws -> Observatory {
    do { return try place.open() } catch ObservatoryError.notFound(let path) {
      Terminal.note(say("verdict.neither", ["target": .text(named), "path": .text(path)]))
      throw ExitCode(3)
    }
  }
}

extension Observation {
  /// Whether it is undecided because nothing says to which network or country an address belongs.
  fileprivate var dependsOnNetworks: Bool {
    state == .insufficient && (rule == .chosenResolver || rule == .networksUnknown)
  }
}

extension VerdictCommand {
  /// What is known to have changed there: counts over a long time say little of a short block.
  private func tellEpisodes(of rows: [TargetCount], _ observatory: Observatory) throws {
    let targets = Set(rows.map(\.target))
    let countries = Set(rows.map(\.country))
    try observatory.holdings.each(.finding) { version in
      let finding = try Finding(version.content)
      guard finding.method == .episode, finding.retraction == nil,
        countries.contains(finding.country), !targets.isDisjoint(with: finding.targets)
      else { return }
      Terminal.print(FindingLines.line(finding))
    }
  }
}
