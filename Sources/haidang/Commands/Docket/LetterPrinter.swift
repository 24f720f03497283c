import Glibc
import Messages
import Observatory

/// Makes a PDF of a page by a program of the system, which is given nothing but that page.
enum LetterPrinter {
  /// Why there is no PDF.
  enum Fault: Error, CustomStringConvertible {
    case noProgram
    case failed(String)

    var description: String {
      switch self {
      case .noProgram:
        say("docket.letter.no-printer", ["names": .text(programs.joined(separator: ", "))])
      case .failed(let program):
        say("docket.letter.printer-failed", ["program": .text(program)])
      }
    }
  }

  /// In the order of preference.
  static let programs = ["weasyprint", "chromium", "chromium-browser", "google-chrome"]

  /// Prints a page.
  ///
  /// - Throws: ``Fault``, `DiskError`.
  static func print(_ html: String, to path: String) throws {
    guard let program = programs.lazy.compactMap(find).first else { throw Fault.noProgram }
    // The page may name people: it stands in a folder of ours alone and is removed at once.
    let folder = try PrivateFolder()
    let (page, sheet) = ("\(folder.path)/letter.html", "\(folder.path)/letter.pdf")
    try ReportFolder.writePrivate(Array(html.utf8), to: page)
    var arguments = [program]
    if program.hasSuffix("weasyprint") {
      arguments += [page, sheet]
    } else {
      arguments += [
        "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
        "--user-data-dir=\(folder.path)/profile", "--print-to-pdf=\(sheet)",
      ]
      // Its own sandbox refuses to run for the administrator.
      if geteuid() == 0 { arguments.append("--no-sandbox") }
      arguments.append("file://\(page)")
    }
    guard run(program, arguments) == 0, let bytes = try? ReportFolder.read(sheet),
      bytes.starts(with: "%PDF-".utf8)
    else { throw Fault.failed(program) }
    try ReportFolder.writePrivate(bytes, to: path)
  }

  private static func find(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program in silence; its exit code, or -1.
  private static func run(_ program: String, _ arguments: [String]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_WRONLY, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    guard posix_spawn(&child, program, &actions, nil, words, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return -1 } }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }
}
