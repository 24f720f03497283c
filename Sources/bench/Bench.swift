import ArgumentParser

/// The program that makes what others judge, and measures: not part of what is installed.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Makes files for other programs to judge, and measures this one.",
    subcommands: [
      LogCommand.self, KeysCommand.self, AgeOpenCommand.self, LedgerFigures.self,
      VerdictFigures.self, EpisodesCommand.self, LockstepCommand.self, ActionsCommand.self,
      TextsCommand.self, CommunitiesCommand.self, GraphsCommand.self, CheckCommand.self,
      StatementsCommand.self, DocketFigures.self, FloodCommand.self, RunLengthsCommand.self,
      NABCommand.self,
    ])
}
