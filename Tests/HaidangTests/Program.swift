import Foundation
import Glibc
import Testing

/// The built program, run as a user runs it.
struct Program {
  /// What a run left behind.
  struct Outcome {
    var code: Int32
    var signal: Int32
    var output: String
    var errors: String
    /// Whether it ended well.
    var isFine: Bool { code == 0 && signal == 0 }
  }

  /// The program beside the bundle of these tests.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let folder = bundle.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    return (folder ?? "\(root)/.build/debug") + "/haidang"
  }()

  /// The project's root.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs the program and waits for its end.
  @discardableResult
  static func run(
    _ arguments: [String], environment: [String: String] = [:], folder: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var all = ["HAIDANG_LANG": "en", "PATH": "/usr/bin:/bin"]
    all.merge(environment) { $1 }
    process.environment = all
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let places = (out: scratch + ".out", error: scratch + ".err")
    for place in [places.out, places.error] {
      #expect(FileManager.default.createFile(atPath: place, contents: nil))
    }
    defer {
      unlink(places.out)
      unlink(places.error)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: places.out)
    process.standardError = FileHandle(forWritingAtPath: places.error)
    try process.run()
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return Outcome(
      code: isKilled ? -1 : process.terminationStatus,
      signal: isKilled ? process.terminationStatus : 0,
      output: try String(contentsOfFile: places.out, encoding: .utf8),
      errors: try String(contentsOfFile: places.error, encoding: .utf8))
  }
}

/// A folder of a test's own, with an observatory in it.
struct Bench {
  let folder: String
  var observatory: String { folder + "/observatory" }

  /// Runs `body` in a fresh folder that goes with it.
  static func with<Result>(_ body: (Bench) throws -> Result) throws -> Result {
    var template = Array("/tmp/haidang-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(Bench(folder: folder))
  }

  /// Runs `body` in a folder with an observatory in which the small dossier is recorded.
  static func withRecord(_ body: (Bench) throws -> Void) throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("all/sources.yaml", Dossier.sources)
      try bench.write("all/events.yaml", Dossier.events(5))
      try bench.write("all/people.yaml", Dossier.person)
      #expect(try bench.run("import", "all").isFine)
      try body(bench)
    }
  }

  /// Makes an empty observatory.
  func make() throws {
    let outcome = try Program.run([
      "init", observatory, "--unprotected-key", "--title-en", "Example", "--title-vi", "Ví dụ",
    ])
    #expect(outcome.isFine, "\(outcome.errors)")
  }

  /// Runs a command on the observatory.
  @discardableResult
  func run(_ arguments: String..., kill: String? = nil) throws -> Program.Outcome {
    try Program.run(
      arguments + ["-C", observatory],
      environment: kill.map { ["HAIDANG_KILL_AT": $0] } ?? [:], folder: folder)
  }

  /// Writes a file below the folder.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Copies a folder, as it is.
  func copy(_ from: String, to: String) throws {
    try? FileManager.default.removeItem(atPath: to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
  }

  /// The bytes of every lasting file of the observatory: all but the cache and the lock.
  func content() throws -> [String: Data] {
    var found: [String: Data] = [:]
    let files = FileManager.default.enumerator(atPath: observatory)
    while let name = files?.nextObject() as? String {
      let path = "\(observatory)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue, !name.hasPrefix("record.sqlite"), name != ".lock",
        !name.contains("/.state/")
      else { continue }
      found[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return found
  }

  /// Expects that the full check of the observatory finds nothing.
  func expectSound(_ place: Comment? = nil) throws {
    let outcome = try run("verify")
    #expect(outcome.isFine, place ?? "\(outcome.output)\(outcome.errors)")
  }
}

/// A small dossier about nobody.
enum Dossier {
  static let sources = """
    sources:
      - id: example-press-2020
        publisher: "Example Press"
        url: "https://press.example/2020/1"
        published: '2020-02-03'
      - id: example-wire-2020
        publisher: "Example Wire"
    """

  static func events(_ count: Int) -> String {
    "events:\n"
      + (1...count).map { number in
        """
          - id: 2020-event-\(number)
            when: '2020-0\(1 + number % 9)'
            title:
              en: "Event number \(number)"
              vi: "Sự kiện số \(number)"
            kind: throttling
            sources: [example-press-2020]
            confidence: reported
        """
      }.joined(separator: "\n") + "\n"
  }

  static let person = """
    persons:
      - id: an-example
        name: {vi: "Nguyễn Ví Dụ"}
        sources: [example-wire-2020]
        confidence: reported
    proceedings:
      - id: an-example-main
        person: an-example
        role: main
        steps:
          - step: arrest
            on: '2019-12'
          - step: sentence
            on: '2020-06-01'
            prison_months: 60
        sources: [example-wire-2020]
        confidence: reported
    """
}
