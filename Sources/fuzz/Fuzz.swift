import ArgumentParser
import Glibc

/// The program that damages files and gives them to readers: not part of what is installed.
@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Gives damaged files to a reader and keeps those that bring it down.",
    discussion: "Readers: " + FuzzTarget.all.map(\.name).joined(separator: ", ") + ".")

  @Argument(help: "The reader.")
  var reader: String
  @Option(help: "A folder of sound files; may be given several times.")
  var corpus: [String] = []
  @Option(help: "How long, in minutes.")
  var minutes: Double = 1
  @Option(help: "The same seed and corpus give the same inputs.")
  var seed: UInt64 = 1
  @Option(help: "Where inputs that bring the reader down are kept.")
  var crashes = "fuzz-crashes"
  @Option(help: "Seconds after which a reader that has not come back counts as hanging.")
  var patience = 60
  @Flag(help: .hidden)
  var isWorker = false

  func validate() throws {
    guard FuzzTarget.all.contains(where: { $0.name == reader }) else {
      throw ValidationError("There is no reader called \(reader).")
    }
    guard minutes > 0, minutes.isFinite else { throw ValidationError("--minutes is not a time.") }
  }

  func run() throws {
    guard let target = FuzzTarget.all.first(where: { $0.name == reader }) else { return }
    guard mkdir(crashes, 0o755) == 0 || errno == EEXIST else {
      throw ValidationError("\(crashes) cannot be made.")
    }
    if isWorker {
      try Worker(target: target, command: self).run()
    } else {
      let count = try Keeper(command: self).run()
      if count > 0 { throw ExitCode(1) }
    }
  }

  /// The input that is being read; what a crash leaves behind.
  var current: String { "\(crashes)/\(reader)-current" }
}

/// Seconds of a clock that nobody sets.
func secondsNow() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
