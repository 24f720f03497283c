import ArgumentParser
import Coordination
import Glibc
import Signals

/// `bench actions FILE`: how fast a file of actions is read and how much memory that takes.
struct ActionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actions", abstract: "Measures the reading of a file of actions.")

  @Argument(help: "A table or lines of JSON.")
  var file: String
  @Flag(help: "With pseudonyms, made by a cheap hash.")
  var pseudonyms = false
  @Option(help: "Which column means what.")
  var map: String?
  @Option(help: "How many times it is read.")
  var times = 1

  func run() throws {
    var options = ActionReadingOptions()
    options.key = (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210)
    if let map { options.map = try ColumnMap(parsing: map) }
    if pseudonyms {
      options.pseudonyms = Pseudonyms { domain, name in
        StableHash(name, key: (7, UInt64(domain.rawValue))).low
      }
    }
    for _ in 0..<times {
      let start = Watch.cpuSeconds
      let result = try Self.read(file, options)
      let seconds = Watch.cpuSeconds - start
      print(
        "\(result.report.rowsRead) rows, \(result.report.rowsKept) kept, \(seconds) CPU s, "
          + "\(Int(Double(result.report.rowsRead) / seconds)) rows/s, "
          + "peak \(Watch.peakMegabytes) MB; accounts \(result.columns.accounts.count), "
          + "targets \(result.columns.targets.count)")
    }
  }

  static func read(_ file: String, _ options: ActionReadingOptions) throws -> ActionReader.Result {
    guard let stream = fopen(file, "r") else { throw File.Fault(path: file) }
    defer { fclose(stream) }
    var reader = ActionReader(options)
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&piece, 1, piece.count, stream)
      if count == 0 { break }
      try piece.withUnsafeBytes { try reader.read(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    guard ferror(stream) == 0 else { throw File.Fault(path: file) }
    return try reader.finish()
  }
}
