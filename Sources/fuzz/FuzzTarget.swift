import Bytes
import Coordination
import Interference
import Transparency

/// A reader that is given damaged input. It may refuse what it likes and must come back.
struct FuzzTarget: Sendable {
  /// What the command line calls it.
  var name: String
  /// How the names of fitting corpus files end; empty for all files.
  var endings: [String]
  /// What stands inside a corpus file and is worth damaging by itself.
  var unwrap: @Sendable ([UInt8]) -> [UInt8]? = { _ in nil }
  /// Reads one input and throws everything away.
  var run: @Sendable ([UInt8]) -> Void

  /// All targets. A new reader is one more entry of a list.
  static let all = files + DocketTargets.all

  private static let files: [FuzzTarget] = [
    FuzzTarget(
      name: "measurement", endings: [".json", ".jsonl", ".pretty"], unwrap: measurementInside
    ) { input in
      var reader = MeasurementReader()
      let result = reader.read(input)
      for defect in result.defects { precondition(!defect.description.isEmpty) }
      guard let measurement = result.measurement else { return }
      let judge = WebJudge()
      let rows = measurement.observations(by: judge)
      // The same input, the same rows: judged twice in one run.
      precondition(measurement.observations(by: judge) == rows)
      _ = OutageCheck().judged(WitnessHealth.judged(BurstCheck().judged(rows)))
    },
    FuzzTarget(name: "json", endings: [".json", ".jsonl", ".pretty"]) { input in
      var tape = JSONTape()
      let isOnTape = (try? tape.read(input)) != nil
      // What the strict reader takes, the tape must take.
      if (try? JSONValue(parsing: input)) != nil { precondition(isOnTape) }
    },
    FuzzTarget(name: "texts", endings: [".json", ".jsonl", ".jsonc", ".pretty"]) { input in
      let middle = input.count / 2
      let whole = texts(of: [input])
      // In two pieces they are the same texts.
      precondition(texts(of: [Array(input[..<middle]), Array(input[middle...])]) == whole)
      // A sound object is one text.
      if let value = try? JSONValue(parsing: input), value.object != nil {
        let only = whole.first?.bytes.flatMap { try? JSONValue(parsing: $0) }
        precondition(whole.count == 1 && only == value)
      }
      if var wide = UTF16Reader(beginning: input) { _ = wide.read(input) }
    },
    FuzzTarget(name: "csv", endings: [".csv", ".tsv"]) { input in
      let whole = try? CSVReader.rows(of: input)
      // In two pieces it is the same table.
      let middle = input.count / 2
      let parts = try? {
        var reader = CSVReader()
        var rows = try reader.read(Array(input[..<middle]))
        rows += try reader.read(Array(input[middle...]))
        if let last = try reader.finish() { rows.append(last) }
        return rows
      }()
      precondition(whole == parts)
    },
    FuzzTarget(name: "actions", endings: [".csv", ".tsv", ".jsonl"]) { input in
      let whole = try? ActionReader.read(input)
      // In many pieces it is the same file.
      var reader = ActionReader(stretch: 1 + input.count % 97)
      let parts = try? input.withUnsafeBytes { bytes in
        let middle = bytes.count / 2
        try reader.read(UnsafeRawBufferPointer(rebasing: bytes[..<middle]))
        try reader.read(UnsafeRawBufferPointer(rebasing: bytes[middle...]))
        return try reader.finish()
      }
      precondition(whole?.report == parts?.report && whole?.columns.time == parts?.columns.time)
      guard let report = whole?.report else { return }
      precondition(
        report.rowsRead == report.rowsKept + report.rowsRefused + report.duplicates
          + report.exactDuplicates + report.rowsOfOtherKinds)
      _ = try? LocalClock(zoneFile: input)
      _ = try? ColumnMap(parsing: String(decoding: input.prefix(500), as: UTF8.self))
    },
    FuzzTarget(name: "statements", endings: [".csv"]) { input in
      let query = StatementQuery([.column("platform_name"), .each("territorial_scope")])
      // In many pieces it is the same file, and refused at the same place.
      let whole = counted(input, by: query, step: input.count)
      precondition(whole == counted(input, by: query, step: 1 + input.count % 67))
      precondition(whole == counted(input, by: query, step: 64))
      var reader = StatementReader { statement, _ in
        for breach in statement.breaches { precondition(!breach.description.isEmpty) }
      }
      if (try? reader.read(input)) != nil { try? reader.finish() }
    },
    FuzzTarget(name: "zip", endings: [".zip"]) { input in
      var limits = ZipLimits()
      limits.bytes = 64 << 20
      var archive = StatementArchive(.decisions, limits: limits)
      let isWhole = input.withUnsafeBytes { (try? archive.read($0)) != nil }
      if isWhole { _ = try? archive.finish() }
    },
    FuzzTarget(name: "reports", endings: [".csv", ".json"]) { input in
      guard let kind = TransparencyFile.kind(of: input),
        let file = try? TransparencyFile.read(input, as: kind, of: nil, named: "2019-H1")
      else { return }
      precondition(file.totals.isEmpty || file.through != nil)
      precondition(file.totals.allSatisfy { file.areas.contains($0.area) && $0.rows > 0 })
    },
    FuzzTarget(name: "removals", endings: [".csv", ".json"]) { input in
      guard let removals = try? GoogleRemovals.read(input, vintage: "fuzz") else {
        _ = try? CompanyTable.read(input, period: .year(2020), vintage: "fuzz")
        return
      }
      let notes = removals.notes
      if removals.kind != .byCountry {
        precondition(notes.rows == removals.rows.count + notes.refusedRows)
      }
      for row in removals.rows { precondition(row.figures(vintage: "fuzz").count <= 8) }
      for point in RemovalSeries(removals, where: { _ in true }).points {
        for formula in RateFormula.allCases { _ = point.rate(formula)?.percent }
      }
    },
    FuzzTarget(name: "lumen", endings: [".json"]) { input in
      if let answer = try? LumenAnswer.read(input) {
        precondition(answer.notes.rows == answer.notices.count + answer.notes.refusedRows)
        for notice in answer.notices { precondition(!(notice.body ?? "").contains("http://")) }
      }
      _ = try? StatementDocument.read(input)
      _ = try? HarmonisedReports.read(input)
      _ = try? AppleReport.read(input, vintage: "fuzz")
      _ = try? GitHubReport.read(input, vintage: "fuzz")
    },
    FuzzTarget(name: "takedowns", endings: [".md"]) { input in
      guard
        let notice = try? TakedownNotice(path: "A/2020/2020-01-01-B.md", bytes: input)
      else { return }
      for letter in notice.letters { precondition(!letter.contains("http://")) }
    },
    FuzzTarget(name: "kept-actions", endings: [".csv"]) { input in
      func read(_ bytes: [UInt8]) -> ActionColumns? {
        var reader = KeptActionsReader()
        guard (try? reader.read(bytes)) != nil else { return nil }
        return try? reader.finish()
      }
      func written(_ actions: ActionColumns) -> [UInt8] {
        var bytes: [UInt8] = []
        KeptActions.write(actions, key: "fuzz") { bytes += $0 }
        return bytes
      }
      guard let first = read(input) else { return }
      // Names that are no UTF-8 may fall together when they are written; what is written reads as the same.
      guard let second = read(written(first)), let third = read(written(second)) else {
        preconditionFailure("what was written cannot be read")
      }
      precondition(written(second) == written(third))
    },
    FuzzTarget(name: "gzip", endings: [".gz"]) { input in
      guard var reader = try? GzipReader() else { return }
      try? reader.read(input) { _ in }
      try? reader.finish()
    },
    FuzzTarget(name: "zstd", endings: [".zst"]) { input in
      guard var reader = try? ZstdReader() else { return }
      try? reader.read(input) { _ in }
      try? reader.finish()
    },
    FuzzTarget(name: "tar", endings: [".tar"]) { input in
      var reader = TarReader(longest: 1 << 20)
      reader.feed(input)
      while let member = try? reader.next() { precondition(member.bytes?.count ?? 0 <= 1 << 20) }
      try? reader.finish()
    },
    FuzzTarget(name: "fingerprints", endings: [".csv"]) { input in
      let list = FingerprintTable.read(input)
      for fault in list.faults { precondition(!"\(fault)".isEmpty) }
      judge(by: list.fingerprints)
    },
    FuzzTarget(name: "signatures", endings: [".json", ".jsonl"]) { input in
      judge(by: SignatureLines.read(input, as: .blockPages).fingerprints)
    },
    FuzzTarget(name: "networks", endings: [".csv", ".txt"]) { input in
      var dump = LocationDumpReader()
      if (try? dump.read(input)) != nil { look(up: try? dump.finish()) }
      var csv = NetworkCSVReader(source: NetworkTable.Source(name: "fuzz"))
      if (try? csv.read(input)) != nil { look(up: try? csv.finish()) }
      _ = try? NetworkNames(csv: input)
    },
    FuzzTarget(name: "maxmind", endings: [".mmdb"]) { input in
      look(up: try? MaxMindFile(input).reading())
    },
    FuzzTarget(name: "observation", endings: [".jsonl"]) { input in
      var tape = JSONTape()
      guard (try? tape.read(input)) != nil, let observation = Observation(tape) else { return }
      // What is read is written and read again as the same.
      try? tape.read(observation.json.canonicalBytes)
      precondition(Observation(tape) == observation)
      _ = ReachabilityMethod().findings(in: [observation])
      _ = EpisodeMethod().findings(in: [observation])
    },
  ]
}

/// Answers of OONI's interface carry the measurement as text.
@Sendable private func measurementInside(_ bytes: [UInt8]) -> [UInt8]? {
  var tape = JSONTape()
  guard (try? tape.read(bytes)) != nil else { return nil }
  let inner = tape.text("raw_measurement", of: .root) ?? tape.text("body", of: .root)
  return inner.map { Array($0.utf8) }
}

/// The texts that are cut out of blocks.
private func texts(of blocks: [[UInt8]]) -> [JSONTextCutter.Text] {
  var cutter = JSONTextCutter(longest: 1 << 24)
  var found: [JSONTextCutter.Text] = []
  for block in blocks { cutter.cut(block) { found.append($0) } }
  cutter.finish { found.append($0) }
  return found
}

/// A page that many patterns meet is compared with all of them.
private func judge(by fingerprints: [Fingerprint]) {
  let set = FingerprintSet(fingerprints)
  _ = set.csv
  var reader = MeasurementReader()
  let page = Array(
    """
    {"test_name":"web_connectivity","input":"http://news.example/","probe_cc":"VN",
    "measurement_start_time":"2026-01-01 00:00:00","test_keys":{"queries":[{"engine":"getaddrinfo",
    "hostname":"news.example","query_type":"A","failure":null,"answers":[{"ipv4":"10.10.34.36"}]}],
    "requests":[{"request":{"url":"http://news.example/"},"response":{"code":200,"headers_list":
    [["Server","nginx"],["Location","http://warning.example/"]],"body":
    "<html><title>Blocked</title>This page is blocked by order 404 Page Access Denied</html>"}}]}}
    """.utf8)
  guard let measurement = reader.read(page).measurement else { return }
  _ = measurement.observations(by: WebJudge(fingerprints: set))
}

/// Asks a table about addresses of both versions.
private func look(up reading: NetworkTableReading?) {
  guard let table = reading?.table else { return }
  for text in ["1.2.3.4", "255.255.255.255", "::1", "2001:db8::1"] {
    guard let address = IPAddress(text) else { continue }
    let entry = table.entry(of: address)
    precondition(entry?.network == table.network(of: address))
  }
  _ = table.filled(from: table)
}

/// Statements in pieces of a size, or why they cannot be read.
private func counted(
  _ input: [UInt8], by query: StatementQuery, step: Int
) -> Result<StatementCounts, StatementFault> {
  var counter = StatementCounter(query)
  do throws(StatementFault) {
    for start in stride(from: 0, to: input.count, by: max(1, step)) {
      try counter.read(Array(input[start..<min(input.count, start + max(1, step))]))
    }
    return .success(try counter.finish())
  } catch { return .failure(error) }
}
