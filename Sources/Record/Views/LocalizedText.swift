public import Bytes

/// A text in one or both languages.
public struct LocalizedText: Sendable, Hashable {
  /// The Vietnamese text, if there is one.
  public var vi: String?
  /// The English text, if there is one.
  public var en: String?

  /// Makes a text.
  public init(vi: String? = nil, en: String? = nil) {
    self.vi = vi
    self.en = en
  }

  /// Reads `{vi: …, en: …}`; `nil` when neither is there.
  public init?(_ value: JSONValue) {
    guard value["vi"].text != nil || value["en"].text != nil else { return nil }
    self.init(vi: value["vi"].text, en: value["en"].text)
  }

  /// The text to show a reader of `language`, and the language it really is in: a text that is
  /// missing in one language is shown in the other and marked so.
  public func text(for language: Language) -> (text: String, language: Language) {
    let own = language == .vi ? vi : en
    if let own { return (own, language) }
    let other: Language = language == .vi ? .en : .vi
    return ((other == .vi ? vi : en) ?? "", other)
  }
}
