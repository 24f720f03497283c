import ArgumentParser
import Messages
import Observatory

/// `haidang demo`: from a dossier to a served, verified edition in one go.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: say("demo.abstract"), discussion: say("demo.discussion"))

  @Option(name: .customLong("from"), help: .init(say("demo.from"), valueName: "folder"))
  var dossier: String = "Data/viet-nam"

  @Option(help: .init(say("demo.to"), valueName: "folder"))
  var to: String = "observatory"

  @Flag(name: .customLong("no-serve"), help: .init(say("demo.no-serve")))
  var isNotServed = false

  @Option(help: .init(say("serve.port"), valueName: "port"))
  var port: Int = 8080

  func run() async throws {
    let observatory = try Self.openOrMake(at: to, from: dossier)
    let keys = try Keyring.open(folder: "\(to)/keys") { nil }
    let line = ProgressLine()
    let intake = try observatory.read([dossier], progress: line.listener)
    if intake.changes > 0 {
      try await observatory.take(intake, keys: keys, progress: line.listener)
    }
    if try await observatory.isUnfinished { try await observatory.finish(keys: keys) }
    let edition = try await observatory.publish(
      to: "\(to)/edition", keys: keys, progress: line.listener)
    let report = try await Verification.run(
      on: "\(to)/edition", vkey: observatory.publicKeys.verifierKey,
      progress: line.listener)
    line.finish()
    Terminal.print(
      say(
        "demo.done",
        [
          "records": .number(intake.created + intake.corrected + intake.unchanged),
          "files": .number(edition.files), "folder": .text("\(to)/edition"),
        ]))
    Terminal.print(say(report.hasPassed ? "verify.passed" : "verify.failed"))
    if !report.hasPassed { throw ExitCode(1) }
    if !isNotServed {
      try await ServeCommand.serve(
        observatory, host: "127.0.0.1", port: port, edition: "\(to)/edition")
    }
  }

  private static func openOrMake(at folder: String, from dossier: String) throws -> Observatory {
    do {
      return try Observatory(at: folder)
    } catch ObservatoryError.notFound {
      Terminal.note(say("init.unprotected-warning"))
      let plan = try ObservatoryPlan(settingsFile: "\(dossier)/observatory.yaml")
      _ = try Observatory.create(at: folder, plan: plan, protection: .unprotected)
      return try Observatory(at: folder)
    }
  }
}
