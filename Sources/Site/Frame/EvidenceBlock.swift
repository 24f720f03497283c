import Bytes
import Messages
import Record

/// What every record's page says of its support: disagreement, sources, versions, ledger entry.
extension Page {
  /// Says at the top of a page that the record was taken back.
  mutating func retraction(_ evidence: Evidence) { retraction(evidence.retraction) }

  /// Says at the top of a page that the record was taken back.
  mutating func retraction(_ retraction: Retraction?) {
    guard let retraction else { return }
    notice { page in
      page.html.element("strong", page.words("site.retracted"))
      page.html.markup(" (")
      page.date(retraction.on)
      page.html.markup("): ")
      page.text(retraction.reason)
    }
  }

  /// Writes claims beside the record's own values, then note and sources.
  mutating func support(_ evidence: Evidence, of version: RecordVersion) throws {
    writeClaims(evidence.claims, of: version)
    if let note = evidence.note {
      heading(2, words("site.note"))
      html.markup("<p>")
      text(note)
      html.markup("</p>\n")
    }
    if !evidence.sources.isEmpty {
      heading(2, words("site.sources"), id: "sources")
      try sourceList(evidence.sources)
    }
    try provenance(of: version)
  }

  mutating func writeClaims(_ claims: [Claim], of version: RecordVersion) {
    guard !claims.isEmpty else { return }
    heading(
      version.reference.kind == .proceeding || version.reference.kind == .figure ? 3 : 2,
      words("site.claims"))
    paragraph(words("site.claims.intro"))
    let columns = ["field", "here", "value", "confidence", "sources"]
    table(words("site.claims"), columns.map { words("site.claims.\($0)") }) { page in
      for claim in claims {
        page.row { page in
          page.rowHeading {
            $0.html.text($0.label(of: claim.field, kind: version.reference.kind))
          }
          page.cell("value") {
            let own = JSONPointer.value(at: claim.field, in: version.content) ?? .null
            $0.value(own, at: claim.field, of: version.reference.kind)
          }
          page.cell("value") { page in
            page.value(claim.value, at: claim.field, of: version.reference.kind)
            if let note = claim.note {
              page.html.markup("<br><small>")
              page.text(note)
              page.html.markup("</small>")
            }
          }
          page.cell(page.words.code("confidence", claim.confidence.rawValue))
          page.cell { $0.sourceLinks(claim.sources) }
        }
      }
    }
  }

  /// The name of a field as people know it.
  func label(of pointer: String, kind: RecordKind) -> String {
    let names = (JSONPointer.names(pointer) ?? []).filter { Int($0) == nil }
    return words("field.\(kind.rawValue).\(names.joined(separator: ".")).label")
  }

  /// Writes a value as its field's type asks.
  mutating func value(_ value: JSONValue, at pointer: String, of kind: RecordKind) {
    if let text = LocalizedText(value) { return self.text(text) }
    switch (kind.type(at: pointer), value) {
    case (.date, .string(let text)):
      if let date = try? EDTF(parsing: text) { self.date(date) } else { html.text(text) }
    case (.choice(let vocabulary), .string(let code)): html.text(words.code(vocabulary.name, code))
    case (.reference(let kind), .string(let id)):
      if let slug = Slug(id) { link(kind, slug) } else { html.text(id) }
    case (_, .string(let text)): html.text(text)
    case (_, .null): html.text(words("site.none"))
    default:
      if let number = value.double {
        html.text(words.number(number))
      } else {
        html.text(value.canonicalText)
      }
    }
  }

  /// Writes where a version stands in the record and how to check it.
  mutating func provenance(of version: RecordVersion) throws {
    heading(2, words("site.provenance"), id: "provenance")
    let arguments: [String: MessageArgument] = [
      "version": .number(version.number), "day": .text(words.day(version.day)),
      "entry": .number(version.entry),
    ]
    html.markup("<p>")
    html.text(words("site.provenance.text", arguments))
    html.markup(" ")
    html.link(address(.verify), words("site.provenance.how"))
    html.markup("</p>\n<p><code>")
    html.text("haidang prove \(version.reference) --to proof/")
    html.markup("</code></p>\n")
    try versions(of: version)
  }

  private mutating func versions(of version: RecordVersion) throws {
    guard version.number > 1 || version.reference.kind == .event else { return }
    let history = try site.holdings.history(of: version.reference)
    guard history.count > 1 else { return }
    html.markup("<ul class=\"versions\">\n")
    for old in history {
      let name = words(
        "site.version",
        ["number": .number(old.number), "day": .text(words.day(old.day))])
      html.markup("<li>")
      if old.reference.kind == .event, old.number != version.number {
        let number = old.number == history.count ? nil : old.number
        html.link(address(.event(old.reference.id, version: number)), name)
      } else {
        html.text(name)
      }
      html.markup("</li>\n")
    }
    html.markup("</ul>\n")
  }

  /// Writes links to records in a line.
  mutating func links(_ kind: RecordKind, _ ids: [Slug]) {
    for (index, id) in ids.enumerated() {
      if index > 0 { html.markup("; ") }
      link(kind, id)
    }
  }

  /// Writes a line of a summary, unless there is nothing to say.
  mutating func linksRow(_ label: String, _ kind: RecordKind, _ ids: [Slug]) {
    guard !ids.isEmpty else { return }
    summaryRow(label) { $0.links(kind, ids) }
  }

  /// Writes a date in a line of a summary, if there is one.
  mutating func dateRow(_ label: String, _ date: EDTF?) {
    guard let date else { return }
    summaryRow(label) { $0.date(date) }
  }

  /// Writes a text in a line of a summary, if there is one.
  mutating func textRow(_ label: String, _ text: LocalizedText?) {
    guard let text else { return }
    summaryRow(label) { $0.text(text) }
  }

  /// Writes a named quantity with its bound.
  mutating func quantity(_ value: Double, unit: String?, bound: Bound?) {
    if let bound {
      html.text(words.code("bound", bound.rawValue))
      html.markup(" ")
    }
    html.text(words.number(value))
    if let unit, !unit.isEmpty {
      html.markup(" ")
      code(words.unit(unit, of: value))
    }
  }

  /// Writes what a metric counts: in words where it has them, else its code, which is English.
  private mutating func name(of metric: Metric) {
    if let title = metric.title { return text(title) }
    code((metric.name.split(separator: "_").joined(separator: " "), language == .en))
  }

  /// Writes a table of quantities.
  mutating func metrics(_ metrics: [Metric], sources: [Slug]) {
    guard !metrics.isEmpty else { return }
    let columns = ["name", "value", "sources"].map { words("site.metrics.\($0)") }
    table(words("site.metrics"), columns) { page in
      for metric in metrics {
        page.row { page in
          page.rowHeading { page in
            page.name(of: metric)
            if let note = metric.note {
              page.html.markup("<br><small>")
              page.text(note)
              page.html.markup("</small>")
            }
          }
          page.cell("value") { $0.quantity(metric.value, unit: metric.unit, bound: metric.bound) }
          page.cell { $0.sourceLinks(sources) }
        }
      }
    }
  }
}
