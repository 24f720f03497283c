import Bytes

/// Reads slides of a timeline one after the other and keeps their names apart.
struct TimelineReader {
  let setting: TimelineImport.Setting
  private var result = TimelineImport()
  private var ids: Set<String> = []
  private var externalIDs: Set<String> = []

  init(_ setting: TimelineImport.Setting) { self.setting = setting }

  /// What was read; a timeline without any row that could be an event is a fault.
  func finished() -> TimelineImport {
    var result = result
    if result.events.isEmpty, result.faults.isEmpty {
      result.faults.append(TimelineFault(row: 0, "events", .noEvents))
    }
    return result
  }

  mutating func fault(_ fault: TimelineFault) { result.faults.append(fault) }

  mutating func remark(_ row: Int, _ field: String, _ reason: TimelineFault.Reason) {
    result.remarks.append(TimelineFault(row: row, field, reason))
  }

  // MARK: Slides

  mutating func title(_ slide: JSONValue, row: Int) {
    guard result.title == nil else { return remark(row, "title", .secondTitle) }
    let title = TimelineImport.Title(
      headline: plain(slide["text"]["headline"]), text: plain(slide["text"]["text"]))
    reportLosses(of: slide, row)
    if title.headline.isEmpty, title.text.isEmpty { return }
    result.title = title
  }

  mutating func era(_ slide: JSONValue, row: Int) {
    do throws(TimelineFault) {
      let dates = TimelineDates(slide, row: row, zone: setting.zone)
      guard dates.hasEnd else { throw TimelineFault(row: row, "end_date", .missing) }
      result.bands.append(
        TimelineImport.Band(
          row: row, when: try dates.when(in: setting.language).date,
          headline: plain(slide["text"]["headline"]), text: plain(slide["text"]["text"])))
    } catch { fault(error) }
  }

  mutating func event(_ slide: JSONValue, row: Int) {
    do throws(TimelineFault) {
      let content = try content(of: slide, row)
      result.events.append(
        TimelineImport.Entry(
          row: row, content: content, isKindNamed: kind(of: slide).isNamed))
    } catch { fault(error) }
  }

  // MARK: One event

  private mutating func content(
    of slide: JSONValue, _ row: Int
  ) throws(TimelineFault) -> JSONValue {
    guard slide.object != nil else {
      throw TimelineFault(row: row, "", .wrongType(expected: "an object"))
    }
    let dates = TimelineDates(slide, row: row, zone: setting.zone)
    let (when, shown) = try dates.when(in: setting.language)
    if dates.hasSeconds { remark(row, "start_date", .leftOut("dates are kept to the minute")) }
    var summary = HTMLText.plain(
      TimelineWriter.withoutPage(scalar(slide["text"]["text"])))
    let media = media(slide["media"], row, addingTo: &summary)
    let title = try heading(slide, summary, media, row)
    let group = Folding.slug(from: scalar(slide["group"]))
    let (kind, isKindNamed) = kind(of: slide)

    var content = JSONValue.object(JSONObject())
    content["when"] = .string(when.description)
    content["title"] = [setting.language.rawValue: .string(title)]
    content["kind"] = .string(kind.rawValue)
    content["sources"] = [.string(setting.source.text)]
    content["confidence"] = .string(setting.confidence.rawValue)
    if let shown { content["when_shown"] = .string(shown) }
    if !summary.isEmpty { content["summary"] = [setting.language.rawValue: .string(summary)] }
    if let media { content["media"] = media }
    if !isKindNamed, let tag = Slug(String(group.prefix(Slug.longest))) {
      content["tags"] = [.string(tag.text)]
    }
    name(&content, slide, when, title, row)
    reportLosses(of: slide, row)
    return content
  }

  private func kind(of slide: JSONValue) -> (kind: EventKind, isNamed: Bool) {
    let group = Folding.slug(from: scalar(slide["group"]))
    guard let named = EventKind(rawValue: group) ?? setting.kindWords[group] else {
      return (setting.kind, false)
    }
    return (named, true)
  }

  /// The headline, or the beginning of what else there is to read.
  private func heading(
    _ slide: JSONValue, _ summary: String, _ media: JSONValue?, _ row: Int
  ) throws(TimelineFault) -> String {
    let headline = plain(slide["text"]["headline"]).split(whereSeparator: \.isNewline)
      .joined(separator: " ")
    if !headline.isEmpty { return headline }
    let caption = media?["caption"].text ?? ""
    let line = (summary.isEmpty ? caption : summary).split(whereSeparator: \.isNewline).first
    guard let line else { throw TimelineFault(row: row, "text.headline", .missing) }
    return line.count <= 100 ? String(line) : line.prefix(99) + "…"
  }

  private mutating func media(
    _ media: JSONValue, _ row: Int, addingTo summary: inout String
  ) -> JSONValue? {
    let text = scalar(media["url"])
    guard !text.isEmpty else { return nil }
    guard let address = WebAddress.mended(text) ?? HTMLText.frameAddress(in: text) else {
      // The format lets a quotation stand where a picture's address would.
      let quotation = HTMLText.plain(text)
      if text.contains("<"), !quotation.isEmpty {
        summary += (summary.isEmpty ? "" : "\n") + quotation
        remark(row, "media.url", .leftOut("not an address; its text is added to the summary"))
      } else {
        remark(row, "media.url", .badAddress(String(text.prefix(80))))
      }
      return nil
    }
    var content: JSONValue = ["url": .string(address)]
    for name in ["caption", "credit", "alt"] {
      let text = plain(media[name])
      if !text.isEmpty { content[name] = .string(text) }
    }
    return content
  }

  private mutating func reportLosses(of slide: JSONValue, _ row: Int) {
    if slide["background"].object?.members.contains(where: { !scalar($0.value).isEmpty }) == true {
      remark(row, "background", .leftOut("backgrounds are not kept"))
    }
    for name in ["thumbnail", "link"] where !scalar(slide["media"][name]).isEmpty {
      remark(row, "media.\(name)", .leftOut("is not kept; only the address of the medium is"))
    }
  }

  // MARK: Names

  /// Gives the event a name of ours, and keeps the one it had.
  private mutating func name(
    _ content: inout JSONValue, _ slide: JSONValue, _ when: EDTF, _ title: String, _ row: Int
  ) {
    let given = scalar(slide["unique_id"])
    if !given.isEmpty {
      let own = Self.free(given, in: &externalIDs)
      if own != given { remark(row, "unique_id", .duplicate(renamed: own)) }
      content["external_id"] = .string(own)
    }
    let stem = given.isEmpty ? "\(Self.prefix(of: when))-\(Folding.slug(from: title))" : given
    let isSlug = Slug(stem) != nil && stem.utf8.count <= 100
    var slug = isSlug ? stem : Folding.slug(from: stem)
    if slug.utf8.count > 80 { slug = String(slug.prefix(80)) }
    while slug.hasSuffix("-") { slug.removeLast() }
    if slug.isEmpty { slug = "event" }
    content["id"] = .string(Self.free(slug, in: &ids))
  }

  private static func prefix(of when: EDTF) -> String {
    (when.earliest ?? when.latest).map { String($0.description.prefix(4)) } ?? "undated"
  }

  private static func free(_ name: String, in taken: inout Set<String>) -> String {
    var candidate = name
    var count = 1
    while !taken.insert(candidate).inserted {
      count += 1
      candidate = "\(name)-\(count)"
    }
    return candidate
  }

  // MARK: Texts

  private func plain(_ value: JSONValue) -> String { HTMLText.plain(scalar(value)) }

  private func scalar(_ value: JSONValue) -> String { TimelineDates.text(value) }
}
