internal import Bytes

/// One row of a table with where it stands.
struct PackRow {
  var table: String
  var line: Int
  var fields: [String]

  func `is`(_ tags: Set<String>) -> Bool { tags.contains(fields[0]) }

  func fault(_ problem: String) -> PackFault {
    PackFault(table: table, line: line, problem: problem)
  }

  /// All rows below the heading.
  static func rows(
    of bytes: [UInt8], _ table: String, fields count: Int
  ) throws(PackFault) -> [PackRow] {
    let rows: [CSVRow]
    do { rows = try CSVReader.rows(of: bytes) } catch {
      throw PackFault(table: table, line: error.line, problem: error.description)
    }
    var out: [PackRow] = []
    for row in rows.dropFirst() {
      guard let texts = try? row.texts(), texts.count == count else {
        throw PackFault(table: table, line: row.line, problem: "\(count) fields of UTF-8 expected")
      }
      out.append(PackRow(table: table, line: row.line, fields: texts))
    }
    return out
  }
}

extension LocalePack {
  mutating func add(surname row: PackRow) throws(PackFault) {
    let scanned = ScannedText(Array(row.fields[1].utf8))
    guard !scanned.tokens.isEmpty else { throw row.fault("no surname") }
    guard ["name", "word"].contains(row.fields[3]) else {
      throw row.fault("kind is name or word, not \(row.fields[3])")
    }
    // Any surname is a name in the middle too. Short ones without diacritics are other words.
    if scanned.tokens.count == 1, let exact = scanned.tokens[0].exact,
      let bare = scanned.tokens[0].bare
    {
      roles[exact, default: []].insert(.surname)
      if scanned.tokens[0].units.count > 2 { bareRoles[bare, default: []].insert(.surname) }
    }
    surnames.add(
      scanned.tokens,
      Surname(
        isWord: row.fields[3] == "word", isMarked: scanned.tokens.contains(where: \.isMarked),
        isCommon: !row.fields[2].isEmpty && row.fields[3] == "name",
        // Where a tag names no country the language's own order holds: given names first.
        isFirst: row.fields[0].contains("-")))
  }

  mutating func add(name row: PackRow) throws(PackFault) {
    let tokens = ScannedText(Array(row.fields[1].utf8)).tokens
    guard tokens.count == 1, let exact = tokens[0].exact, let bare = tokens[0].bare else {
      throw row.fault("a name is one word of at most \(WordKey.mostLetters) letters")
    }
    var role: Role
    switch row.fields[2] {
    case "middle": role = .middle
    case "given": role = .given
    default: throw row.fault("role is middle or given, not \(row.fields[2])")
    }
    if !row.fields[0].contains("-") { role.insert(.western) }
    roles[exact, default: []].formUnion(role)
    bareRoles[bare, default: []].formUnion(role)
  }

  mutating func add(word row: PackRow) throws(PackFault) {
    guard let kind = WordKind(rawValue: row.fields[1]) else {
      throw row.fault("unknown kind \(row.fields[1])")
    }
    let text = row.fields[2]
    let scanned = ScannedText(Array(text.utf8))
    guard scanned.count > 0 else { throw row.fault("no words") }
    literals[kind, default: []].append(scanned.codes)
    guard !scanned.tokens.isEmpty else { return }
    phrases[kind, default: PhraseTable()].add(
      scanned.tokens,
      Word(
        text: text, note: row.fields[3], isMarked: scanned.tokens.contains(where: \.isMarked),
        needsDot: scanned.codes.last == UInt8(ascii: ".")))
  }

  mutating func add(format row: PackRow) throws(PackFault) {
    let shape = row.fields[2]
    guard !shape.isEmpty else { throw row.fault("no shape") }
    switch row.fields[1] {
    case "country": callingCodes.append(Array(shape.utf8))
    case "trunk": trunk = Array(shape.utf8)
    case "phone", "identity", "identity-cued", "passport", "passport-cued", "plate":
      shapes[row.fields[1], default: []].append(NumberShape(shape))
    default: throw row.fault("unknown kind \(row.fields[1])")
    }
  }
}
