import Bytes
import Ledger
import Messages
import Record
import Transparency

/// Numbers of one file as records: a source for the file, a series for each company, country and measure *of this
/// export*, a figure for each period. Another export of the same report has other series: nothing is written over.
struct FigureDrafts {
  typealias Entry = (reference: RecordReference, content: JSONValue)

  /// The file that the numbers are of.
  struct Export {
    /// The report, as its readers know it, by the name of its message.
    var report: String
    /// The last period that it has numbers of.
    var through: EDTF
    /// The SHA-256 of the file.
    var digest: [UInt8]
    /// How many bytes it has.
    var size: Int

    /// Letters and digits that tell it from every other export.
    var mark: String { "\(FigureDrafts.name(of: through))-\(Hex.text(digest).prefix(8))" }

    /// The last month, as titles name it.
    var lastMonth: String {
      guard let last = through.latest?.parts else { return through.description }
      return "\(last.year)-\(last.month < 10 ? "0" : "")\(last.month)"
    }
  }

  let export: Export
  private(set) var source: Entry
  private(set) var series: [Entry] = []
  private(set) var figures: [Entry] = []
  private var known: Set<Slug> = []

  init?(_ export: Export) {
    self.export = export
    guard let id = Slug("\(export.report)-\(export.mark)") else { return nil }
    let arguments: [String: MessageArgument] = [
      "month": .text(export.lastMonth), "bytes": .text(String(export.size)),
    ]
    let publisher = Messages.text("transparency.report.\(export.report).publisher", in: .en)
    source = (
      RecordReference(.source, id),
      [
        "id": .string(id.text), "publisher": .string(publisher),
        "title": Self.both("transparency.report.\(export.report)", arguments),
        "sha256": .string(Hex.text(export.digest)),
        "note": Self.both("transparency.report.\(export.report).note", arguments),
      ]
    )
  }

  static func both(_ key: String, _ arguments: [String: MessageArgument] = [:]) -> JSONValue {
    both { Messages.text(key, in: $0, arguments) }
  }

  private static func both(_ text: (Language) -> String) -> JSONValue {
    ["en": .string(text(.en)), "vi": .string(text(.vi))]
  }

  /// Half a year as `2025-h1`, other times as they are written, with hyphens.
  static func name(of period: EDTF) -> String {
    if let first = period.earliest?.parts, let last = period.latest?.parts,
      first.year == last.year, (first.day, last.day) == (1, last.month == 6 ? 30 : 31),
      (first.month, last.month) == (1, 6) || (first.month, last.month) == (7, 12)
    {
      return "\(first.year)-h\(first.month == 1 ? 1 : 2)"
    }
    return Folding.slug(from: period.description)
  }

  /// Adds a number.
  ///
  /// - Returns: `false` where no name can be made for it.
  mutating func add(_ total: FigureTotal, _ names: inout NamedActors) throws -> Bool {
    guard let company = try names.company(total.company),
      let platform = try names.platform(total.service, of: total.company, by: company),
      let id = seriesName(total),
      let figure = Slug("\(id)--\(Self.name(of: total.period))")
    else { return false }
    if known.insert(id).inserted {
      series.append(
        (RecordReference(.series, id), content(of: id, total, company, platform, names)))
    }
    figures.append((RecordReference(.figure, figure), content(of: figure, in: id, total)))
    return true
  }

  private func seriesName(_ total: FigureTotal) -> Slug? {
    let parts = [
      Folding.slug(from: total.company), total.area.lowercased(),
      total.measure.rawValue.replacing("_", with: "-"), total.service.map { Self.short($0, 24) },
      total.scope.map { Self.short($0, 32) }, export.mark,
    ]
    return Slug(parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "-"))
  }

  /// A text as a part of a name; what is cut is told apart by a digest.
  private static func short(_ text: String, _ most: Int) -> String {
    let slug = Folding.slug(from: text)
    guard slug.utf8.count > most || slug.isEmpty else { return slug }
    let digest = Hex.text(SHA256Digest.of(Array(text.utf8))).prefix(6)
    return slug.isEmpty ? String(digest) : "\(slug.prefix(most - 7))-\(digest)"
  }

  private func content(
    of id: Slug, _ total: FigureTotal, _ company: Slug, _ platform: Slug, _ names: NamedActors
  ) -> JSONValue {
    let title = Self.both { language in
      let what = Messages.text("vocabulary.measure.\(total.measure.rawValue)", in: language)
      let part = [total.service, total.scope].compactMap(\.self).joined(separator: ", ")
      return Messages.text(
        part.isEmpty ? "transparency.series" : "transparency.series.part", in: language,
        [
          "company": .text(total.company), "measure": .text(what), "part": .text(part),
          "country": .text(names.country(total.area, in: language)),
          "month": .text(export.lastMonth),
        ])
    }
    var object = JSONObject([
      ("id", JSONValue.string(id.text)), ("title", title), ("unit", .string(total.unit)),
      ("basis", .string(FigureBasis.companyReport.rawValue)),
      ("publisher", .string(company.text)), ("platform", .string(platform.text)),
      ("measure", .string(total.measure.rawValue)),
    ])
    object["scope"] = total.scope.map { .string(Composition.nfc($0)) }
    object["sources"] = .array([.string(source.reference.id.text)])
    return .object(object)
  }

  private func content(of id: Slug, in series: Slug, _ total: FigureTotal) -> JSONValue {
    var object = JSONObject([
      ("id", JSONValue.string(id.text)), ("series", .string(series.text)),
      ("period", .string(total.period.description)), ("value", Self.number(total.high)),
      ("unit", .string(total.unit)), ("vintage", .string(export.through.description)),
      ("sources", .array([.string(source.reference.id.text)])),
      ("confidence", .string(Confidence.confirmed.rawValue)),
    ])
    // Of the Union as a whole there is no code of a country.
    if total.area != "EU" { object["country"] = .string(total.area) }
    if total.low != total.high { object["bound"] = .string(Bound.atMost.rawValue) }
    let caveats = FigureCaveat.allCases.filter(total.caveats.contains)
    if !caveats.isEmpty {
      object["caveats"] = .array(caveats.map { .string($0.rawValue) })
      object["note"] = note(on: total)
    }
    return .object(object)
  }

  /// What has to be said with a number, with the amounts.
  private func note(on total: FigureTotal) -> JSONValue? {
    var parts: [(key: String, arguments: [String: MessageArgument])] = []
    if total.caveats.contains(.partsDoNotAddUp) {
      parts.append(
        (
          "transparency.uneven.\(total.excess == 0 ? "even" : total.excess < 0 ? "less" : "more")",
          [
            "rows": .number(total.unevenRows), "of": .number(total.rows),
            "by": .text(Self.text(abs(total.excess))),
          ]
        ))
    }
    if total.caveats.contains(.band) {
      parts.append(
        (
          "transparency.band",
          ["low": .text(Self.text(total.low)), "high": .text(Self.text(total.high))]
        ))
    }
    guard !parts.isEmpty else { return nil }
    return Self.both { language in
      parts.map { Messages.text($0.key, in: language, $0.arguments) }.joined(separator: " ")
    }
  }

  private static func number(_ value: Double) -> JSONValue {
    Int64(exactly: value).map { .integer($0) } ?? .number(value)
  }

  private static func text(_ value: Double) -> String {
    Int64(exactly: value).map { String($0) } ?? "\(value)"
  }
}
