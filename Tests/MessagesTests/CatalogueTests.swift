import Bytes
import Foundation
import Record
import Testing

@testable import Messages

@Suite("The message catalogue")
struct CatalogueTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func read(_ area: String, _ language: Language) throws -> [String: String] {
    let path = root.appending(path: "Sources/Messages/Catalogue/\(area).\(language.rawValue).json")
    let value = try JSONValue(parsing: Array(try Data(contentsOf: path)))
    return Dictionary(
      uniqueKeysWithValues: try #require(value.object).members.map {
        ($0.name, $0.value.text ?? "")
      })
  }

  /// The names in braces, whatever their form.
  static func placeholders(_ text: String) -> Set<String> {
    let flat = text.replacing(/(?:one|other|=[0-9]+) \{/, with: "(")
    return Set(flat.matches(of: /\{([a-z]+)(?:,|\})/).map { String($0.1) })
  }

  @Test(arguments: ["record", "site", "data", "command"])
  func hasTheSameKeysAndPlaceholdersInBothLanguages(area: String) throws {
    let vi = try Self.read(area, .vi)
    let en = try Self.read(area, .en)
    #expect(Set(vi.keys) == Set(en.keys))
    for (key, text) in en {
      #expect(Self.placeholders(text) == Self.placeholders(vi[key] ?? ""), "\(key)")
      for (language, value) in [(Language.en, text), (.vi, vi[key] ?? "")] {
        #expect(!value.isEmpty, "\(key) \(language)")
        #expect(Composition.nfc(value) == value, "\(key) \(language)")
      }
    }
  }

  @Test func namesEveryCodeOfEveryClosedList() {
    for kind in RecordKind.allCases {
      check(kind.fields, kind)
    }
    for standing in Standing.allCases {
      expectText("vocabulary.standing.\(standing.rawValue)")
    }
  }

  private func check(_ fields: [Field], _ kind: RecordKind, _ path: String = "") {
    for field in fields {
      let place = path.isEmpty ? field.name : "\(path).\(field.name)"
      expectText("field.\(kind.rawValue).\(place)")
      expectText("field.\(kind.rawValue).\(place).label")
      codes(field.type)
      check(inner(field.type), kind, place)
    }
  }

  private func codes(_ type: FieldType) {
    switch type {
    case .choice(let vocabulary):
      for code in vocabulary.codes { expectText("vocabulary.\(vocabulary.name).\(code)") }
    case .list(let element): codes(element)
    default: break
    }
  }

  private func inner(_ type: FieldType) -> [Field] {
    switch type {
    case .object(let fields): fields
    case .list(let element): inner(element)
    default: []
    }
  }

  private func expectText(_ key: String) {
    for language in Language.allCases {
      #expect(Messages.text(key, in: language) != key, "\(key) in \(language)")
    }
  }

  @Test(arguments: [
    (Language.en, 1, "1 event"), (.en, 2, "2 events"), (.en, 1000, "1,000 events"),
    (.vi, 1, "1 sự kiện"), (.vi, 1000, "1.000 sự kiện"),
  ])
  func countsInEachLanguage(language: Language, count: Int, expected: String) {
    let text = Messages.text("site.count.event", in: language, ["n": .number(count)])
    let number = NumberText.integer(count, in: language)
    #expect("\(number) \(text)" == expected)
  }

  @Test func everyKeyThatTheSourcesNameIsThere() throws {
    let sources = Self.root.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"((?:site|data)\.[a-z0-9.-]+[a-z0-9])"/) {
        let key = String(match.1)
        guard !["data.json", "site.css"].contains(key) else { continue }
        count += 1
        expectText(key)
      }
      for match in text.matches(of: /say\("([a-z0-9.-]+[a-z0-9])"/) {
        count += 1
        expectText("command.\(match.1)")
      }
      for match in text.matches(of: /[^.]phrase\("([a-z0-9.-]+[a-z0-9])"/) {
        count += 1
        expectText("lockstep.\(match.1)")
      }
    }
    #expect(count > 200)
  }
}
