public import Record

/// Something wrong in a dossier, with its file, line and field.
public struct DossierFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// A field does not fit its schema.
    case field(FieldFault)
    /// The text is not YAML.
    case notYAML(String)
    case duplicateKeys([String])
    /// A node used twice through `&` and `*`.
    case alias
    /// A value with a type written before it, such as `!!binary`.
    case tag(String)
    /// Lists in lists in lists.
    case tooDeep
    case notUTF8(byte: Int)
    case otherEncoding(String)
    case controlCharacter(byte: Int)
    /// A text with a character that nobody sees and that changes what is shown.
    case hiddenCharacter(Unicode.Scalar)
    case tooLong(bytes: Int, most: Int)
    case tooLarge(bytes: Int, most: Int)
    case unreadable(String)
    case link
    case notAFile
    /// The file is no mapping from kinds to lists of records.
    case notADossier
    case unknownKind(String)
    case noRecords
    case severalRecords
    /// The same record stands elsewhere too.
    case duplicate(RecordReference, elsewhere: String)
  }

  /// The file's path.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// The column, from 1; 0 where the whole line is meant.
  public var column: Int
  /// The record, where it is known.
  public var record: String?
  /// What is wrong.
  public var reason: Reason

  init(
    _ file: String, line: Int = 0, column: Int = 0, record: String? = nil, _ reason: Reason
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.record = record
    self.reason = reason
  }

  /// The place, what is wrong there, and the remedy.
  public var description: String {
    var place = file
    if line > 0 { place += ":\(line)" }
    if line > 0, column > 0 { place += ":\(column)" }
    if let record { place += ": \(record)" }
    return "\(place): \(explanation)"
  }

  private var explanation: String {
    switch reason {
    case .field(let fault): "\(fault)"
    case .notYAML(let why): "is not YAML: \(why)"
    case .duplicateKeys(let keys):
      "the key \(keys.joined(separator: ", ")) stands twice in one mapping; keep one"
    case .tag(let name):
      "types written before a value (\(name)) are not used here; write it plainly"
    case .alias: "anchors and aliases (& and *) are not used here; write the value out"
    case .tooDeep: "is nested more deeply than any record; write it flat"
    case .notUTF8(let byte): "byte \(byte) is not UTF-8; save the file as UTF-8"
    case .otherEncoding(let name): "the file is in \(name); save it as UTF-8"
    case .controlCharacter(let byte): "byte \(byte) is a control character; remove it"
    case .hiddenCharacter(let scalar):
      "the text holds the invisible character U+\(String(scalar.value, radix: 16)); remove it"
    case .tooLong(let bytes, let most):
      "the text has \(bytes) bytes, more than the \(most) that a field may have; shorten it"
    case .tooLarge(let bytes, let most):
      "the file has \(bytes) bytes, more than the \(most) that are read; split it"
    case .unreadable(let why): "cannot be read: \(why); check that it is there and who may read it"
    case .link: "is a symbolic link, which is not followed; put the file or folder itself there"
    case .notAFile: "is neither a file nor a folder"
    case .notADossier:
      "must be a mapping from kinds to lists of records, such as 'events:' with '- id: …' below"
    case .unknownKind(let name):
      "\"\(name)\" is not a kind of record; use one of: "
        + RecordKind.allCases.map(\.plural).joined(separator: ", ")
    case .noRecords: "holds no record; write one or remove the file"
    case .severalRecords: "holds several records where one is expected"
    case .duplicate(let reference, let elsewhere):
      "\(reference) stands at \(elsewhere) too; keep one or give it another id"
    }
  }
}
