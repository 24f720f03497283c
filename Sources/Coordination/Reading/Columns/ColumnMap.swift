/// Which column of a file means what, as far as somebody has said so; the rest goes by known names.
///
/// Written as `actor=author_id,target=parent_id,action=:report`: a field, and the column that has it.
/// `#3` is the third column, `:report` a value for all rows. A target may stand in one of several
/// columns, each with the kind of action that it means: `target=repost_id:share|reply_id:comment`;
/// a row in which all of them are empty is a `post`. The word `cnt` stands for the eight columns of
/// coordination-network-toolkit by their places.
public struct ColumnMap: Sendable, Hashable {
  /// A column.
  public enum Column: Sendable, Hashable {
    /// By its name in the row of names, or a path of names in lines of JSON, `user.id`.
    case name(String)
    /// By its place, counted from 1.
    case place(Int)
  }

  /// A column, and the kind of action that a value in it means.
  public struct Source: Sendable, Hashable {
    /// The column.
    public var column: Column
    /// The kind of action, in lower case; only for targets.
    public var kind: String?
  }

  /// Where a field comes from.
  public enum Origin: Sendable, Hashable {
    /// One value for all rows.
    case constant(String)
    /// The first of these columns that is not empty.
    case columns([Source])
  }

  /// What has been said.
  public private(set) var origins: [ActionField: Origin] = [:]

  /// Known names only.
  public init() {}

  /// The eight columns of coordination-network-toolkit, by place.
  public static let toolkit =
    "action_id=#1,actor=#2,target=#4:share|#5:comment,text=#6,timestamp=#7,url=#8"

  /// Reads `field=column,…`.
  ///
  /// - Throws: `ColumnMapError` for the first part that cannot be understood.
  public init(parsing text: String) throws(ColumnMapError) {
    let text = text == "cnt" ? Self.toolkit : text
    for (index, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
      let part = Self.trimmed(part)
      func error(_ fault: ColumnMapError.Fault) -> ColumnMapError {
        ColumnMapError(fault: fault, part: part, number: index + 1)
      }
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw error(.noEqualsSign) }
      let name = Self.trimmed(sides[0])
      guard let field = ActionField(rawValue: ColumnName.normal(name)) else {
        throw error(.unknownField)
      }
      guard origins[field] == nil else { throw error(.twice) }
      guard let origin = Self.origin(Self.trimmed(sides[1]), of: field) else {
        throw error(.badColumn)
      }
      if case .constant = origin, !field.mayBeConstant { throw error(.noConstant) }
      origins[field] = origin
    }
  }

  /// Says that a field is in a column.
  public mutating func set(_ field: ActionField, to name: String) {
    origins[field] = .columns([Source(column: .name(name), kind: nil)])
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let space: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var rest = text.drop(while: space)
    while let last = rest.last, space(last) { rest = rest.dropLast() }
    return String(rest)
  }

  private static func origin(_ text: String, of field: ActionField) -> Origin? {
    guard !text.isEmpty else { return nil }
    if text.first == ":" {
      let value = trimmed(text.dropFirst())
      return value.isEmpty ? nil : .constant(value)
    }
    guard field == .target else { return column(text).map { .columns([Source(column: $0)]) } }
    var sources: [Source] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      var name = part
      var kind: String?
      if let colon = part.lastIndex(of: ":") {
        name = part[..<colon]
        kind = trimmed(part[part.index(after: colon)...]).lowercased()
      }
      guard kind != "", let column = column(trimmed(name)) else { return nil }
      sources.append(Source(column: column, kind: kind))
    }
    return sources.count <= ColumnPlan.mostTargets ? .columns(sources) : nil
  }

  private static func column(_ text: String) -> Column? {
    guard text.first == "#" else { return text.isEmpty ? nil : .name(text) }
    guard let place = Int(text.dropFirst()), place > 0 else { return nil }
    return .place(place)
  }
}

/// Why a map of columns cannot be understood.
public struct ColumnMapError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    case noEqualsSign, unknownField, twice, badColumn, noConstant
  }

  /// What is wrong.
  public var fault: Fault
  /// The part between two commas.
  public var part: String
  /// Its number, counted from 1.
  public var number: Int

  /// The fault, its place and its remedy in one line.
  public var description: String { "part \(number) of the map, `\(part)`: \(remedy)" }

  private var remedy: String {
    switch fault {
    case .noEqualsSign: "write field=column, for example actor=author_id"
    case .unknownField:
      "no such field; the fields are "
        + ActionField.allCases.map(\.rawValue).joined(separator: ", ")
    case .twice: "the field has been given a column before"
    case .badColumn: "write a column's name, #3 for the third column, or :word for a fixed value"
    case .noConstant: "only action, platform and reason may be the same in all rows"
    }
  }
}
