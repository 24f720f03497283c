import ArgumentParser
import Bytes
import Docket
import Messages
import Observatory
import Record

/// `haidang docket publish`: the public part of a case into the record, once a person has read it.
struct CasePublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: say("docket.publish.abstract"),
    discussion: say("docket.publish.discussion"))

  @Argument(help: .init(say("docket.case.name"), valueName: "case"))
  var name: String

  @Option(help: .init(say("docket.publish.confirmed-by"), valueName: "name"))
  var confirmedBy: String?

  @Option(help: .init(say("docket.publish.dates")))
  var dates = EDTF.Rung.month

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var desk: Desk

  func run() async throws {
    let observatory = try desk.place.open()
    let keys = try desk.unlocking.keys(of: observatory)
    let vault = try CaseVault(of: observatory.folder, keys: keys)
    var docketCase = try vault.read(name)
    try refuseWhatCouldHurt(docketCase)
    let person = confirmedBy.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
    let number = try docketCase.publicNumber ?? freshNumber(of: vault, beside: observatory)
    if let person, docketCase.publicNumber == nil {
      // Before anything is recorded: a program that is killed in between must not draw another.
      docketCase = try reserve(number, by: person, docketCase, in: vault)
    }
    let publicCase = try PublicCase(
      of: docketCase, as: number, dates: dates, in: desk.zone(of: vault),
      forums: try Desk.forums(forums),
      holdings: try observatory.holdings)
    let draft = try observatory.draft(of: publicCase)
    if !publicCase.leftOut.isEmpty {
      Terminal.note(
        say(
          "docket.publish.left-out",
          ["names": .text(publicCase.leftOut.joined(separator: "; "))]))
    }
    guard let person else {
      Terminal.print(
        json ? Array(draft.content.indentedText.utf8) : Array(draft.yaml.utf8))
      return Terminal.note(say("docket.publish.preview"))
    }
    let reference = draft.reference.description
    guard draft.isChanged else {
      // A program that was killed after the journal and before the vault left no note of it.
      try note(reference, version: draft.base, entry: nil, by: person, docketCase, in: vault)
      return Terminal.print(
        say("docket.publish.unchanged", ["reference": .text(reference)]))
    }
    let version = try await observatory.record(draft, keys: keys)
    await observatory.tellRepairs()
    try note(
      reference, version: version.number, entry: version.entry, by: person, docketCase, in: vault)
    Terminal.print(
      say(
        "docket.publish.done",
        [
          "reference": .text(reference), "number": .number(version.number),
          "entry": .number(version.entry),
        ]))
  }

  /// A number that no case and no record has.
  private func freshNumber(
    of vault: CaseVault, beside observatory: Observatory
  ) throws -> CaseNumber {
    let holdings = try observatory.holdings
    while true {
      let number = try vault.freshNumber()
      guard let slug = Slug(number.description.lowercased()),
        try holdings.version(of: RecordReference(.case, slug)) == nil
      else { continue }
      return number
    }
  }

  private func reserve(
    _ number: CaseNumber, by person: String, _ docketCase: DocketCase, in vault: CaseVault
  ) throws -> DocketCase {
    try vault.append(to: docketCase.id) { docketCase in
      try docketCase.add(
        .fact(record: PublicNumber.fact(number)),
        CaseOpening.Circumstances(
          at: Surroundings.system.now(), actor: person, evidence: ["drawn"]))
    }
  }

  /// Notes in the case that a version of it is public, and who confirmed it, unless that is there already.
  private func note(
    _ reference: String, version: Int, entry: Int?, by person: String, _ docketCase: DocketCase,
    in vault: CaseVault
  ) throws {
    guard docketCase.publications.last?.number != version else { return }
    let published = PublishedVersion(reference: reference, number: version, confirmedBy: person)
    try vault.append(to: docketCase.id) { docketCase in
      try docketCase.add(
        .publication(record: published),
        CaseOpening.Circumstances(
          at: Surroundings.system.now(), actor: person,
          evidence: [entry.map { "entry:\($0)" } ?? reference]))
    }
  }

  private func refuseWhatCouldHurt(_ docketCase: DocketCase) throws {
    let arguments: [String: MessageArgument] = ["case": .text(docketCase.id)]
    if docketCase.appeals.contains(where: { $0.state == .unsafeHold }) {
      throw NotForPublication(description: say("docket.publish.unsafe", arguments))
    }
    switch docketCase.publicationConsent {
    case .given: break
    case .notAsked:
      throw NotForPublication(description: say("docket.publish.no-consent", arguments))
    case .refused:
      throw NotForPublication(description: say("docket.publish.refused", arguments))
    case .unclear:
      throw NotForPublication(description: say("docket.publish.unclear-consent", arguments))
    }
  }

  private struct NotForPublication: Error, CustomStringConvertible {
    var description: String
  }
}
