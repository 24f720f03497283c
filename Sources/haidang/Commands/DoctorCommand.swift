import ArgumentParser
import Bytes
import Messages
import Observatory

/// `haidang doctor`: whether this machine and this observatory are fit for work.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: say("doctor.abstract"), discussion: say("doctor.discussion"))

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place

  func run() async throws {
    let diagnosis = Diagnosis.of(place.path)
    if json { Terminal.print(Array(diagnosis.json.indentedText.utf8)) }
    for finding in diagnosis.findings where !json {
      Terminal.print(
        "\(finding.isFine ? "✔" : "✖") "
          + say("doctor.\(finding.name.rawValue)", ["detail": .text(finding.detail)]))
    }
    if !diagnosis.isFine { throw ExitCode(1) }
  }
}
