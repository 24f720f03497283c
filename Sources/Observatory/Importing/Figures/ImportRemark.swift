public import Messages
public import Record

/// Something that whoever imports a transparency report should know: what was left out, and why.
public struct ImportRemark: Sendable, Hashable {
  /// The file.
  public var file: String
  /// What is said of it, below `transparency.remark.` in the catalogue.
  public var key: String
  /// What the text names.
  public var arguments: [String: MessageArgument] = [:]

  /// The remark in a language.
  public func text(in language: Language) -> String {
    "\(file): " + Messages.text("transparency.remark.\(key)", in: language, arguments)
  }
}
