import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang reproduce`: runs findings again over their exhibits and compares byte for byte.
struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce", abstract: say("reproduce.abstract"),
    discussion: say("reproduce.discussion"))

  @Argument(help: .init(say("reproduce.findings"), valueName: "finding"))
  var findings: [String] = []

  @Flag(help: .init(say("reproduce.all")))
  var all = false

  @Option(help: .init(say("show.version"), valueName: "n"))
  var version: Int?

  @Option(help: .init(say("option.threads"), valueName: "n"))
  var threads: Int?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place

  func validate() throws {
    if findings.isEmpty != all { throw ValidationError(say("reproduce.which")) }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError(say("option.threads-range"))
    }
  }

  func run() async throws {
    let observatory = try place.open()
    let line = ProgressLine()
    let wanted = try findings.map { try FindingArgument.reference($0, in: observatory) }
    func slugs(_ kind: RecordKind) -> [Slug]? {
      all ? nil : wanted.filter { $0.kind == kind }.map(\.id)
    }
    var results = try await observatory.reproduce(
      slugs(.finding), number: version, threads: threads, progress: line.listener)
    results += try observatory.reproduceLockstep(
      slugs(.lockstep), number: version, progress: line.listener)
    line.finish()
    if json {
      Terminal.print(
        Array(
          JSONValue.array(
            results.map { ["finding": .string($0.id.text), "result": .string($0.outcome.word)] }
          ).indentedText.utf8))
    } else {
      for result in results { Terminal.print("\(result.id): \(result.outcome.text)") }
    }
    if results.contains(where: { $0.outcome != .same }) { throw ExitCode(1) }
  }
}

/// A finding's name as people write it: with or without its kind.
enum FindingArgument {
  static func slug(_ text: String) throws -> Slug {
    if let reference = RecordReference(text), reference.kind == .finding { return reference.id }
    guard let slug = Slug(text) else {
      throw ValidationError(say("reproduce.bad-name", ["text": .text(text)]))
    }
    return slug
  }

  /// The record that is meant, of either kind of finding; a bare name means lockstep where only that has it.
  static func reference(_ text: String, in observatory: Observatory) throws -> RecordReference {
    if let reference = RecordReference(text), [.finding, .lockstep].contains(reference.kind) {
      return reference
    }
    let lockstep = RecordReference(.lockstep, try slug(text))
    let isLockstep = try observatory.holdings.version(of: lockstep) != nil
    return isLockstep ? lockstep : RecordReference(.finding, lockstep.id)
  }
}

extension Reproduction {
  /// A stable word.
  var word: String {
    switch self {
    case .same: "same"
    case .different: "different"
    case .notMade: "not-made"
    case .otherExhibits: "other-exhibits"
    case .otherTables: "other-tables"
    case .otherVersion: "other-version"
    case .noMethod: "no-method"
    }
  }

  /// What came of it, for people.
  var text: String {
    switch self {
    case .different(let fields):
      say("reproduce.different", ["fields": .text(fields.prefix(8).joined(separator: ", "))])
    case .otherVersion(let number): say("reproduce.other-version", ["number": .number(number)])
    case .noMethod(let name): say("reproduce.no-method", ["name": .text(name)])
    default: say("reproduce.\(word)")
    }
  }
}
