import ArgumentParser
import Ledger

/// `bench check`: the full check of a log, by itself.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks every entry and tile of a log.")

  @Argument(help: "The log's folder.")
  var directory: String
  @Argument(help: "Its verification key.")
  var key: String

  func run() throws {
    guard try Ledger.check(at: directory, vkey: VerificationKey(key)).isSound else {
      throw ExitCode(1)
    }
  }
}
