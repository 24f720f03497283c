import ArgumentParser
import Ledger
import Messages
import Observatory
import Record

/// `haidang init`: makes an empty observatory.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: say("init.abstract"), discussion: say("init.discussion"))

  @Argument(help: .init(say("init.folder")))
  var folder: String

  @Option(help: .init(say("init.settings"), valueName: "file"))
  var settings: String?

  @Option(help: .init(say("init.title-en"), valueName: "text"))
  var titleEn: String?

  @Option(help: .init(say("init.title-vi"), valueName: "text"))
  var titleVi: String?

  @Option(help: .init(say("init.origin"), valueName: "host/log"))
  var origin: String?

  @Flag(help: .init(say("init.unprotected")))
  var unprotectedKey = false

  @OptionGroup var unlocking: Unlocking

  func validate() throws {
    if unprotectedKey, unlocking.passphraseFile != nil {
      throw ValidationError(say("init.both-protections"))
    }
  }

  func run() async throws {
    let plan = try ObservatoryPlan(
      settingsFile: settings, title: LocalizedText(vi: titleVi, en: titleEn), origin: origin)
    let protection = try protection()
    let keys = try Observatory.create(at: folder, plan: plan, protection: protection)
    Terminal.print(
      say("init.done", ["folder": .text(folder), "vkey": .text(try keys.logKey.description)]))
  }

  private func protection() throws -> KeyProtection {
    if unprotectedKey {
      Terminal.note(say("init.unprotected-warning"))
      return .unprotected
    }
    guard let first = try unlocking.passphrase(say("passphrase.new")) else {
      throw ObservatoryError.passphraseNeeded
    }
    guard unlocking.passphraseFile == nil else { return .passphrase(first) }
    guard Terminal.passphrase(say("passphrase.again")) == first else {
      throw ValidationError(say("passphrase.differ"))
    }
    return .passphrase(first)
  }
}
