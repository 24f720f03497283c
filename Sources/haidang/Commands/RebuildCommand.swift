import ArgumentParser
import Messages
import Observatory

/// `haidang rebuild`: makes the cache anew from the journal.
struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: say("rebuild.abstract"),
    discussion: say("rebuild.discussion"))

  @OptionGroup var place: Place

  func run() async throws {
    let line = ProgressLine()
    let entries = try Observatory.rebuild(at: place.path, progress: line.listener)
    line.finish()
    Terminal.print(say("rebuild.done", ["entries": .number(entries)]))
  }
}
