public import Bytes

/// Another timeline, in the JSON or spreadsheet format of TimelineJS 3, as records of ours.
///
/// That program skips an event without a start date in silence; here every row that is left out is
/// reported with its number and the reason. HTML becomes plain text, nothing that the timeline
/// links to is fetched.
public struct TimelineImport: Sendable {
  /// What the record needs to know and a timeline does not say.
  public struct Setting: Sendable {
    /// The language the timeline is written in.
    public var language: Language
    /// The clock on which its times are told; in a browser it would be the reader's.
    public var zone: TimeZoneOffset
    /// The source that all its events rest on.
    public var source: Slug
    /// How well they are supported.
    public var confidence: Confidence
    /// The kind of an event whose group names none.
    public var kind: EventKind
    /// The kinds that groups name in words, such as our own labels, each as `Folding.slug` has it.
    public var kindWords: [String: EventKind]

    /// Makes a setting.
    public init(
      language: Language, zone: TimeZoneOffset, source: Slug,
      confidence: Confidence = .reported, kind: EventKind = .report,
      kindWords: [String: EventKind] = [:]
    ) {
      self.language = language
      self.zone = zone
      self.source = source
      self.confidence = confidence
      self.kind = kind
      self.kindWords = kindWords
    }
  }

  /// An event, as content for the schema of events.
  public struct Entry: Sendable, Hashable {
    /// The row it came from.
    public var row: Int
    /// The fields.
    public var content: JSONValue
    /// Whether its group names the kind; if not, the kind is the setting's.
    public var isKindNamed: Bool
  }

  /// A period that the timeline shades behind its events.
  public struct Band: Sendable, Hashable {
    /// The row it came from.
    public var row: Int
    /// From when to when.
    public var when: EDTF
    /// What it is called.
    public var headline: String
    /// What is said of it.
    public var text: String
  }

  /// The timeline's own heading and introduction.
  public struct Title: Sendable, Hashable {
    /// The heading.
    public var headline: String
    /// The introduction.
    public var text: String
  }

  /// The heading, if the timeline has one.
  public internal(set) var title: Title?
  /// The events in the order of the timeline.
  public internal(set) var events: [Entry] = []
  /// The periods.
  public internal(set) var bands: [Band] = []
  /// Rows that could not be read, and why.
  public internal(set) var faults: [TimelineFault] = []
  /// What was changed or left out of rows that were read.
  public internal(set) var remarks: [TimelineFault] = []

  init() {}

  /// Reads a document in the JSON format.
  ///
  /// - Complexity: O(n) in the length of the document.
  public init(json: [UInt8], _ setting: Setting) {
    do {
      self.init(try JSONValue(parsing: json), setting)
    } catch {
      self.init()
      faults = [TimelineFault(row: 0, "", .unreadable("\(error)"))]
    }
  }

  /// Reads a document that has been parsed.
  public init(_ document: JSONValue, _ setting: Setting) {
    self.init()
    guard document.object != nil else {
      faults = [TimelineFault(row: 0, "", .wrongType(expected: "an object with a list \"events\""))]
      return
    }
    let scale = document["scale"].text?.lowercased() ?? "human"
    guard scale == "human" else {
      let reason: TimelineFault.Reason =
        scale == "cosmological" ? .cosmological : .wrongType(expected: "\"human\"")
      faults = [TimelineFault(row: 0, "scale", reason)]
      return
    }
    var reader = TimelineReader(setting)
    if !document["title"].isNull { reader.title(document["title"], row: 0) }
    for (index, slide) in document["events"].elements.enumerated() {
      reader.event(slide, row: index + 1)
    }
    for (index, era) in document["eras"].elements.enumerated() {
      reader.era(era, row: index + 1)
    }
    self = reader.finished()
  }

  /// Reads a spreadsheet saved as comma-separated values.
  public init(csv: [UInt8], _ setting: Setting) {
    self.init()
    do throws(CSVError) {
      let rows = try CSVReader.rows(of: csv)
      guard let first = rows.first else {
        faults = [TimelineFault(row: 0, "", .noEvents)]
        return
      }
      var reader = TimelineReader(setting)
      let sheet = TimelineSheet(names: try first.texts(), reader: &reader)
      for row in rows.dropFirst() { sheet.read(row, into: &reader) }
      self = reader.finished()
    } catch {
      faults = [TimelineFault(row: error.row, "", .unreadable("\(error)"))]
    }
  }
}
