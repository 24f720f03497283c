import Foundation
import Glibc
import Testing

@Suite("Bad input is refused with place and remedy, and changes nothing")
struct BadInputTests {
  /// A file that must not get in, and what the message must say.
  struct Bad: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var says: [String]

    init(_ name: String, _ text: String, _ says: String...) {
      testDescription = name
      self.text = text
      self.says = says
    }
  }

  static let texts: [Bad] = [
    Bad("malformed YAML", "events:\n  - id: [a\n    b: 2\n", "bad.yaml:", "is not YAML"),
    Bad("not a mapping", "- 1\n- 2\n", "bad.yaml:1", "must be a mapping from kinds"),
    Bad("an unknown kind", "evnets:\n  - id: a\n", "bad.yaml:1", "evnets", "events"),
    Bad(
      "an unknown field",
      """
      events:
        - id: a
          wehn: '2020'
          when: '2020'
          title: {en: A}
          kind: throttling
          sources: [example-press-2020]
          confidence: reported
      """, "bad.yaml:3:", "event/a", "/wehn", "is not a field here"),
    Bad(
      "an impossible date",
      """
      events:
        - id: a
          when: '2021-02-30'
          title: {en: A}
          kind: throttling
          sources: [example-press-2020]
          confidence: reported
      """, "bad.yaml:3:", "/when", "is not a date"),
    Bad(
      "a code that is not in its list",
      """
      events:
        - id: a
          when: '2021'
          title: {en: A}
          kind: slow
          sources: [example-press-2020]
          confidence: reported
      """, "bad.yaml:5:", "/kind", "throttling"),
    Bad(
      "a missing field",
      """
      events:
        - id: a
          when: '2021'
          kind: throttling
          sources: [example-press-2020]
          confidence: reported
      """, "bad.yaml:2:", "/title", "required and missing"),
    Bad(
      "two records of one name",
      "sources:\n  - id: a\n    publisher: A\n  - id: a\n    publisher: B\n",
      "bad.yaml:4", "source/a", "stands at", "bad.yaml:2"),
    Bad(
      "a key twice", "sources:\n  - id: a\n    publisher: A\n    publisher: B\n", "bad.yaml:",
      "publisher", "twice"),
    Bad(
      "a reference to nothing",
      """
      events:
        - id: a
          when: '2020'
          title: {en: A}
          kind: throttling
          sources: [nobody-ever]
          confidence: reported
      """, "bad.yaml:6:", "/sources/0", "source/nobody-ever", "nowhere"),
    Bad(
      "a provision that no statute has",
      """
      persons:
        - id: p
          name: {en: P}
          sources: [example-press-2020]
          confidence: reported
      proceedings:
        - id: p-main
          person: p
          role: main
          steps: [{step: charge, provisions: [article-0]}]
          sources: [example-press-2020]
          confidence: reported
      """, "bad.yaml:10:", "article-0", "no statute"),
    Bad(
      "anchors and aliases",
      "sources:\n  - &a {id: a, publisher: A}\n  - *a\n", "bad.yaml:2", "anchors and aliases"),
    Bad(
      "a decomposed text", "sources:\n  - id: a\n    publisher: \"Vie\u{0302}\u{0323}t\"\n",
      "bad.yaml:3", "NFC"),
    Bad(
      "a control character", "sources:\n  - id: a\n    publisher: \"A\u{1}\"\n", "bad.yaml:3",
      "control"),
  ]

  private func expectRefused(
    _ bench: Bench, _ path: String, _ says: [String], code: Int32 = 3
  ) throws {
    let before = try bench.content()
    let outcome = try bench.run("import", path)
    #expect(outcome.code == code, "\(outcome.output)\(outcome.errors)")
    for part in says {
      #expect(outcome.errors.contains(part), "\(part) in: \(outcome.errors)")
    }
    #expect(try bench.content() == before)
    try bench.expectSound()
  }

  private func withSources(_ body: (Bench) throws -> Void) throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("good.yaml", Dossier.sources)
      #expect(try bench.run("import", "good.yaml").isFine)
      try body(bench)
    }
  }

  @Test(arguments: texts) func refuses(bad: Bad) throws {
    try withSources { bench in
      try bench.write("bad.yaml", bad.text)
      try expectRefused(bench, "bad.yaml", bad.says)
    }
  }

  @Test func namesEveryFaultOfAFolderAtOnce() throws {
    try withSources { bench in
      try bench.write("many/a.yaml", "sources:\n  - id: BAD\n    publisher: A\n")
      try bench.write("many/b.yaml", "sources:\n  - id: b\n")
      try expectRefused(bench, "many", ["a.yaml:2", "b.yaml:2", "2 faults"])
    }
  }

  @Test(arguments: [
    ("UTF-16", [0xFF, 0xFE, 0x61, 0x00] as [UInt8], "UTF-16"),
    ("Latin-1", Array("sources: # Vi".utf8) + [0xEA, 0x74], "not UTF-8"),
    ("cut inside a character", Array("sources: # Vi".utf8) + [0xE1, 0xBB], "not UTF-8"),
  ])
  func namesAWrongEncoding(name: String, bytes: [UInt8], says: String) throws {
    try withSources { bench in
      let path = "\(bench.folder)/bad.yaml"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      try expectRefused(bench, "bad.yaml", ["bad.yaml", says, "save"])
    }
  }

  @Test(arguments: ["huge.yaml", "huge.json", "huge.csv"])
  func refusesAFileOfTwoGigabytesWithoutReadingIt(name: String) throws {
    try withSources { bench in
      let path = "\(bench.folder)/\(name)"
      let file = open(path, O_CREAT | O_WRONLY, 0o644)
      #expect(ftruncate(file, 2 << 30) == 0)
      close(file)
      let code: Int32 = name.hasSuffix("yaml") ? 3 : 4
      try expectRefused(bench, name, [name, "split it"], code: code)
    }
  }

  @Test func refusesALoopOfLinks() throws {
    try withSources { bench in
      try bench.write("loop/a.yaml", "sources: []\n")
      symlink("\(bench.folder)/loop", "\(bench.folder)/loop/again")
      try expectRefused(bench, "loop", ["again", "symbolic link"])
    }
  }

  @Test func refusesWhatIsNotThere() throws {
    try withSources { bench in
      try expectRefused(bench, "nothing.yaml", ["nothing.yaml"])
    }
  }

  @Test func namesAnAnswerOfAnInterfaceOnceForEachFile() throws {
    let row =
      #"{"anomaly":null,"confirmed":null,"input":"https://news.example/","measurement_start_time":"2026-01-01 01:13:15","probe_cc":"XX","scores":"","test_name":"web_connectivity","tid":""}"#
    try Bench.with { bench in
      for name in ["a.json", "b.json"] {
        try bench.write(name, "[" + Array(repeating: row, count: 60).joined(separator: ", ") + "]")
      }
      let paths = ["a.json", "b.json"].map { "\(bench.folder)/\($0)" }
      let errors = try Program.run(["verdict"] + paths).errors
      #expect(errors.split(separator: "lists measurements").count == 3, "\(errors)")
      #expect(errors.contains("120 texts refused"), "\(errors)")
    }
  }

  @Test func refusesAFileOfUnknownForm() throws {
    try withSources { bench in
      try bench.write("notes.txt", "hello")
      try expectRefused(bench, "notes.txt", ["notes.txt", "YAML, TimelineJS"])
    }
  }
}
