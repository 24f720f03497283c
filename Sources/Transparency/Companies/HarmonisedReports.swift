internal import Bytes

/// The reports of large platforms in the EU's common template, as one JSON file of all services (docket specification
/// 2.10 and 3.5): complaints, disputes and suspensions (table 7) and orders of authorities (table 3).
public struct HarmonisedReports: Sendable {
  /// What was complained of, or what else is counted: one line of table 7.
  public struct Appeals: Sendable, Hashable {
    /// Which service.
    public var service: String
    /// Whose it is.
    public var platform: String
    /// The part of the service. Parts are never added to `All`.
    public var surface: String
    /// The heading in the template.
    public var section: String
    /// The line in the template.
    public var indicator: String
    /// The numbers as they were filed, by the template's columns.
    public var values: [Scope: Double]
    /// Columns that the template does not have, with their numbers.
    public var others: [String: Double]
    /// Counts with a fraction.
    public var fractions: Set<Scope>

    /// A whole count; `nil` where it is missing, which is not zero, or has a fraction.
    public func count(_ scope: Scope) -> Int? { values[scope].flatMap { Int(exactly: $0) } }

    /// Reversed of all that came in.
    public var reversedOfAll: Rate? {
      guard let reversed = count(.reversed), let total = count(.total) else { return nil }
      return Rate(part: reversed, base: total)
    }

    /// Reversed of those that were decided. Decisions reversed in part are decided too.
    public var reversedOfDecided: Rate? {
      guard let reversed = count(.reversed), let upheld = count(.upheld) else { return nil }
      return Rate(part: reversed, base: reversed + upheld + (count(.partlyReversed) ?? 0))
    }

    /// How many of the total no outcome is told of; `nil` where that is not known. Less than nothing when more is told
    /// than came in.
    public var open: Double? {
      guard let total = values[.total] else { return nil }
      let told = [Scope.upheld, .reversed, .partlyReversed, .omitted].compactMap { values[$0] }
      return told.isEmpty ? nil : total - told.reduce(0, +)
    }
  }

  /// A column of table 7.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    case total = "Total number"
    case upheld = "Decisions upheld"
    case reversed = "Decisions reversed"
    case partlyReversed = "Decisions partially reversed"
    case omitted = "Decision omitted"
    case medianTime = "Median time"
    case shareImplemented = "Percentage of outcomes implemented"

    /// Whether it counts decisions; units of the others differ between those who file them.
    public var isCount: Bool { self != .medianTime && self != .shareImplemented }
  }

  /// Orders of authorities of one country, or of all: one line of table 3.
  public struct Orders: Sendable, Hashable {
    /// Which service.
    public var service: String
    /// Whose it is.
    public var platform: String
    /// The category of the content, `TOTAL` for all.
    public var category: String
    /// The member state, `TOTAL` for all.
    public var scope: String
    /// Orders to act against content (Article 9).
    public var toAct: Int?
    /// Items that those name.
    public var items: Int?
    /// Orders to give information (Article 10).
    public var forInformation: Int?

    /// Whether it is the sum of all countries and categories.
    public var isTotal: Bool { category == "TOTAL" && scope.uppercased() == "TOTAL" }
  }

  /// What time the reports are about, as the file says.
  public private(set) var period = ""
  /// Table 7.
  public private(set) var appeals: [Appeals] = []
  /// Table 3.
  public private(set) var orders: [Orders] = []
  /// What was met.
  public private(set) var notes = ReadingNotes()

  /// The line of all complaints.
  public static let complaints =
    "Number of complaints submitted to the internal-complaints mechanism"
  /// The line of all disputes.
  public static let disputes =
    "Number of disputes submitted to out-of-court dispute settlement bodies"

  /// Reads the file.
  ///
  /// - Throws: `FigureFileFault`.
  /// - Complexity: O(n) in its length.
  public static func read(_ bytes: [UInt8]) throws(FigureFileFault) -> HarmonisedReports {
    let file = try FigureTape(bytes)
    var result = HarmonisedReports()
    if let meta = file.tape.member("meta", of: .root) {
      result.period = file.tape.text("period", of: meta) ?? ""
    }
    let services = try file.texts("services")
    let platforms = try file.texts("service_platforms")
    guard services.count == platforms.count else { throw .member("service_platforms") }
    let scopes = try file.texts("scopes")
    let lists = (
      sections: try file.texts("sections"), indicators: try file.texts("indicators"),
      surfaces: try file.texts("surfaces"), categories: try file.texts("categories")
    )
    var places: [[String]: Int] = [:]
    file.eachRow(of: try file.list("t7")) { number, fields in
      result.notes.rows += 1
      guard fields.count == 6, let service = fields[0].name(in: services),
        let platform = fields[0].name(in: platforms),
        let section = fields[1].name(in: lists.sections),
        let indicator = fields[2].name(in: lists.indicators),
        let scope = fields[3].name(in: scopes), let surface = fields[5].name(in: lists.surfaces)
      else {
        result.notes.refuse(row: number, "t7", "\(fields.count) fields")
        return
      }
      // Missing is not zero.
      guard let value = fields[4].number else { return }
      let key = [service, surface, section, indicator]
      let place = places[key] ?? result.appeals.count
      if place == result.appeals.count {
        places[key] = place
        result.appeals.append(
          Appeals(
            service: service, platform: platform, surface: surface, section: section,
            indicator: indicator, values: [:], others: [:], fractions: []))
      }
      result.appeals[place].set(value, scope, row: number, &result.notes)
    }
    for (place, appeals) in result.appeals.enumerated() {
      if let open = appeals.open, open != 0 { result.notes.noteUneven(row: place) }
    }
    file.eachRow(of: try file.list("t3")) { number, fields in
      result.notes.rows += 1
      guard fields.count == 6, let service = fields[0].name(in: services),
        let platform = fields[0].name(in: platforms),
        let category = fields[1].name(in: lists.categories),
        let scope = fields[2].name(in: scopes)
      else {
        result.notes.refuse(row: number, "t3", "\(fields.count) fields")
        return
      }
      for field in fields[3...] {
        if let value = field.number, Int(exactly: value) == nil {
          result.notes.refuse(row: number, "t3", "\(value)")
        }
      }
      func count(_ place: Int) -> Int? { fields[place].number.flatMap { Int(exactly: $0) } }
      result.orders.append(
        Orders(
          service: service, platform: platform, category: category, scope: scope, toAct: count(3),
          items: count(4), forInformation: count(5)))
    }
    return result
  }
}

extension HarmonisedReports.Appeals {
  mutating func set(_ value: Double, _ name: String, row: Int, _ notes: inout ReadingNotes) {
    guard let scope = HarmonisedReports.Scope(rawValue: name) else {
      others[name] = value
      notes.note(name, in: "scopes of t7")
      return
    }
    guard values.updateValue(value, forKey: scope) == nil else {
      notes.refuse(row: row, "t7", "\(service), \(indicator), \(name): twice")
      return
    }
    if scope.isCount, Int(exactly: value) == nil { fractions.insert(scope) }
  }
}
