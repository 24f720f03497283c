import Signals
import Testing

@testable import Coordination

/// One account under several spellings.
@Suite("Spellings of accounts") struct SpellingTests {
  @Test("Spellings that no platform tells apart are one account; case alone is merged when asked")
  func merged() throws {
    // Ông with one letter and with two; the diacritics of the last are other names.
    let names = ["Ana", "ana", " ANA", "Ô", "O\u{302}", "ô", "o", "ben", "Cy"]
    var text = "timestamp,actor,target,owner\n"
    for name in names { text += "1717200207,\"\(name)\",p-\(name.utf8.count),ANA\n" }
    for order in [text, Self.reversed(text)] {
      let apart = try readActions(order)
      #expect(Self.accounts(apart.columns) == ["ANA", "Ana", "Cy", "ana", "ben", "o", "ô"])
      #expect(
        apart.report.spellings
          == .init(folded: .init(groups: 1, names: 3), apart: .init(groups: 1, names: 3)))
      let merged = try readActions(order) { $0.mergesSpellings = true }
      #expect(Self.accounts(merged.columns) == ["ana", "ben", "cy", "o", "ô"])
      #expect(merged.report.spellings == .init(folded: .init(groups: 2, names: 6)))
      // A victim is spelt as it is as an account.
      #expect(merged.columns.owners.count == 1 && merged.columns.owners[0] == "ana")
    }
  }

  private static func accounts(_ columns: ActionColumns) -> [String] {
    (0..<UInt32(columns.accounts.count)).map { columns.accounts[$0] }
      .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private static func reversed(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    return lines[0] + "\n" + lines.dropFirst().reversed().joined(separator: "\n")
  }

  @Test(
    "One spelling for each account",
    arguments: [
      "lê văn tám": [
        "Lê Văn Tám", "LÊ VĂN TÁM ", " Lê  Văn\tTám", "@Lê Văn Tám",
        "Le\u{302} Va\u{306}n Ta\u{301}m",
        "Lê\u{A0}Văn\u{200B} Tám\u{FEFF}", "@ @lê văn tám",
      ],
      "facebook.com/Tam.Le": [
        "https://www.facebook.com/Tam.Le/", "HTTP://m.Facebook.com/Tam.Le", "facebook.com/Tam.Le//",
        "www.facebook.com/Tam.Le", " https://facebook.com/Tam.Le",
      ],
      "example.vn": ["https://example.vn", "www.example.vn", "http://www.m.Example.vn/"],
      "đài.vn/Tin": ["https://Đài.vn/Tin/"], "TamLe": ["@TamLe", " TamLe", "Tam\u{200D}Le"],
    ])
  func common(spelling: String, others: [String]) {
    for other in others + [spelling] {
      #expect(AccountSpelling.common(of: other) == spelling, "\(other)")
      #expect(AccountSpelling.common(of: AccountSpelling.common(of: other)) == spelling)
    }
  }

  @Test(
    "What may be several accounts stays apart",
    arguments: [
      "UCabCD", "ucabcd", "m.nguyen", "m.me/Tam", "www.", "@", " ", "Tam/Le", "tam_le", "Tam-Le",
      "Mr.Right?",
      "lê", "le", "1234567890", "a@example.org", "/", "",
    ])
  func apart(name: String) { #expect(AccountSpelling.common(of: name) == name) }

  @Test("Behind a platform, too") func platforms() throws {
    let columns = try readActions(
      """
      timestamp,actor,target,platform
      1717200207,@Lê Tám,p,Facebook
      1717200208,lê tám,p,facebook
      1717200209,lê tám,p,other
      """
    ).columns
    #expect(columns.accounts.count == 2)
  }

  @Test("Six spellings of one person are no group of six") func person() throws {
    var draw = SplitMix64(seed: 3)
    var rows = "timestamp,actor,action,target\n"
    for row in 0..<6_000 {
      let time = 1_717_200_000 + draw.below(2_000_000)
      rows += "\(time),u\(draw.below(600)),comment,t\(draw.below(900) + row % 3)\n"
    }
    let spellings = [
      "Lê Văn Tám", "lê văn tám", "Le\u{302} Va\u{306}n Ta\u{301}m", "LÊ VĂN TÁM ", " Lê  Văn Tám",
      "@Lê Văn Tám",
    ]
    for wave in 0..<25 {
      for spelling in spellings {
        rows += "\(1_717_260_000 + wave * 70_000 + draw.below(30)),\(spelling),comment,s\(wave)\n"
      }
    }
    let read = try readActions(rows)
    #expect(read.report.spellings.folded == .init(groups: 1, names: 6))
    #expect(LockstepSearch().told(in: read.columns).findings.isEmpty)
  }
}
