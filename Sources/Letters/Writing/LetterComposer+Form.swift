internal import Record

extension LetterComposer {
  // MARK: The head of a letter to an authority

  /// Names that stand for what the form of a country says, not for facts.
  enum FormName {
    static let motto = "form.motto"
    static let dateline = "form.dateline"
  }

  var form: LetterTables.Form? {
    let everywhere = tables.forms["*"]?[language]
    guard addressee == .authority, case .text(let country)? = facts["addressee.country"] else {
      return everywhere
    }
    return tables.forms[country]?[language] ?? everywhere
  }

  mutating func dateline() {
    let line = form?.dateline ?? "{place}, {date}"
    var rest = line[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex {
        runs.append(LetterRun(text: String(rest[..<open]), origin: .template))
      }
      datePart(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { runs.append(LetterRun(text: String(rest), origin: .template)) }
  }

  /// `{day<10}` is the day with a nought before it below 10.
  private mutating func datePart(_ sign: Substring) {
    if sign == "place" {
      tell(value(of: "letter.place"), "letter.place")
      return
    }
    guard case .day(let day)? = value(of: "letter.date"), sign != "date" else {
      tell(value(of: "letter.date"), "letter.date")
      return
    }
    let pieces = sign.split(separator: "<")
    let numbers: [Substring: Int] = ["day": day.day, "month": day.month, "year": day.year]
    guard let name = pieces.first, let number = numbers[name] else { return }
    let limit = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
    used.insert("letter.date")
    runs.append(
      LetterRun(
        text: number < min(limit, 10) ? "0\(number)" : String(number), origin: .field("letter.date")
      ))
  }
}
