import ArgumentParser

/// `haidang coordination`: who acts in lockstep.
struct CoordinationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coordination", abstract: say("coordination.abstract"),
    discussion: say("coordination.discussion"),
    subcommands: [
      ActionsCheckCommand.self, LockstepRunCommand.self, LockstepExplainCommand.self,
      LockstepExportCommand.self, LockstepFollowCommand.self, CalibrateCommand.self,
      TargetedCommand.self,
    ])
}
