import Bytes
import Glibc
import Messages
import Observatory
import Synchronization

/// The two streams of a command: results on standard output, everything else on standard error.
enum Terminal {
  /// Writes a result.
  ///
  /// What others wrote must not move the cursor or turn the writing: controls become spaces.
  static func print(_ text: String) { write(ShownText.lines(text) + "\n", to: STDOUT_FILENO) }

  /// Writes bytes of a result; for programs as they are, on a terminal as text.
  static func print(_ bytes: [UInt8]) {
    guard isatty(STDOUT_FILENO) == 1 else { return write(bytes, to: STDOUT_FILENO) }
    write(ShownText.lines(String(decoding: bytes, as: UTF8.self)), to: STDOUT_FILENO)
  }

  /// Tells the user something that is not the result.
  static func note(_ text: String) { write(ShownText.lines(text) + "\n", to: STDERR_FILENO) }

  /// Whether standard error is a terminal that a line can be redrawn on.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Reads a passphrase from the terminal without showing it.
  ///
  /// - Returns: `nil` when there is no terminal to ask on.
  static func passphrase(_ prompt: String) -> String? {
    let tty = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard tty >= 0 else { return nil }
    defer { close(tty) }
    var before = termios()
    guard tcgetattr(tty, &before) == 0 else { return nil }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(tty, TCSAFLUSH, &silent)
    defer {
      tcsetattr(tty, TCSAFLUSH, &before)
      write("\n", to: tty)
    }
    write(prompt, to: tty)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(tty, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    return String(validating: line, as: UTF8.self)
  }

  private static func write(_ text: String, to file: Int32) { write(Array(text.utf8), to: file) }

  private static func write(_ bytes: [UInt8], to file: Int32) {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        // A reader that went away (`haidang list … | head`) is no error of ours.
        if count < 0 { exit(errno == EPIPE ? 0 : 4) }
        written += count
      }
    }
  }
}

/// Shows how far long work has come: one redrawn line on a terminal, a plain line every ten seconds
/// elsewhere, so that short work leaves nothing in a log.
final class ProgressLine: Sendable {
  private struct State {
    var phase: Progress.Phase?
    var shown: Int64 = 0
    var isDrawn = false
  }

  private let state = Mutex(State())

  /// The listener to hand to long work.
  var listener: Progress.Listener { { self.take($0) } }

  private func take(_ progress: Progress) {
    state.withLock { state in
      let isNew = state.phase != progress.phase
      let now = Self.milliseconds()
      let isLast = progress.done == progress.total
      if Terminal.isInteractive {
        guard isNew || isLast || now - state.shown > 100 else { return }
        write(2, "\r\u{1B}[2K\(line(progress))", line(progress).utf8.count + 5)
        state.isDrawn = true
      } else {
        if state.phase == nil { state.shown = now }
        state.phase = progress.phase
        guard now - state.shown > 10_000 else { return }
        Terminal.note(line(progress))
      }
      state.phase = progress.phase
      state.shown = now
    }
  }

  /// Ends the line, so that what follows stands below it.
  func finish() {
    state.withLock { state in
      if state.isDrawn { Terminal.note("") }
      state = State()
    }
  }

  private func line(_ progress: Progress) -> String {
    let phase = say("phase.\(progress.phase.rawValue)")
    guard let total = progress.total else {
      return progress.done > 0 ? "\(phase): \(progress.done)" : phase
    }
    return "\(phase): \(progress.done)/\(total)"
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
