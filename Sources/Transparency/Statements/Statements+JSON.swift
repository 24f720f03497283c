internal import Bytes

/// Statements out of the JSON that platforms send, one or many (docket specification 3.2).
public struct StatementDocument: Sendable {
  /// The statements.
  public private(set) var statements: [Statement] = []
  /// What was met; a row is a statement of the document, counted from 1.
  public private(set) var notes = ReadingNotes()

  /// How many statements the interface takes at once.
  public static let mostAtOnce = 100

  /// Whether there are more than the interface takes at once.
  public var isTooMany: Bool { notes.rows > Self.mostAtOnce }

  /// Reads one statement, or `{"statements": […]}`.
  ///
  /// - Throws: `FigureFileFault` for what is neither.
  public static func read(_ bytes: [UInt8]) throws(FigureFileFault) -> StatementDocument {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw .json("\(error)") }
    var document = StatementDocument()
    if case .array(let list) = value["statements"] {
      for one in list { document.add(one) }
    } else {
      guard value["decision_ground"].text != nil || value["puid"].text != nil else {
        throw .member("statements")
      }
      document.add(value)
    }
    return document
  }

  private mutating func add(_ value: JSONValue) {
    notes.rows += 1
    guard let members = value.object?.members else {
      notes.refuse(row: notes.rows, "statements", "no object")
      return
    }
    var statement = Statement()
    for member in members { statement.set(member) }
    statement.check(columns: Set(StatementColumn.allCases))
    for name in statement.unknown.keys { notes.note(name, in: "members") }
    statements.append(statement)
  }
}

extension Statement {
  fileprivate mutating func set(_ member: JSONObject.Member) {
    let name = member.name == "puid" ? StatementColumn.platformUID.rawValue : member.name
    if member.name == "content_id", let ean = member.value["EAN-13"].text {
      set(.contentIDEAN, ean)
      return
    }
    guard let column = StatementColumn(rawValue: name) else {
      unknown[member.name] = String(decoding: member.value.canonicalBytes, as: UTF8.self)
      return
    }
    switch (column.content, member.value) {
    case (_, .null): return
    case (.codes, .array(let list)):
      let codes = list.compactMap(\.text)
      if codes.count != list.count { breach(.wrongKind(column)) }
      set(column, codes)
    case (.codes, _): breach(.wrongKind(column))
    case (.answer, .bool(let answer)): set(column, answer ? "Yes" : "No")
    case (_, .string(let text)): set(column, text)
    default: breach(.wrongKind(column))
    }
  }
}
