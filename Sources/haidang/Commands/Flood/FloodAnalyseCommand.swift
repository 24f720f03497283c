import ArgumentParser
import Bytes
import Flood
import Messages
import Observatory
import Record
import Signals

/// `haidang flood analyse`: what the logs of a web server show.
struct FloodAnalyseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: say("flood.analyse.abstract"),
    discussion: say("flood.analyse.discussion"))

  @Argument(help: .init(say("flood.files")))
  var files: [String]

  @Option(help: .init(say("flood.site"), valueName: "name"))
  var site: [String] = []

  @Option(
    help: .init(say("flood.format"), valueName: "format"),
    transform: { text in
      guard let format = LogFormat(rawValue: text) else {
        throw ValidationError(say("flood.bad-format", ["text": .text(text)]))
      }
      return format
    })
  var format: LogFormat?

  @Option(help: .init(say("flood.trusted-proxies"), valueName: "n"))
  var trustedProxies = 0

  @Option(help: .init(say("flood.threads"), valueName: "n"))
  var threads: Int?

  @Flag(help: .init(say("option.json")))
  var json = false

  func validate() throws {
    if let threads, !(1...256 ~= threads) { throw ValidationError(say("option.threads-range")) }
    if !(0...100 ~= trustedProxies) { throw ValidationError(say("flood.bad-proxies")) }
    if files.contains("-"), files.count > 1 { throw ValidationError(say("flood.one-stream")) }
  }

  func run() async throws {
    let logs = try LogInput.all(files)
    // The same logs are read under the same key, so that they give the same bytes; what an attacker sends cannot know it
    // before the log was begun.
    let seed = StableHash([String(decoding: logs.first?.head ?? [], as: UTF8.self)] + site)
    let hash = KeyedHash(key: (seed.high, seed.low))
    var options = LogReadingOptions(hash: hash)
    options.format = format
    options.trustedProxies = trustedProxies
    let pipeline = LogPipeline(SiteEngine(site: site, hash: hash), options)
    let line = ProgressLine()
    var readings: [LogReading] = []
    for (number, log) in logs.enumerated() {
      line.listener(Progress(.reading, number, of: logs.count))
      let source = try LogSource(log)
      pipeline.begin { source.fill($0) }
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<(threads ?? Cores.count) { group.addTask { pipeline.work() } }
      }
      readings.append(LogReading(name: log.name, file: pipeline.endFile(), damage: source.damage))
    }
    line.finish()
    let report = pipeline.finish()
    if json {
      Terminal.print(content(of: report, readings, seed).indentedText)
    } else {
      let text = FloodText(report: report)
      for reading in readings { reading.tell() }
      text.tell()
    }
    if readings.allSatisfy({ $0.file.lines == $0.file.faults.rejected }) { throw ExitCode(3) }
    if !report.isJudged { throw ExitCode(5) }
    if report.incidents.contains(where: { $0.verdict != .fewSources }) { throw ExitCode(1) }
  }

  private func content(
    of report: SiteReport, _ readings: [LogReading], _ seed: StableHash
  ) -> JSONValue {
    var content = report.json.object ?? JSONObject()
    content["files"] = .array(readings.map(\.json))
    content["seed"] = .string(seed.shortText)
    return .object(content)
  }
}
