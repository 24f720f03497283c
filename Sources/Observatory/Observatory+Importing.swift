import Bytes
import Dossier
import Ledger
import Messages
public import Record
import Store
import Transparency

extension Observatory {
  /// Reads and checks files and compares them with the record; nothing is written.
  ///
  /// - Parameter countries: of which figures are taken out of transparency reports, by ISO 3166-1 code, `EU` for
  ///   the Union; without any it is the observatory's own.
  /// - Throws: `ObservatoryError.faults` or `.rows` with every fault and its place.
  public nonisolated func read(
    _ paths: [String], language: Language = .en, countries: [String] = [],
    progress: Progress.Listener? = nil
  ) throws -> Intake {
    var reading = IntakeReading(
      holdings: try holdings, language: language, settings: settings, countries: countries)
    for (index, path) in paths.enumerated() {
      progress?(Progress(.reading, index, of: paths.count))
      try reading.read(path)
    }
    try reading.readReports()
    progress?(Progress(.comparing, 0))
    return try reading.compared()
  }

  /// Records what an intake would change.
  ///
  /// Killed at any moment, the same import run again finishes the work: what is recorded already
  /// is left alone, and files announced already are not announced twice.
  public func take(
    _ intake: Intake, keys: Keyring, progress: Progress.Listener? = nil
  ) throws {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    try keep(intake.exhibits)
    try ExhibitNames(folder: folder).add(
      intake.exhibits.map { (Hex.text($0.digest), $0.name) })
    var intentions = try announcement(of: intake)
    intentions += try intake.drafts.filter(isStillDue).map { .record($0) }
    progress?(Progress(.recording, 0, of: intentions.count))
    var done = 0
    while done < intentions.count {
      let batch = intentions[done..<min(done + 1024, intentions.count)]
      try write(Array(batch), keys: keys)
      done += batch.count
      progress?(Progress(.recording, done, of: intentions.count))
    }
  }

  /// Whether nobody recorded the same, or something else, between reading and taking.
  private func isStillDue(_ draft: Draft) throws -> Bool {
    let current = try holdings.version(of: draft.reference)
    if current?.number ?? 0 == draft.base { return true }
    if current?.content.canonicalBytes == draft.content.canonicalBytes { return false }
    throw ObservatoryError.changedMeanwhile(draft.reference)
  }

  private func keep(_ exhibits: [Intake.Exhibit]) throws {
    for exhibit in exhibits {
      let name = Hex.text(exhibit.digest)
      let place = "\(folder)/exhibits/\(name.prefix(2))"
      guard !Disk.exists("\(place)/\(name)") else { continue }
      try Disk.makeFolders(place)
      try Disk.write(exhibit.bytes, to: "\(place)/\(name)", mode: 0o444)
      FaultPoint.reached("observatory.exhibit")
    }
  }

  /// The act that announces the files by digest and size, unless the newest announcement already names the same.
  private func announcement(of intake: Intake) throws -> [Intention] {
    guard !intake.exhibits.isEmpty, !intake.drafts.isEmpty else { return [] }
    let content: JSONValue = [
      "files": .array(
        intake.exhibits.map {
          [
            "bytes": .integer(Int64($0.bytes.count)), "sha256": .string(Hex.text($0.digest)),
          ]
        })
    ]
    return try cache.lastAnnouncement == content.canonicalBytes ? [] : [.importing(content)]
  }
}

/// Files on their way to an intake.
private struct IntakeReading {
  let holdings: any Holdings
  let language: Language
  let settings: ObservatorySettings
  private var intake = Intake()
  private var records: [(reference: RecordReference, content: JSONValue)] = []

  /// Countries that were named.
  let countries: [String]
  /// Transparency reports: read last, when it is known whom the other files name.
  private var reports: [Report] = []

  private enum Report {
    case company([UInt8], TransparencyFile.Kind, path: String)
    case statements(StatementsImport.Shape, path: String)
  }

  init(
    holdings: any Holdings, language: Language, settings: ObservatorySettings, countries: [String]
  ) {
    self.settings = settings
    self.countries = countries
    self.holdings = holdings
    self.language = language
  }

  mutating func read(_ path: String) throws {
    if Disk.isFolder(path) || path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      return try readDossier(path)
    }
    // A pipe may never end, and nothing could be compared with what it gave before.
    guard Disk.isRegular(path) || !Disk.exists(path) else {
      throw ObservatoryError.unknownFormat(path)
    }
    if path.hasSuffix(".csv") || path.hasSuffix(".zip"), Disk.exists(path),
      let shape = try StatementsImport.Shape(path)
    {
      reports.append(.statements(shape, path: path))
      return
    }
    let bytes = try Disk.read(path, limit: 256 << 20)
    if path.hasSuffix(".csv") || path.hasSuffix(".json"),
      let kind = TransparencyFile.kind(of: bytes)
    {
      reports.append(.company(bytes, kind, path: path))
      return
    }
    let holdings = holdings
    let foreign = try ForeignFile(bytes: bytes, path: path, setting: try setting(for: path)) {
      try holdings.version(of: $0)?.content
    }
    records += foreign.records
    intake.notes += foreign.notes
    keep(bytes, named: path)
  }

  /// Turns transparency reports into records.
  mutating func readReports() throws {
    guard !reports.isEmpty else { return }
    let chosen = try FigureCountries(asked: countries, own: settings.country, holdings: holdings)
    var names = try NamedActors(holdings, beside: records)
    for report in reports {
      switch report {
      case .company(let bytes, let kind, let path):
        let read = try TransparencyImport(
          bytes, as: kind, named: Self.name(of: path), of: chosen, &names)
        records += read.records
        intake.remarks += read.remarks
        if !read.records.isEmpty { keep(bytes, named: path) }
      case .statements(let shape, let path):
        // They may be more than memory holds: they are read piece by piece, and not kept.
        let read = try StatementsImport(
          path, shape, named: Self.name(of: path), of: chosen, &names)
        records += read.records
        intake.remarks += read.remarks
      }
    }
    records += names.records
  }

  private static func name(of path: String) -> String {
    PathText.shown(path.split(separator: "/").last.map(String.init) ?? path)
  }

  private mutating func readDossier(_ path: String) throws {
    try checkSettings(beside: path)
    let holdings = holdings
    // A failing cache must not let a dangling reference pass.
    let reading = DossierReader.read(
      at: path, known: { (try? holdings.version(of: $0)) != nil },
      knownProvision: { (try? holdings.statute(with: $0)) != nil })
    guard reading.faults.isEmpty else { throw ObservatoryError.faults(reading.faults) }
    guard !reading.files.isEmpty else { throw ObservatoryError.nothingToImport(path) }
    records += reading.records.map { ($0.reference, $0.content) }
    for file in reading.files { keep(file.bytes, named: file.name) }
  }

  /// Settings are checked with the dossier that they lie beside, and not taken in: they are for
  /// whoever makes an observatory.
  private mutating func checkSettings(beside folder: String) throws {
    for name in DossierReader.settingsNames.sorted() where Disk.exists("\(folder)/\(name)") {
      let found: ObservatorySettings
      do throws(DossierFault) { found = try ObservatorySettings.read("\(folder)/\(name)") } catch {
        throw ObservatoryError.faults([error])
      }
      guard found != settings else { continue }
      intake.notes.append(
        "\(name): settings were checked, not taken in; 'haidang init --settings' takes them, or "
          + "copy them into the observatory's haidang.yaml")
    }
  }

  private mutating func keep(_ bytes: [UInt8], named path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    intake.exhibits.append(
      Intake.Exhibit(name: name, bytes: bytes, digest: SHA256Digest.of(bytes)))
  }

  /// The kinds as our own timelines name them, in both languages.
  private static let kindWords = Dictionary(
    Language.allCases.flatMap { language in
      EventKind.allCases.map { kind in
        let word = Messages.text("vocabulary.event-kind.\(kind.rawValue)", in: language)
        return (Folding.slug(from: word), kind)
      }
    }, uniquingKeysWith: { first, _ in first })

  /// A timeline does not say its clock: the observatory's is taken, and its file stands as the
  /// source.
  private func setting(for path: String) throws -> TimelineImport.Setting {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let source = Slug("import-\(Folding.slug(from: name).prefix(100))") else {
      throw ObservatoryError.unknownFormat(path)
    }
    return TimelineImport.Setting(
      language: language, zone: holdings.state.zone, source: source, kindWords: Self.kindWords)
  }

  mutating func compared() throws -> Intake {
    // The same file given twice says the same twice.
    var seen: [RecordReference: JSONValue] = [:]
    records = records.filter { record in
      defer { seen[record.reference] = record.content }
      return seen[record.reference] != record.content
    }
    for (reference, content) in records.sorted(by: { $0.reference < $1.reference }) {
      let current = try holdings.version(of: reference)
      let draft = Draft(
        reference: reference, base: current?.number ?? 0, before: current?.content ?? .null,
        content: content)
      if !draft.isChanged {
        intake.unchanged += 1
      } else {
        intake.drafts.append(draft)
        if current == nil { intake.created += 1 } else { intake.corrected += 1 }
      }
    }
    return intake
  }
}
