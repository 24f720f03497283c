import ArgumentParser
import Docket
import Glibc
import Messages
import Observatory
import Record

/// The cases of an observatory, unlocked.
struct Desk: ParsableArguments {
  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  // A zone west of Greenwich begins with a hyphen as options do.
  @Option(parsing: .unconditional, help: .init(say("docket.case.zone"), valueName: "+07:00"))
  var zone: TimeZoneOffset?

  /// Unlocks the cases.
  func vault() throws -> CaseVault {
    let folder = place.path
    guard Observatory.isOne(folder) else { throw ObservatoryError.notFound(folder) }
    let keys = try Keyring.open(folder: "\(folder)/keys") {
      try unlocking.passphrase(say("passphrase.ask"))
    }
    return try CaseVault(of: folder, keys: keys)
  }

  /// The person's clock: as given, else the observatory's.
  func zone(of vault: CaseVault) -> TimeZoneOffset { zone ?? vault.zone }

  /// Says that the vault protects nothing, where the keys beside it lie in clear.
  func warn() {
    if Keyring.isUnprotected(folder: "\(place.path)/keys") {
      Terminal.note(say("docket.case.unprotected"))
    }
  }

  /// The forums that are known.
  static func forums(_ file: String?) throws -> ForumTable {
    try ForumTable(parsing: try file.map { try GivenText.bytes(of: $0) } ?? ForumTable.shippedBytes)
  }
}

/// Who did what is recorded, when, and what shows it.
struct EntryOptions: ParsableArguments {
  @Option(help: .init(say("docket.entry.by"), valueName: "name"))
  var by: String?

  @Option(help: .init(say("docket.entry.evidence"), valueName: "name"))
  var evidence: [String] = []

  @Option(help: .init(say("docket.entry.at"), valueName: "date"))
  var at: String?

  @Option(help: .init(say("docket.entry.reason"), valueName: "text"))
  var reason: String?

  /// Who: as given, else `HAIDANG_BY`, else who is signed in.
  var actor: String? {
    let names: [String] = ["HAIDANG_BY", "USER"]
    let named = [by] + names.map { getenv($0).map { String(cString: $0) } }
    return named.lazy.compactMap { $0 }.first { !$0.isEmpty }
  }

  /// The circumstances of an entry.
  ///
  /// - Parameter earliest: what is recorded may not have happened before, where that is known.
  /// - Throws: `ValidationError` for a time that is none or is still to come.
  func circumstances(
    after earliest: Int64?, in zone: TimeZoneOffset, actor given: String? = nil,
    evidence shown: [String]? = nil
  ) throws -> CaseOpening.Circumstances {
    let now = Surroundings.system.now()
    var happened = now
    if let at {
      guard let moment = GivenMoment(parsing: at, in: zone) else {
        throw ValidationError(say("docket.entry.bad-time", ["text": .text(at)]))
      }
      guard moment.begins <= now else {
        throw ValidationError(say("docket.entry.to-come", ["text": .text(at)]))
      }
      happened = moment.happened(notBefore: earliest, now: now)
    }
    return CaseOpening.Circumstances(
      at: happened, actor: given ?? actor ?? "", evidence: shown ?? evidence, reason: reason,
      recordedAt: now)
  }
}

/// `field=value` as options give it.
struct GivenPair: ExpressibleByArgument {
  var name: String
  var value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      return nil
    }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

/// A length of time in days, `30d` or `30`.
struct DayCount: ExpressibleByArgument {
  var days: Int

  init?(argument: String) {
    let digits = argument.hasSuffix("d") ? String(argument.dropLast()) : argument
    guard let days = Int(digits), (0...36_500).contains(days) else { return nil }
    self.days = days
  }
}
