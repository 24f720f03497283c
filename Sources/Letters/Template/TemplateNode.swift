/// A part of a template.
///
/// The language of templates has six signs, all in braces:
/// `{a.field}` a fact; `{?a.field}…{/?}` what is said only where the fact is there; `{!a.field}…{/!}` what is
/// said only where it is not; `{*a.list}…{/*}` what is said for each item, with `{.part}` of the item;
/// `{#}` the next number of a point; `{>part}` another file in this place. Lines that begin with `%` are
/// remarks.
indirect enum TemplateNode: Sendable, Hashable {
  case text(String)
  /// The end of a line of the template. A line that was blank there stays; one that held signs alone, and
  /// of which nothing is left, does not.
  case lineEnd(wasBlank: Bool)
  case field(String)
  /// A part of the item of the list around it; empty for the item itself.
  case part(String)
  case point
  case present(String, [TemplateNode])
  case absent(String, [TemplateNode])
  case each(String, [TemplateNode])
}

/// What is wrong with a template or a table beside it.
public struct TemplateFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Kind: Sendable, Hashable {
    case braceNotClosed
    case braceNotOpened
    case badField(String)
    case blockNotClosed(String)
    case blockNotOpened(String)
    case nestedList(String)
    case partOutsideList(String)
    case unknownInclude(String)
    case unknownField(String)
    case listNeeded(String)
    case notAList(String)
    case languageLacking(String)
    case fieldOfOneLanguage(String)
    case contentLacking(element: String)
    case wordToAvoid(String)
    case table(String)
  }

  /// The file: `L1.vi.txt`.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// What is wrong.
  public var kind: Kind

  /// The fault in one line of English.
  public var description: String { "\(file), line \(line): \(kind)" }
}
