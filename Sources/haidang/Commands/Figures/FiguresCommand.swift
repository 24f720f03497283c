import ArgumentParser

/// `haidang figures`: what companies and governments publish about removals, from their files.
struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: say("figures.abstract"),
    discussion: say("figures.discussion"),
    subcommands: [ComplianceCommand.self, StatementsCommand.self])
}
