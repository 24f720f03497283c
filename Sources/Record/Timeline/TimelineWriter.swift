import Bytes

/// Writes events as a document in the JSON format of TimelineJS 3, one slide at a time.
///
/// That format has whole years, months, days and times only; a date that says more or less, such as
/// a quarter or "about 2018", gets its words as `display_date`. All text is escaped HTML.
public struct TimelineWriter: Sendable {
  /// The page on which a reader finds more, linked below the text of a slide.
  public struct Page: Sendable, Hashable {
    /// Where it is.
    public var address: String
    /// The words of the link.
    public var label: String

    /// Makes a link.
    public init(address: String, label: String) {
      self.address = address
      self.label = label
    }
  }

  /// How the paragraph with the link to a page begins, so that it is known again when the document
  /// comes back.
  private static let pageMark = "<p class=\"record-page\">"

  /// The text of a slide without the link that we add to it.
  static func withoutPage(_ html: String) -> String {
    guard html.hasSuffix("</a></p>") else { return html }
    let parts = html.split(separator: pageMark, omittingEmptySubsequences: false)
    return parts.count > 1 ? parts.dropLast().joined(separator: pageMark) : html
  }

  private let language: Language
  private let zone: TimeZoneOffset
  private var bytes: [UInt8] = Array("{\"eras\":".utf8)
  private var count = 0

  /// Begins a document.
  ///
  /// - Parameters:
  ///   - language: the language of the slides; what lacks it is shown in the other.
  ///   - zone: the clock on which times are told.
  ///   - bands: periods to shade behind the events; one that is open or has no length is left out,
  ///     for the format wants both ends.
  public init(
    in language: Language, zone: TimeZoneOffset, bands: [(when: EDTF, headline: String)] = []
  ) {
    self.language = language
    self.zone = zone
    let eras = bands.compactMap { band -> JSONValue? in
      guard !band.when.isOpenStart, !band.when.isOpenEnd else { return nil }
      let dates = band.when.timeline(in: zone)
      return [
        "start_date": Self.parts(dates.start), "end_date": Self.parts(dates.end ?? dates.start),
        "text": ["headline": .string(HTMLEscape.escaped(band.headline))],
      ]
    }
    JSONValue.array(eras).appendCanonical(to: &bytes)
    bytes += Array(",\"events\":[".utf8)
  }

  /// Appends the slide of an event.
  ///
  /// - Parameter group: the row of the timeline in which it stands.
  public mutating func append(_ event: Event, group: String, page: Page? = nil) {
    if count > 0 { bytes.append(UInt8(ascii: ",")) }
    count += 1
    bytes.append(0x0A)
    slide(event, group, page).appendCanonical(to: &bytes)
  }

  /// How many bytes `take` would give.
  public var pending: Int { bytes.count }

  /// What was written since the last time, so that a long document need not be held whole.
  public mutating func take() -> [UInt8] { exchange(&bytes, with: []) }

  /// Ends the document and gives what was not taken before.
  ///
  /// - Parameters:
  ///   - headline: the heading of the whole; none when empty.
  ///   - text: what is said below it.
  public mutating func finish(headline: String, text: String = "") -> [UInt8] {
    bytes += Array("\n],\"scale\":\"human\"".utf8)
    if !headline.isEmpty {
      bytes += Array(",\"title\":".utf8)
      let title: JSONValue = [
        "text": [
          "headline": .string(HTMLEscape.escaped(headline)),
          "text": .string(HTMLText.paragraphs(text)),
        ]
      ]
      title.appendCanonical(to: &bytes)
    }
    bytes += Array("}\n".utf8)
    return bytes
  }

  private func slide(_ event: Event, _ group: String, _ page: Page?) -> JSONValue {
    let dates = event.when.timeline(in: zone)
    let isWordy = dates.start.displayNeeded || dates.end?.displayNeeded == true
    let shown = event.whenShown ?? (isWordy ? event.when.text(in: language) : nil)
    var text = HTMLText.paragraphs(event.summary?.text(for: language).text ?? "")
    if let page {
      let address = HTMLEscape.escaped(page.address)
      text += "\(Self.pageMark)<a href=\"\(address)\">\(HTMLEscape.escaped(page.label))</a></p>"
    }
    var slide: JSONValue = [
      "start_date": Self.parts(dates.start),
      "text": [
        "headline": .string(HTMLEscape.escaped(event.title.text(for: language).text)),
        "text": .string(text),
      ],
      "unique_id": .string(event.externalID ?? event.id.text),
    ]
    if let end = dates.end { slide["end_date"] = Self.parts(end) }
    if let shown { slide["display_date"] = .string(HTMLEscape.escaped(shown)) }
    if !group.isEmpty { slide["group"] = .string(HTMLEscape.escaped(group)) }
    if let media = event.media { slide["media"] = Self.media(media) }
    return slide
  }

  private static func media(_ media: Event.Media) -> JSONValue {
    var value: JSONValue = ["url": .string(media.url)]
    for (name, text) in [("alt", media.alt), ("caption", media.caption), ("credit", media.credit)] {
      if let text { value[name] = .string(HTMLEscape.escaped(text)) }
    }
    return value
  }

  private static func parts(_ date: TimelineDate) -> JSONValue {
    var parts: JSONValue = ["year": .integer(Int64(date.year))]
    let finer = [
      ("month", date.month), ("day", date.day), ("hour", date.hour), ("minute", date.minute),
    ]
    for (name, part) in finer {
      if let part { parts[name] = .integer(Int64(part)) }
    }
    return parts
  }
}
