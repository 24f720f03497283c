public import Record

/// A law, a decree or an order, as far as a demand in words has to be understood.
public struct Instrument: Sendable, Hashable {
  /// Its name in the register.
  public var id: String
  /// Its official number: `72/2013/ND-CP`.
  public var number: String?
  /// What people call it, in either language.
  public var titles: [String]
  /// The instrument as if it were one provision: when it held, and what took its place.
  public var whole: Provision

  /// Makes an instrument.
  public init(
    id: String, number: String?, titles: [String], validFrom: EDTF? = nil,
    end: Provision.End = .open, replacedBy: String? = nil
  ) {
    self.id = id
    self.number = number
    self.titles = titles
    whole = Provision(id: id, validFrom: validFrom, end: end, replacedBy: replacedBy)
  }

  /// The instrument that a statute of the record is.
  public init(_ statute: Statute) {
    self.init(
      id: statute.id.text, number: statute.number,
      titles: [statute.title.vi, statute.title.en].compactMap(\.self),
      validFrom: statute.validity.from, end: statute.validity.end,
      replacedBy: statute.succeededBy?.text)
  }
}

extension ProvisionRegister {
  /// The provision that a demand means: by its name in the register, or in the words of lawyers, such as "khoản 1 Điều 5
  /// Nghị định số 72/2013/NĐ-CP" or "Decree 72/2013, Article 5".
  ///
  /// An article that the register does not have stands for the instrument as a whole: when that held is known. Words that
  /// fit several instruments mean none of them.
  /// - Complexity: O(i · n) in the number of instruments and the length of the words.
  public func provision(citedAs words: String) -> Provision? {
    if let named = self[words] { return named }
    guard words.utf8.count <= 1000 else { return nil }
    let citation = CitationWords(words)
    let fitting = instruments.filter { citation.means($0) }
    let found = fitting.count > 1 ? fitting.filter { citation.meansExactly($0) } : fitting
    guard found.count == 1 else { return nil }
    guard let article = citation.article else { return found[0].whole }
    let articles = provisions.values.filter {
      $0.instrument == found[0].id && CitationWords.number(ofArticle: $0.article) == article
    }
    // Of an article with several provisions nobody can tell which is meant.
    return articles.count == 1 ? articles[0] : found[0].whole
  }
}

/// The words of a citation, folded and apart.
private struct CitationWords {
  private let words: [String]
  private let text: String
  /// Numbers of instruments, in parts: `72/2013/nd-cp` and `72/2013`.
  private let numbers: [[String]]
  /// The number of the article.
  let article: String?

  init(_ given: String) {
    var words: [String] = []
    var word = ""
    for character in Folding.folded(given) {
      if character.isLetter || character.isNumber || "/-".contains(character) {
        word.append(character)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    self.words = words
    text = " " + words.joined(separator: " ") + " "
    numbers = words.filter { $0.contains("/") }.map { Self.parts($0) }
    let place = words.firstIndex { ["dieu", "article", "art"].contains($0) }
    article = place.flatMap { place in
      place + 1 < words.count ? Self.leadingNumber(words[place + 1]) : nil
    }
  }

  /// `02/2011/nd-cp` as `["2", "2011", "nd-cp"]`.
  private static func parts(_ number: String) -> [String] {
    Folding.folded(number).split(separator: "/").map { part in
      let digits = part.drop { $0 == "0" }
      return part.allSatisfy(\.isNumber) && !digits.isEmpty ? String(digits) : String(part)
    }
  }

  private static func leadingNumber(_ word: some StringProtocol) -> String? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : String(digits)
  }

  /// The number of an article as the register prints it: "26", "27 (clause 3, point b)"; none for a span.
  static func number(ofArticle article: String?) -> String? {
    guard let article, let number = leadingNumber(article) else { return nil }
    let rest = article.dropFirst(number.count)
    return rest.isEmpty || rest.first == " " ? number : nil
  }

  /// Whether the words can mean it: by its number, whole or without the letters at its end, by its kind and the first
  /// part of its number, or by what it is called.
  func means(_ instrument: Instrument) -> Bool {
    if let number = instrument.number.map(Self.parts) {
      let given = numbers.filter { $0.count >= 2 }
      // Whoever gives a number means that and nothing else.
      if !given.isEmpty {
        return given.contains { given in
          given.count <= number.count && zip(given, number).allSatisfy { $0 == $1 }
        }
      }
      if number.count > 1, let kind = Self.kind(of: number), let first = number.first {
        let short = kind.contains { word in
          text.contains(" \(word) \(first) ") || text.contains(" \(word) so \(first) ")
            || text.contains(" \(word) no \(first) ")
        }
        if short { return true }
      }
    } else if numbers.contains(where: { $0.count >= 2 }) {
      return false
    }
    return meansByTitle(instrument)
  }

  /// Words for the kind of an instrument, by the letters of its number.
  private static func kind(of number: [String]) -> [String]? {
    guard let letters = number.last else { return nil }
    if letters.hasPrefix("nd-") { return ["nghi dinh", "nd", "decree"] }
    if letters.hasPrefix("tt-") { return ["thong tu", "tt", "circular"] }
    if letters.hasPrefix("qd-") { return ["quyet dinh", "qd", "decision"] }
    if letters.hasPrefix("qh") { return ["luat", "law"] }
    return nil
  }

  private func meansByTitle(_ instrument: Instrument) -> Bool {
    instrument.titles.contains { title in
      let bare = CitationWords.bare(title)
      return bare.words.count > 1 && text.contains(" \(bare.words.joined(separator: " ")) ")
    }
  }

  /// Whether a title and the year that it is told apart by are both there.
  func meansExactly(_ instrument: Instrument) -> Bool {
    if numbers.contains(where: { $0.count >= 2 }) { return true }
    let years = Set(instrument.titles.flatMap { CitationWords.bare($0).years })
      .union(instrument.number.map(Self.parts).map { $0.dropFirst().prefix(1) } ?? [])
    return years.contains { text.contains(" \($0) ") }
  }

  /// A title without years and remarks in brackets.
  private static func bare(_ title: String) -> (words: [String], years: [String]) {
    let plain = title.split(separator: "(").first.map(String.init) ?? title
    let all = Folding.folded(title).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let words = Folding.folded(plain).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    func isYear(_ word: String) -> Bool { word.count == 4 && word.allSatisfy(\.isNumber) }
    return (words.filter { !isYear($0) }, all.filter(isYear))
  }
}
