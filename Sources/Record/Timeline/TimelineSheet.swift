import Bytes

/// The columns of a timeline kept as a spreadsheet, and its rows as slides of the JSON format.
struct TimelineSheet {
  private static let columns: [String: [String]] = [
    "year": ["start_date", "year"], "month": ["start_date", "month"],
    "day": ["start_date", "day"], "time": ["start_time"],
    "end year": ["end_date", "year"], "end month": ["end_date", "month"],
    "end day": ["end_date", "day"], "end time": ["end_time"],
    "start date": ["start_text"], "end date": ["end_text"], "display date": ["display_date"],
    "headline": ["text", "headline"], "text": ["text", "text"], "media": ["media", "url"],
    "media credit": ["media", "credit"], "media caption": ["media", "caption"],
    "media thumbnail": ["media", "thumbnail"], "alt text": ["media", "alt"], "type": ["type"],
    "group": ["group"], "tag": ["group"], "background": ["background", "url"],
    "unique id": ["unique_id"],
  ]

  private let paths: [[String]?]

  /// Reads the row of names; a name that no timeline has is remarked upon.
  init(names: [String], reader: inout TimelineReader) {
    paths = names.map { name in
      let words = name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return Self.columns[words]
    }
    for (name, path) in zip(names, paths) where path == nil && !name.isEmpty {
      reader.remark(1, name, .unknownColumn)
    }
  }

  /// Reads one row; one with nothing in it is no row.
  func read(_ row: CSVRow, into reader: inout TimelineReader) {
    let number = row.number
    do throws(CSVError) {
      let cells = try row.texts()
      guard cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return }
      guard !cells.dropFirst(paths.count).contains(where: { !$0.isEmpty }) else {
        return reader.fault(TimelineFault(row: number, "", .tooManyCells))
      }
      read(cells, number, into: &reader)
    } catch {
      reader.fault(TimelineFault(row: number, "", .unreadable("\(error)")))
    }
  }

  private func read(_ cells: [String], _ number: Int, into reader: inout TimelineReader) {
    var slide = JSONValue.object(JSONObject())
    for (cell, path) in zip(cells, paths) where !cell.isEmpty {
      guard let path, let first = path.first else { continue }
      if path.count == 1 {
        slide[first] = .string(cell)
      } else {
        slide[first][path[1]] = .string(cell)
      }
    }
    do throws(TimelineFault) {
      for end in ["start", "end"] { try join(&slide, end, number) }
    } catch { return reader.fault(error) }
    let type = TimelineDates.text(slide["type"]).lowercased()
    switch type {
    case "": reader.event(slide, row: number)
    case "title": reader.title(slide, row: number)
    case "era": reader.era(slide, row: number)
    default: reader.fault(TimelineFault(row: number, "Type", .unknownType(type)))
    }
  }

  /// Brings a date that is spread over columns, or stands in one, into the form of the document.
  private func join(_ slide: inout JSONValue, _ end: String, _ row: Int) throws(TimelineFault) {
    let written = TimelineDates.text(slide["\(end)_text"])
    if !written.isEmpty, slide["\(end)_date"].isNull { slide["\(end)_date"] = .string(written) }
    let clock = TimelineDates.text(slide["\(end)_time"])
    guard !clock.isEmpty else { return }
    guard let time = ClockTime(clock) else {
      let field = end == "start" ? "Time" : "End Time"
      throw TimelineFault(row: row, field, .noSuchDate("\"\(clock.prefix(40))\" is not a time"))
    }
    guard slide["\(end)_date"].object != nil else { return }
    slide["\(end)_date"]["hour"] = .string(String(time.hour))
    slide["\(end)_date"]["minute"] = .string(String(time.minute))
    if !time.second.isEmpty { slide["\(end)_date"]["second"] = .string(time.second) }
  }
}
