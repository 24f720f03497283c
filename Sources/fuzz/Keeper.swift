import Glibc

/// Starts workers one after the other until the time is over, and keeps what brought them down.
struct Keeper {
  let command: Fuzz

  /// - Returns: how many inputs brought a worker down.
  func run() throws -> Int {
    let start = secondsNow()
    var crashes = 0
    var worker: UInt64 = 0
    // What an interrupted run left may be a crash that nobody saw.
    keep("left")
    while true {
      let left = command.minutes - (secondsNow() - start) / 60
      guard left > 0 else { break }
      let status = spawn(seed: command.seed &+ worker, minutes: left)
      guard status != 0 else { break }
      crashes += 1
      worker += 1
      let what = status == Self.hanging ? "hang" : "crash"
      let path = keep("\(what)-\(command.seed)-\(worker)")
      print("\(what): \(path ?? "no input was left")")
      // A worker that dies before its first input will die again.
      if path == nil { break }
    }
    print(
      "\(command.reader): \(crashes) crashes in \(Int((secondsNow() - start) / 60 * 100)) hundredths"
        + " of a minute")
    return crashes
  }

  private static let hanging: Int32 = -1

  @discardableResult
  private func keep(_ name: String) -> String? {
    let path = "\(command.crashes)/\(command.reader)-\(name)"
    return rename(command.current, path) == 0 ? path : nil
  }

  private func spawn(seed: UInt64, minutes: Double) -> Int32 {
    let words =
      [
        "fuzz", command.reader, "--is-worker", "--seed", "\(seed)", "--minutes", "\(minutes)",
        "--crashes", command.crashes,
      ] + command.corpus.flatMap { ["--corpus", $0] }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, "/proc/self/exe", nil, nil, arguments, environ) == 0 else {
      return 1
    }
    return wait(for: child)
  }

  private func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    var seen = secondsNow()
    var last = timespec()
    while waitpid(child, &status, WNOHANG) == 0 {
      usleep(200_000)
      var file = stat()
      if stat(command.current, &file) == 0,
        file.st_mtim.tv_sec != last.tv_sec || file.st_mtim.tv_nsec != last.tv_nsec
      {
        last = file.st_mtim
        seen = secondsNow()
      }
      guard secondsNow() - seen > Double(command.patience) else { continue }
      kill(child, SIGKILL)
      waitpid(child, &status, 0)
      return Self.hanging
    }
    return status
  }
}
