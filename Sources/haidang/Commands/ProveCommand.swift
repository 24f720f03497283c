import ArgumentParser
import Messages
import Observatory
import Record

/// `haidang prove`: writes a folder with which an outsider can check one record.
struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: say("prove.abstract"), discussion: say("prove.discussion"))

  @Argument(help: .init(say("option.reference"), valueName: "kind/id"))
  var reference: RecordReference

  @Option(help: .init(say("prove.to"), valueName: "folder"))
  var to: String

  @Option(help: .init(say("show.version"), valueName: "n"))
  var version: Int?

  @Option(name: .customLong("hide"), help: .init(say("prove.hide"), valueName: "field"))
  var hidden: [String] = []

  @Flag(name: .customLong("hide-all"), help: .init(say("prove.hide-all")))
  var hidesAll = false

  @Option(name: .customLong("show"), help: .init(say("prove.show"), valueName: "field"))
  var shown: [String] = []

  @OptionGroup var place: Place

  func run() async throws {
    let observatory = try place.open()
    let proof = try await observatory.prove(
      reference, version: version, hiding: hidesAll ? [""] : hidden, showing: shown, to: to)
    for leak in proof.leaks {
      Terminal.note(say("prove.leak", ["hidden": .text(leak.hidden), "shown": .text(leak.shown)]))
    }
    Terminal.print(
      say(
        "prove.done",
        [
          "reference": .text(reference.description), "folder": .text(to),
          "shown": .number(proof.shown), "hidden": .number(proof.hidden),
          "size": .number(proof.size),
        ]))
  }
}
