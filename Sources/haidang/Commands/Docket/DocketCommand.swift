import ArgumentParser

/// `haidang docket`: from a demand to the outcome of an appeal.
struct DocketCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docket", abstract: say("docket.abstract"), discussion: say("docket.discussion"),
    subcommands: [
      CaseOpenCommand.self, CaseAddCommand.self, CaseListCommand.self, CaseShowCommand.self,
      CaseCalendarCommand.self, CasePublishCommand.self, CaseFiguresCommand.self,
      ReadNoticesCommand.self,
      CheckNoticeCommand.self, AppealRoutesCommand.self, AssessCommand.self, LetterCommand.self,
      RedactCommand.self,
    ])
}
