import Bytes
import Record

/// The table of ooni/blocking-fingerprints, and ours with three columns more: `networks`,
/// `valid_from` and `valid_to`. Columns are known by their names and may stand in any order; those
/// that are not known are passed over.
public enum FingerprintTable {
  /// The columns as we write them.
  public static let columns = [
    "name", "scope", "other_names", "location_found", "pattern_type", "pattern",
    "confidence_no_fp", "expected_countries", "source", "exp_url", "notes", "networks",
    "valid_from", "valid_to",
  ]

  private static let needed = ["name", "scope", "location_found", "pattern_type", "pattern"]

  /// Reads a table.
  ///
  /// - Complexity: O(n) in its length.
  public static func read(_ bytes: [UInt8]) -> FingerprintList {
    var list = FingerprintList()
    var places: [String: Int]?
    var count = 0
    eachRow(of: bytes, &list) { row, list in
      let texts: [String]
      do throws(CSVError) { texts = try row.texts() } catch {
        list.faults.append(.init(line: row.line, name: "", reason: .notCSV(error)))
        return true
      }
      guard let places else {
        let found = Dictionary(zip(texts, texts.indices), uniquingKeysWith: { one, _ in one })
        for name in needed where found[name] == nil {
          list.faults.append(.init(line: row.line, name: "", reason: .missingColumn(name)))
        }
        places = found
        count = texts.count
        return needed.allSatisfy { found[$0] != nil }
      }
      let name = places["name"].flatMap { $0 < texts.count ? texts[$0] : nil } ?? ""
      do throws(RowFault) {
        guard texts.count == count else {
          throw RowFault(.wrongCount(fields: texts.count, columns: count))
        }
        let fields = Fields { column in places[column].map { texts[$0] } ?? "" }
        list.fingerprints.append(try fields.fingerprint())
      } catch { list.faults.append(.init(line: row.line, name: name, reason: error.reason)) }
      return true
    }
    return list
  }

  /// Calls `body` with each row until it returns `false`. After a row that is none, reading goes on
  /// with the next line.
  private static func eachRow(
    of bytes: [UInt8], _ list: inout FingerprintList,
    _ body: (CSVRow, inout FingerprintList) -> Bool
  ) {
    var reader = CSVReader()
    // Lines before the one at which the reader began.
    var before = 0
    var line = 0
    var place = 0
    while place < bytes.count {
      let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      line += 1
      do throws(CSVError) {
        var rows = try reader.read(Array(bytes[place..<end]))
        if end == bytes.count, let last = try reader.finish() { rows.append(last) }
        for var row in rows {
          row.line += before
          guard body(row, &list) else { return }
        }
      } catch {
        var fault = error
        fault.line += before
        list.faults.append(.init(line: fault.line, name: "", reason: .notCSV(fault)))
        reader = CSVReader()
        before = line
      }
      place = end
    }
  }

  /// The table of `fingerprints`, one row each in their order.
  public static func bytes(of fingerprints: [Fingerprint]) -> [UInt8] {
    var writer = CSVWriter()
    writer.row(columns)
    for fingerprint in fingerprints { writer.row(row(of: fingerprint)) }
    return writer.bytes
  }

  static func row(of one: Fingerprint) -> [String] {
    [
      one.name, one.scope.rawValue, one.otherNames, one.place.description,
      one.pattern.kind.rawValue, one.pattern.text, String(one.confidence),
      one.countries.joined(separator: ","), one.source, one.url, one.notes,
      one.networks.map { "AS\($0)" }.joined(separator: ","), one.validFrom?.description ?? "",
      one.validTo?.description ?? "",
    ]
  }
}

/// Why a row is no fingerprint.
struct RowFault: Error {
  var reason: FingerprintFault.Reason
  init(_ reason: FingerprintFault.Reason) { self.reason = reason }
}

/// The fields of one row, by the names of their columns; empty for none.
struct Fields {
  let field: (String) -> String

  func fingerprint() throws(RowFault) -> Fingerprint {
    guard let scope = Fingerprint.Scope(rawValue: field("scope")) else {
      throw RowFault(.unknownScope(field("scope")))
    }
    guard let place = Fingerprint.Place(field("location_found")) else {
      throw RowFault(.unknownPlace(field("location_found")))
    }
    guard let kind = BytePattern.Kind(rawValue: field("pattern_type")) else {
      throw RowFault(.unknownPatternType(field("pattern_type")))
    }
    if place == .dns, kind != .full { throw RowFault(.partialAnswer) }
    let pattern = BytePattern(kind, field("pattern"))
    if let fault = PatternSet([pattern]).faults.first { throw RowFault(.badPattern(fault.reason)) }
    let found = Fingerprint(
      name: field("name"), scope: scope, place: place, pattern: pattern,
      confidence: try confidence(), countries: try countries(), networks: try networks(),
      otherNames: field("other_names"), source: field("source"), url: field("exp_url"),
      notes: field("notes"), validFrom: try day("valid_from"), validTo: try day("valid_to"))
    if let reason = FingerprintSpecificity.fault(of: pattern, in: place, scope) {
      throw RowFault(reason)
    }
    return found
  }

  private func confidence() throws(RowFault) -> Int {
    let text = field("confidence_no_fp")
    if text.isEmpty { return 0 }
    guard let value = Int(text), 0...10 ~= value else { throw RowFault(.badConfidence(text)) }
    return value
  }

  private func parts(_ column: String) -> [String] {
    field(column).split { $0 == "," || $0 == " " || $0 == ";" }.map(String.init)
  }

  private func countries() throws(RowFault) -> [String] {
    var found: Set<String> = []
    for part in parts("expected_countries") {
      let code = part.uppercased()
      guard code.utf8.count == 2, code.utf8.allSatisfy({ $0 &- 0x41 < 26 }) else {
        throw RowFault(.badCountry(part))
      }
      // ZZ stands for a country that is not known.
      if code != "ZZ" { found.insert(code) }
    }
    return found.sorted()
  }

  private func networks() throws(RowFault) -> [UInt32] {
    var found: Set<UInt32> = []
    for part in parts("networks") {
      let digits = part.hasPrefix("AS") ? part.dropFirst(2) : part[...]
      guard let number = UInt32(digits), number > 0 else { throw RowFault(.badNetwork(part)) }
      found.insert(number)
    }
    return found.sorted()
  }

  private func day(_ column: String) throws(RowFault) -> CivilDay? {
    let text = field(column)
    if text.isEmpty { return nil }
    guard let day = CivilDay(parsing: text) else { throw RowFault(.badDate(text)) }
    return day
  }
}
