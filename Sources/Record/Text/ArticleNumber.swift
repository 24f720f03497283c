/// The number of an article as a register prints it, in its parts: "26", "27 (clause 3, point b)". What stands in brackets
/// alone, "(removal)", is a remark in place of a number that nobody knows.
public struct ArticleNumber: Sendable, Hashable {
  /// The article, or a span of articles: "26", "15–16".
  public var article: String
  /// The clause.
  public var clause: String?
  /// The point.
  public var point: String?

  /// The number in a language: "27(3)(b)", "27 khoản 3 điểm b".
  public func text(in language: Language) -> String {
    switch language {
    case .en: article + [clause, point].compactMap { $0.map { "(\($0))" } }.joined()
    case .vi: article + (clause.map { " khoản \($0)" } ?? "") + (point.map { " điểm \($0)" } ?? "")
    }
  }

  /// Reads a number; `nil` where there is none.
  public init?(_ printed: String) {
    let head = printed.prefix { $0 != "(" }
    let number = head.filter { !$0.isWhitespace }
    guard let first = number.first, first.isNumber else { return nil }
    article = number
    let words = printed.dropFirst(head.count).split { !$0.isLetter && !$0.isNumber }
      .map(String.init)
    func after(_ word: String) -> String? {
      words.firstIndex(of: word).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }
    clause = after("clause")
    point = after("point")
  }
}
