import ArgumentParser
import Bytes
import Glibc
import Ledger

/// `bench ledger`: how fast a log grows, proves and is checked.
struct LedgerFigures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Measures the log in a folder of its own; prints JSON.")

  @Argument(help: "A folder that is empty or does not exist, on the disk to be measured.")
  var directory: String
  @Option(help: "How many entries the log gets.")
  var entries = 1_000_000
  @Option(help: "How many entries one durable append adds.")
  var batch = 1000
  @Option(help: "How many entries are then added one by one.")
  var single = 200
  @Option(help: "How long an entry is, beside its number.")
  var padding = 150

  func run() throws {
    let signer = try Sample.signer()
    var ledger = try Ledger.create(at: directory, signer: signer)
    let batches = try Watch.seconds {
      while ledger.size < entries {
        let end = min(entries, ledger.size + batch)
        let added = Sample.entries(ledger.size..<end, padding: padding)
        try ledger.append(added, signer: signer, durability: .durable)
      }
    }
    let growing = Watch.peakMegabytes
    let proofs = try proofSeconds(ledger)
    let singles = try Watch.seconds {
      for index in entries..<entries + single {
        let added = Sample.entries(index..<index + 1, padding: padding)
        try ledger.append(added, signer: signer, durability: .durable)
      }
    }
    try ledger.settle()
    var isSound = false
    let check = try Watch.seconds {
      isSound = try Ledger.check(at: directory, vkey: ledger.key).isSound
    }
    let report: JSONValue = [
      "entries": .integer(Int64(entries)),
      "durable_batches_per_second": rounded(Double(entries) / batches),
      "durable_singles_per_second": rounded(Double(single) / singles),
      "proof_ms_p50": rounded(proofs[proofs.count / 2] * 1000),
      "proof_ms_p99": rounded(proofs[proofs.count * 99 / 100] * 1000),
      "full_check_per_second": rounded(Double(ledger.size) / check),
      "sound": .bool(isSound),
      "key": .string("\(ledger.key)"),
      "peak_mb_appending": rounded(growing),
      "peak_mb": rounded(Watch.peakMegabytes),
      "cpu_seconds": rounded(Watch.cpuSeconds),
    ]
    print(report.indentedText)
  }

  /// The times, in rising order, of making and verifying 1000 proofs of entries drawn at random.
  private func proofSeconds(_ ledger: Ledger) throws -> [Double] {
    var place = 0
    return try (0..<1000).map { _ in
      // A step that has no common divisor with a round number visits far apart places.
      place = (place + 618_033_989) % entries
      let entry = try ledger.entry(at: place)
      return try Watch.seconds {
        try ledger.inclusionProof(of: place)
          .verify(leaf: TreeHash.leaf(entry), root: ledger.checkpoint.root)
      }
    }.sorted()
  }

  private func rounded(_ value: Double) -> JSONValue {
    .number((value * 1000).rounded() / 1000)
  }
}

/// Time and memory of this process.
enum Watch {
  /// Writes a line on standard error.
  static func note(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let taken = try clock.measure(work)
    return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
  }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  /// The most memory that was resident so far.
  static var peakMegabytes: Double { Double(usage.ru_maxrss) / 1024 }

  /// User and system time so far.
  static var cpuSeconds: Double {
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
