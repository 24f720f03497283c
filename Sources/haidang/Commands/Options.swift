public import ArgumentParser
import Messages
import Glibc
import Observatory
public import Record

/// Which observatory a command works on.
struct Place: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("observatory")],
    help: .init(say("option.observatory"), valueName: "folder"))
  var folder: String?

  /// The folder: as given, else `HAIDANG`, else here.
  var path: String { folder ?? getenv("HAIDANG").map { String(cString: $0) } ?? "." }

  /// Opens the observatory and says what was repaired.
  func open() throws -> Observatory {
    let line = ProgressLine()
    defer { line.finish() }
    return try Observatory(at: path, progress: line.listener)
  }
}

/// How to unlock the signing key.
struct Unlocking: ParsableArguments {
  @Option(help: .init(say("option.passphrase-file"), valueName: "file"))
  var passphraseFile: String?

  /// Unlocks the keys of an observatory, asking on the terminal where needed.
  func keys(of observatory: Observatory) throws -> Keyring {
    try Keyring.open(folder: "\(observatory.folder)/keys") {
      try passphrase(say("passphrase.ask"))
    }
  }

  /// The passphrase from the file, or asked for; `nil` when neither can be had.
  func passphrase(_ prompt: String) throws -> String? {
    if let passphraseFile { return try PassphraseFile.read(passphraseFile) }
    return Terminal.passphrase(prompt)
  }
}

/// In what form to write results.
struct Form: ParsableArguments {
  @Flag(help: .init(say("option.json")))
  var json = false

  @Flag(help: .init(say("option.csv")))
  var csv = false

  var table: Table.Form { json ? .json : csv ? .csv : .text }

  func validate() throws {
    if json, csv { throw ValidationError(say("option.one-form")) }
  }
}

extension RecordKind: ExpressibleByArgument {
  /// Reads a kind from an argument, `event` or `events`.
  public init?(argument: String) { self.init(word: argument) }
  /// The words that help texts and completions offer.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension RecordReference: ExpressibleByArgument {
  /// Reads `kind/id`.
  public init?(argument: String) { self.init(argument) }
}

extension Language: ExpressibleByArgument {}

extension Slug: ExpressibleByArgument {
  /// Reads a slug.
  public init?(argument: String) { self.init(argument) }
}

/// A country, as options name it.
enum CountryOption {
  /// Its code in capitals.
  ///
  /// - Throws: `ValidationError` for what is no country: a table without rows would say that nothing
  ///   happened there.
  static func code(_ text: String) throws -> String {
    let code = text.uppercased()
    // Codes that users assign, such as XX, stand in files too.
    guard code.utf8.count == 2, code.utf8.allSatisfy({ 0x41...0x5A ~= $0 }) else {
      throw ValidationError(say("option.bad-country", ["code": .text(text)]))
    }
    return code
  }
}
