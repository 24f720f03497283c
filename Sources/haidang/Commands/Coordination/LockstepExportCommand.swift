import ArgumentParser
import Coordination
import Messages
import Observatory

/// `haidang coordination export`: the network or the evidence of one finding.
struct LockstepExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: say("coordination.export.abstract"))

  @OptionGroup var choice: LockstepChoice

  @Flag(help: "GEXF 1.3")
  var gexf = false
  @Flag(help: "GraphML")
  var graphml = false
  @Flag(help: .init(say("coordination.export.csv")))
  var csv = false
  @Flag(help: .init(say("coordination.export.evidence")))
  var evidence = false

  func validate() throws {
    if [gexf, graphml, csv, evidence].count(where: { $0 }) != 1 {
      throw ValidationError(say("coordination.export.one"))
    }
  }

  func run() async throws {
    let exports = FindingExports([try choice.found()])
    let file: FindingExports.File =
      gexf ? .gexf : graphml ? .graphML : evidence ? .evidence : .edges
    Terminal.print(exports.bytes(of: file) ?? [])
  }
}
