import ArgumentParser
import Bytes
import Flood
import Glibc
import Signals

/// `bench flood FILES`: what is found in logs of web servers, one line of JSON for each, and how fast.
struct FloodCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flood",
    abstract: "Judges access logs, each by itself; prints a line of JSON each.")

  @Argument(help: "Access logs.")
  var files: [String]
  @Option(help: "How many threads read.")
  var threads = 1
  @Flag(help: "Only read lines: no judgement.")
  var reading = false
  @Option(help: "The site's name.")
  var site: String?

  func run() throws {
    for file in files {
      let hash = KeyedHash(key: (1, 2))
      let pipeline = LogPipeline(
        SiteEngine(site: site.map { [$0] } ?? [], hash: hash), LogReadingOptions(hash: hash))
      let (cpu, clock) = (Watch.cpuSeconds, Self.now)
      if reading {
        let lines = try Self.readOnly(file, hash)
        print(
          "\(file): \(lines) lines, \(Watch.cpuSeconds - cpu) CPU s, \(Int(Double(lines) / (Watch.cpuSeconds - cpu))) lines/s"
        )
        continue
      }
      try Self.read(file, pipeline, threads: threads)
      let file = LogFile(path: file, report: pipeline.endFile())
      let report = pipeline.finish()
      let seconds = Watch.cpuSeconds - cpu
      var line = report.json.object ?? JSONObject()
      line["file"] = .string(file.path)
      line["lines"] = .integer(Int64(file.report.lines))
      line["format"] = file.report.format.map { .string($0.rawValue) } ?? .null
      line["rejected"] = .integer(Int64(file.report.faults.rejected))
      line["cpu_seconds"] = .number(seconds)
      line["seconds"] = .number(Self.now - clock)
      line["lines_per_cpu_second"] = .integer(Int64(Double(file.report.lines) / max(seconds, 1e-6)))
      line["peak_mb"] = .integer(Int64(Watch.peakMegabytes))
      print(JSONValue.object(line).canonicalText)
    }
  }

  private struct LogFile {
    var path: String
    var report: LogPipeline.FileReport
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func read(_ path: String, _ pipeline: LogPipeline, threads: Int) throws {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw File.Fault(path: path) }
    defer { close(file) }
    pipeline.begin { buffer in Glibc.read(file, buffer.baseAddress, buffer.count) }
    var others: [pthread_t] = []
    for _ in 1..<max(1, threads) {
      var thread = pthread_t()
      let worker = Unmanaged.passRetained(pipeline)
      let code = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<LogPipeline>.fromOpaque(argument).takeRetainedValue().work() }
          return nil
        }, worker.toOpaque())
      if code == 0 { others.append(thread) } else { worker.release() }
    }
    pipeline.work()
    for thread in others { pthread_join(thread, nil) }
  }

  private static func readOnly(_ path: String, _ hash: KeyedHash) throws -> Int {
    guard let stream = fopen(path, "r") else { throw File.Fault(path: path) }
    defer { fclose(stream) }
    var reader: ChunkReader?
    var chunk = LogChunk()
    var (lines, held) = (0, 0)
    var piece = [UInt8](repeating: 0, count: 512 << 10)
    while true {
      let count = piece.withUnsafeMutableBytes {
        fread($0.baseAddress.map { $0 + held }, 1, $0.count - held, stream)
      }
      let total = held + count
      guard total > 0 else { break }
      let end = count == 0 ? total : (piece[..<total].lastIndex(of: 0x0A) ?? total - 1) + 1
      piece.withUnsafeBytes { bytes in
        let whole = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        var own =
          reader
          ?? ChunkReader(LogReadingOptions(hash: hash), format: LogFormat.detect(whole) ?? .common)
        own.read(whole, into: &chunk)
        reader = own
      }
      lines += chunk.lines
      piece.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[end..<total]))
      }
      held = total - end
    }
    return lines
  }
}
