import ArgumentParser
import Glibc
import Messages
import Observatory

/// The command `haidang`.
@main
struct Haidang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "haidang",
    abstract: say("abstract"),
    discussion: say("discussion"),
    version: Version.text,
    subcommands: [
      DemoCommand.self, InitCommand.self, ImportCommand.self, ListCommand.self, ShowCommand.self,
      RecordCommand.self, HistoryCommand.self, CensusCommand.self, SearchCommand.self,
      FieldsCommand.self, PublishCommand.self, ServeCommand.self, VerifyCommand.self,
      ProveCommand.self, RebuildCommand.self, DoctorCommand.self, VerdictCommand.self,
      DetectCommand.self, EpisodesCommand.self, ExplainCommand.self, ReproduceCommand.self,
      ExhibitsCommand.self, NetworksCommand.self, CoordinationCommand.self, DocketCommand.self,
      FiguresCommand.self, FloodCommand.self,
    ])

  static func main() async {
    // A closed pipe is answered where the write happens; the default would kill the program.
    signal(SIGPIPE, SIG_IGN)
    armFaultPoints()
    do {
      var command = try parseAsRoot(Self.arguments())
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      fail(with: error)
    }
  }

  /// The arguments, with an observatory named before the command put after it.
  private static func arguments() -> [String] {
    // The bytes as they were given: a path need not be UTF-8.
    var rest = (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      CommandLine.unsafeArgv[place].map {
        PathText.text(
          of: UnsafeBufferPointer(start: $0, count: strlen($0)).map { UInt8(bitPattern: $0) })
      }
    }
    var leading: [String] = []
    while let first = rest.first, first == "-C" || first == "--observatory", rest.count > 1 {
      leading += rest.prefix(2)
      rest.removeFirst(2)
    }
    return rest + leading
  }

  /// Exit codes: 0 done, 1 a check found a fault, 2 wrong use, 3 bad input, 4 the surroundings.
  private static func fail(with error: any Error) -> Never {
    if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
    if let wrong = error as? ValidationError {
      // The parser no longer knows which command it was, and would show how to use the program as a whole.
      let path = arguments().prefix { !$0.hasPrefix("-") }.prefix(2).joined(separator: " ")
      Terminal.note("haidang: \(wrong.message)")
      Terminal.note(say("see-help", ["command": .text(path)]))
      Glibc.exit(2)
    }
    let parserCode = exitCode(for: error)
    if parserCode == .success || parserCode == .validationFailure {
      let text = fullMessage(for: error)
      let unknown = UnknownCommand.message(arguments(), of: Self.self)
      if parserCode == .success {
        Terminal.print(text)
      } else if let unknown {
        // The parser counts what is left over; its usage stands in the other lines.
        let usage = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        Terminal.note(([unknown] + usage.map(String.init)).joined(separator: "\n"))
      } else {
        Terminal.note(text)
      }
      Glibc.exit(parserCode == .success ? 0 : 2)
    }
    Terminal.note("haidang: \(error)")
    Glibc.exit(Failure.exitCode(of: error))
  }
}

/// The version of the program.
enum Version {
  /// As printed by `--version`.
  static let text = "0.1.0"
}
