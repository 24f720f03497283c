import ArgumentParser
import Messages
import Observatory

/// What is said of a command that there is none of: the parser knows only that something was left over.
enum UnknownCommand {
  /// The line about it, with the nearest command; `nil` where the arguments name one.
  static func message(_ arguments: [String], of root: any ParsableCommand.Type) -> String? {
    var commands = root.configuration.subcommands
    for argument in arguments {
      guard !commands.isEmpty, !argument.hasPrefix("-"), argument != "help" else { return nil }
      if let next = commands.first(where: { name(of: $0) == argument }) {
        commands = next.configuration.subcommands
        continue
      }
      guard
        let nearest = NearestNames.nearest(
          to: argument.lowercased(), among: commands.map { name(of: $0) })
      else { return say("unknown-command", ["name": .text(argument)]) }
      return say(
        "unknown-command.nearest", ["name": .text(argument), "nearest": .text(nearest)])
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command._commandName
  }
}
