import ArgumentParser

/// `haidang flood`: whether a site is under attack, or popular.
struct FloodCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flood", abstract: say("flood.abstract"), discussion: say("flood.discussion"),
    subcommands: [FloodAnalyseCommand.self])
}
