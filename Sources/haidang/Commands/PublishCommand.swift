import ArgumentParser
import Messages
import Observatory

/// `haidang publish`: writes an edition.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: say("publish.abstract"),
    discussion: say("publish.discussion"))

  @Argument(help: .init(say("publish.folder")))
  var folder: String

  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  func run() async throws {
    let observatory = try place.open()
    let keys = try unlocking.keys(of: observatory)
    let line = ProgressLine()
    let edition = try await observatory.publish(to: folder, keys: keys, progress: line.listener)
    line.finish()
    await observatory.tellRepairs()
    Terminal.print(
      say(
        "publish.done",
        [
          "files": .number(edition.files), "folder": .text(folder),
          "size": .number(edition.size), "manifest": .text(edition.manifestDigest),
        ]))
  }
}
