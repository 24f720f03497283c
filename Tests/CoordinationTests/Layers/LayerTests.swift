import Bytes
import Record
import Signals
import Testing

@testable import Coordination

/// What accounts carry to different targets, which the layer of targets cannot see.
@Suite("Layers of texts, links, hashtags and pictures") struct LayerTests {
  typealias Made = MadeUpActions
  static let copiers = Set((0..<10).map { "copier \($0)" })
  static let carried = ObjectForm.allCases.filter(\.isCarried)

  @Test("The record knows the same layers, under the same names") func vocabulary() {
    #expect(ObjectForm.allCases.map(\.rawValue) == LockstepObject.allCases.map(\.rawValue))
  }

  static func copied(seed: UInt64, change: (Int, String) -> String = { $1 }) -> Made {
    var made = Made(seed: seed)
    made.writers()
    let texts = (0..<12).map { _ in made.sentence(14) }
    made.waves(12) { made, wave, account, target, at in
      made.write("copier \(account)", on: target, at: at, text: change(account, texts[wave]))
    }
    return made
  }

  @Test("Copied texts on different targets: only the layers of texts see them") func texts() throws
  {
    let made = Self.copied(seed: 1)
    #expect(made.told(.actionAndTarget).isEmpty && made.told(.target).isEmpty)
    for form in [ObjectForm.text, .nearText] {
      let finding = try #require(made.told(form).first)
      #expect(made.told(form).count == 1 && finding.names == Self.copiers)
      #expect(finding.level == .high && finding.form == form && finding.tests.visits >= 10)
      #expect(finding.targets.allSatisfy { $0.name.hasPrefix("w") && $0.owner == nil })
    }
  }

  @Test("Some write without diacritics, in capitals, and address somebody") func diacritics() throws
  {
    let made = Self.copied(seed: 2) { account, text in
      switch account % 3 {
      case 0: text
      case 1: "@ban " + text.uppercased()
      default: String(decoding: Self.bare(text), as: UTF8.self)
      }
    }
    #expect(try #require(made.told(.text).first).names == Self.copiers)
  }

  /// A text's normal form without diacritics.
  private static func bare(_ text: String) -> [UInt8] {
    var (form, text) = (NormalForm(), text)
    text.withUTF8 { form.read(UnsafeRawBufferPointer($0)) }
    return form.withBare { Array($0) }
  }

  @Test("Each changes a word: only the layer of nearly equal texts sees it") func nearTexts() throws
  {
    let made = Self.copied(seed: 3) { account, text in
      var words = text.split(separator: " ").map(String.init)
      words[account] = "riêng\(["a", "b", "c", "d", "e", "g", "h", "i", "k", "l"][account])"
      return words.joined(separator: " ")
    }
    #expect(made.told(.text).isEmpty)
    #expect(try #require(made.told(.nearText).first).names == Self.copiers)
  }

  @Test("Links, hashtags and pictures: a look at most") func things() throws {
    var made = Made(seed: 4)
    made.writers()
    made.waves(12) { made, wave, account, target, at in
      made.write(
        "copier \(account)", on: target, at: at, text: made.sentence(11),
        links: ["press.example/\(wave)"], tags: ["ours\(wave)", "also\(wave)", "all"],
        images: ["banner\(wave)"])
    }
    #expect(made.told(.actionAndTarget).isEmpty && made.told(.text).isEmpty)
    for (form, things) in [(ObjectForm.url, 12), (.hashtag, 24), (.image, 12)] {
      let finding = try #require(made.told(form).first)
      #expect(finding.names == Self.copiers && finding.level == .medium)
      #expect(finding.targets.count == things)
      // Two hashtags of one comment are one visit, not two.
      #expect(finding.tests.visits == 12)
    }
  }

  @Test("Nobody's lockstep: nothing in any layer", arguments: [5, 6, 7] as [UInt64])
  func organic(seed: UInt64) {
    var made = Made(seed: seed)
    made.writers(stock: (0..<15).map { _ in made.sentence(7) })
    for form in Self.carried { #expect(made.told(form).isEmpty, "\(form)") }
  }

  @Test("Stock phrases and hashtags that everybody uses tell nothing, however close together")
  func everybodys() {
    var made = Made(seed: 8)
    let stock = (0..<12).map { _ in made.sentence(8) }
    made.writers(stock: stock)
    made.waves(12) { made, wave, account, target, at in
      made.write(
        "copier \(account)", on: target, at: at, text: stock[wave], links: ["news.example/\(wave)"],
        tags: ["tag\(wave)"])
    }
    for form in Self.carried { #expect(made.told(form).isEmpty, "\(form)") }
  }

  @Test("What a share button fills in comes with its target and is no text of a layer")
  func shareButton() {
    var made = Made(seed: 9)
    for post in 0..<40 {
      for account in 0..<8 {
        made.write(
          "fan \(account)", on: "post \(post)", at: Made.start + Int64(post) * Made.day / 2,
          text: "Chia sẻ bài viết hay số \(post) từ trang \(String(repeating: "a", count: post))")
      }
    }
    #expect(Incidence(made.columns, form: .text).count == 0)
    #expect(Incidence(made.columns).count == 320)
  }

  @Test("Empty and short texts, mentions alone and empty addresses form no object")
  func nothing() throws {
    var rows = "timestamp,actor,action,target,text,url,hashtag,image\n"
    for account in 0..<6 {
      for (place, text) in ["", " ", "@nam @lan", "hay quá", "năm từ thì quá ngắn"].enumerated() {
        rows += "17172000\(account)\(place),u\(account),comment,t\(account)\(place),\(text),,#,\n"
        rows +=
          "17172001\(account)\(place),u\(account),comment,s\(account)\(place),,http://,#12,0000000000000000\n"
      }
    }
    let columns = try readActions(rows).columns
    for form in Self.carried {
      #expect(Incidence(columns, form: form, leastObjects: 1).count == 0, "\(form)")
      #expect(!form.isThere(in: columns), "\(form)")
    }
  }

  @Test("Addresses and hashtags are read out of texts, and out of columns where there are any")
  func reading() throws {
    let columns = try readActions(
      #"""
      timestamp,actor,target,text,url,hashtags,image
      1717200000,a,t,"Xem (https://www.Example.org/a?utm_source=x&b=1) và http://m.example.org/c. #Đi_chợ!",,,
      1717200001,b,t,see https://t.example/xyz #one,"https://example.org/a/?b=1, https://example.org/c","['Di_cho', 'x1']",ABCDEF0123456789
      1717200002,c,t,no address.,,,
      """#
    ).columns
    let links = ["example.org/a?b=1", "example.org/c"]
    #expect((0..<3).map { columns.links.texts(ofRow: $0) } == [links, links, []])
    #expect(
      (0..<3).map { columns.hashtags.texts(ofRow: $0) } == [["di_cho"], ["di_cho", "x1"], []])
    #expect((0..<3).map { columns.images.texts(ofRow: $0) } == [[], ["abcdef0123456789"], []])
  }

  @Test("Pictures may be named in any way; words, counts and plain surfaces name none")
  func pictures() throws {
    let names = ["img12", "PHOTO_0042.jpg", "none", "photo", "12345", "00000000", "na"]
    let rows = names.enumerated().map { "171720000\($0),a,t\($0),\($1)" }
    let columns = try readActions(
      (["timestamp,actor,target,image"] + rows).joined(separator: "\n")
    ).columns
    #expect(
      names.indices.flatMap { columns.images.texts(ofRow: $0) } == ["img12", "photo_0042.jpg"])
  }

  @Test("The order of rows leaves no trace") func order() {
    var made = Self.copied(seed: 10)
    made.waves(10, name: "linker") { made, wave, account, target, at in
      made.write(
        "linker \(account)", on: target, at: at, links: ["press.example/\(wave)"],
        tags: ["ours\(wave)", "also\(wave)"])
    }
    for form in Self.carried {
      let told = made.told(form).map(\.json.canonicalText)
      #expect(form == .image || !told.isEmpty, "\(form)")
      #expect(told == Made.told(form, in: made.reordered(seed: 3)).map(\.json.canonicalText))
    }
  }

  @Test("Kept actions give the same findings, and those without anything carried are as before")
  func kept() throws {
    var made = Self.copied(seed: 11)
    var bytes = Self.bytes(made.columns)
    #expect(bytes.starts(with: "#haidang-actions/2 key=k\n".utf8))
    made.columns.append(made.reordered(seed: 4))
    #expect(Self.bytes(made.columns) == bytes)
    var reader = KeptActionsReader()
    try reader.read(bytes)
    let read = try reader.finish()
    #expect(Self.bytes(read) == bytes)
    for form in Self.carried {
      #expect(
        Made.told(form, in: read).map(\.json.canonicalText)
          == Self.copied(seed: 11).told(form).map(\.json.canonicalText))
    }
    var plain = Made(seed: 12)
    plain.crowd(accounts: 50, posts: 50, actions: 200)
    bytes = Self.bytes(plain.columns)
    #expect(bytes.starts(with: "#haidang-actions/1 key=k\n".utf8))
  }

  private static func bytes(_ columns: ActionColumns) -> [UInt8] {
    var bytes: [UInt8] = []
    KeptActions.write(columns, key: "k") { bytes += $0 }
    return bytes
  }

  @Test("Of two rows of which one says less, the other stays") func repeated() {
    var made = Made(seed: 13)
    made.write("a", on: "t", at: 5, links: ["x.example"])
    made.write("a", on: "t", at: 5)
    made.write("a", on: "t", at: 5, links: ["y.example"])
    #expect(made.columns.arranged().count == 2)
  }

  @Test("A finding carries its layer into a record and back") func record() throws {
    let finding = try #require(Self.copied(seed: 14).told(.text).first)
    #expect(finding.content["object"] == "text")
    let again = try LockstepFinding(record: .object(finding.content))
    #expect(again.form == .text && again.name == finding.name)
    #expect(try LockstepFinding(json: finding.json) == LockstepFinding(json: again.json))
    let json = try JSONValue(parsing: Array(finding.json.canonicalText.utf8))
    #expect(try LockstepFinding(json: json).form == .text)
  }

  @Test("The rival's count works on what is carried, too") func coAction() {
    var made = Made(seed: 15)
    made.write("a", on: "t", at: 0, links: ["x.example", "y.example"])
    made.write("b", on: "u", at: 5_000, links: ["y.example", "x.example"])
    var rule = DirectedCoAction(window: 60_000, leastWeight: 2)
    rule.form = .url
    #expect(rule.edges(in: made.columns).map(\.weight) == [2, 2])
  }
}
