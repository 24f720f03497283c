public import Bytes
import Record

/// What the person said to their case becoming public. What was published stays for ever, so that only a plain yes is
/// one: neither silence nor a condition in words.
public enum PublicationConsent: String, Sendable, Hashable, CaseIterable {
  /// Nobody asked, or the answer is not in the case.
  case notAsked = "not_asked"
  case given, refused
  /// Words that are neither a plain yes nor a plain no.
  case unclear

  /// The name of the fact that holds it.
  public static let fact = "publication.consent"

  /// Reads an answer.
  public init(_ answer: JSONValue) {
    switch answer {
    case .bool(let agrees): self = agrees ? .given : .refused
    case .string(let text):
      let plain = Self.plain(text)
      self =
        Self.yes.contains(plain) ? .given : Self.no.contains(plain) ? .refused : .unclear
    case .null: self = .notAsked
    default: self = .unclear
    }
  }

  /// In small letters, without what stands around the words.
  private static func plain(_ text: String) -> String {
    if text.contains("?") { return "" }
    let trimmed = text.drop { !$0.isLetter }
    let end = trimmed.lastIndex { $0.isLetter }
    return Composition.nfc(end.map { String(trimmed[...$0]) } ?? "").lowercased()
  }

  private static let yes: Set<String> = [
    "yes", "y", "true", "agree", "agrees", "agreed", "i agree", "có", "đồng ý", "tôi đồng ý",
  ]
  private static let no: Set<String> = [
    "no", "n", "false", "refuse", "refuses", "refused", "i do not agree", "không", "từ chối",
    "không đồng ý", "tôi không đồng ý",
  ]
}

extension DocketCase {
  /// What the person said last to their case becoming public.
  public var publicationConsent: PublicationConsent {
    facts.first { $0.name == PublicationConsent.fact }.map { PublicationConsent($0.value.json) }
      ?? .notAsked
  }
}
