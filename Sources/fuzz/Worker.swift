import Glibc
import Mutation

/// Reads damaged input until its time is over or an input brings it down.
struct Worker {
  let target: FuzzTarget
  let command: Fuzz

  func run() throws {
    let corpus = Corpus.texts(in: command.corpus, for: target)
    var mutator = Mutator(corpus: corpus, seed: command.seed)
    let file = open(command.current, O_RDWR | O_CREAT, 0o644)
    guard file >= 0 else { return }
    let start = secondsNow()
    var rounds = 0
    var bytes = 0
    var slowest = 0.0
    repeat {
      let input = mutator.next()
      keep(input, file)
      let before = secondsNow()
      target.run(input)
      let seconds = secondsNow() - before
      if seconds > slowest, seconds > 0.5 { keepSlow(input) }
      slowest = max(slowest, seconds)
      rounds += 1
      bytes += input.count
    } while secondsNow() - start < command.minutes * 60
    close(file)
    unlink(command.current)
    let passed = secondsNow() - start
    print(
      "\(target.name): \(corpus.count) texts, seed \(command.seed), \(rounds) inputs,"
        + " \(bytes / 1_000_000) MB in \(Int(passed)) s, the slowest took"
        + " \(Int(slowest * 1000)) ms")
  }

  /// Written before the reader sees it. Kept by the system's cache when this process dies.
  private func keep(_ input: [UInt8], _ file: Int32) {
    ftruncate(file, off_t(input.count))
    input.withUnsafeBytes { raw in
      var done = 0
      while done < raw.count {
        let count = pwrite(file, raw.baseAddress.map { $0 + done }, raw.count - done, off_t(done))
        if count <= 0 { return }
        done += count
      }
    }
  }

  private func keepSlow(_ input: [UInt8]) {
    let file = open(
      "\(command.crashes)/\(target.name)-slowest", O_RDWR | O_CREAT, 0o644)
    guard file >= 0 else { return }
    keep(input, file)
    close(file)
  }
}
