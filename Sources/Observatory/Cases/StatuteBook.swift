public import Docket
import Messages
public import Record

/// The statutes of the record as a docket needs them: by what demands call them, and how letters name them.
public struct StatuteBook: Sendable {
  /// The provisions and instruments, by which a demand is read.
  public let register: ProvisionRegister
  private let statutes: [String: Statute]

  /// A book without statutes.
  public init() {
    register = ProvisionRegister()
    statutes = [:]
  }

  /// Reads the statutes of a record.
  ///
  /// - Parameter marks: what has been judged of their provisions.
  /// - Throws: what `holdings` throw, and `FieldFault`.
  public init(of holdings: any Holdings, judgedBy marks: ProvisionMarks = .none) throws {
    var all: [Statute] = []
    try holdings.each(.statute) { all.append(try Statute($0.content)) }
    register = ProvisionRegister(of: all, judgedBy: marks)
    statutes = Dictionary(all.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a citation means, as letters name it: the instrument by language, and the article where it has a number.
  /// `nil` for what is not in the record.
  public func name(
    of cited: String
  ) -> (instrument: [Language: String], article: String?, clause: String?, point: String?)? {
    guard let provision = register.provision(citedAs: cited),
      let statute = statutes[provision.instrument ?? provision.id]
    else { return nil }
    let names = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, Self.name(of: statute, in: $0)) })
    let article = provision.article.flatMap { ArticleNumber($0) }
    return (names, article?.article, article?.clause, article?.point)
  }

  /// A citation in one line of a language; as it was given where the record does not know it.
  public func text(of cited: String, in language: Language) -> String {
    guard let name = name(of: cited), let instrument = name.instrument[language] else {
      return cited
    }
    guard let article = name.article else { return instrument }
    return language == .vi ? "Điều \(article) \(instrument)" : "\(instrument), Art. \(article)"
  }

  /// Kind and number, "Nghị định 72/2013/NĐ-CP"; the title where there is no number that tells it.
  private static func name(of statute: Statute, in language: Language) -> String {
    guard var number = statute.number, number.contains("/"), statute.type != .code,
      statute.type != .constitution
    else { return statute.title.text(for: language).text }
    if language == .vi {
      number = number.replacing("/ND-", with: "/NĐ-").replacing("/QD-", with: "/QĐ-")
    }
    let kind = Messages.text("vocabulary.statute-type.\(statute.type.rawValue)", in: language)
    return "\(kind.prefix(1).uppercased())\(kind.dropFirst()) \(number)"
  }
}
