public import Dossier
public import Record

/// Why an observatory could not do what it was asked, and what to do about it.
public enum ObservatoryError: Error, Sendable, CustomStringConvertible {
  /// No observatory at this path.
  case notFound(String)
  /// Something is already there.
  case alreadyThere(String)
  /// Another program is writing to it.
  case busy(String)
  /// The passphrase does not open the keys.
  case wrongPassphrase
  /// The keys are protected and no passphrase was given.
  case passphraseNeeded
  /// The key file is damaged.
  case badKeys(String)
  /// A file that should hold a passphrase has none on its first line.
  case emptyPassphrase(String)
  /// The name of the log cannot be one.
  case badOrigin(String, String)
  /// A record has no version of this number; it has as many as follows.
  case noSuchVersion(RecordReference, Int, newest: Int)
  /// Files to import have faults; nothing was recorded.
  case faults([DossierFault])
  /// A record has faults; nothing was recorded.
  case recordFaults(RecordReference, [FieldFault])
  /// No such record.
  case noSuchRecord(RecordReference, nearest: [String])
  /// The record's version is not the one the correction was made from.
  case changedMeanwhile(RecordReference)
  /// The ledger does not fit the journal.
  case ledgerMismatch(String)
  /// A folder to be written holds files that are not ours.
  case notOurs(String, [String])
  /// An edition cannot be put here.
  case badPlace(String)
  /// An entry that the ledger does not cover is not one that this program would write.
  case strangeEntry(Int, String)
  /// No exhibit, or more than one, has a digest that begins so.
  case noSuchExhibit(String, fitting: Int)
  /// A folder to import holds nothing that could be.
  case nothingToImport(String, found: FoundFiles = FoundFiles())
  /// A table holds a choice of fields, not whole records; its columns follow.
  case listing(String, columns: [String])
  /// A file is of no form that can be imported.
  case unknownFormat(String)
  /// Neither an observatory nor an edition nor a proof.
  case nothingToVerify(String)
  /// A table to judge measurements by cannot be read.
  case badTable(String, String)
  /// A file is not UTF-8 text.
  case badText(String)
  /// A file holds another record than the one asked for.
  case otherRecord(expected: RecordReference, found: RecordReference)
  /// A record has no such field; the fields it has follow.
  case noSuchField(String, [String])
  /// The key of pseudonyms is not where it was, and actions were taken in under it.
  case accountKeyMissing(String)
  /// Actions on the shelf cannot be read.
  case badActions(String, String)
  /// No actions were taken in.
  case noActions
  /// Not of the form `field=value`.
  case badAssignment(String)
  /// A file of a transparency report cannot be read, and why.
  case badReport(String, String)
  /// Nobody says of which countries a transparency report is to be taken in; those that it has follow.
  case noCountry(String, [String])
  /// A file holds events that cannot be read; each with its row and reason.
  case rows([String])

  /// So many faults of files are told one by one.
  private static let mostShown = 50

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(path): no observatory here; make one with 'haidang init \(path)'"
    case .alreadyThere(let path):
      "\(path): something is already there; choose another path, or open it with -C \(path)"
    case .busy(let path): "\(path): another haidang is writing here; wait until it is done"
    case .wrongPassphrase: "the passphrase does not open the signing key; try again"
    case .passphraseNeeded:
      "the signing key is protected; give its passphrase on the terminal or with --passphrase-file"
    case .badKeys(let why): "the signing key cannot be read: \(why); restore keys/ from a backup"
    case .emptyPassphrase(let path):
      "\(path): has no passphrase on its first line; write one there, in UTF-8"
    case .badOrigin(let origin, let why):
      "\"\(origin)\": cannot be the name of a ledger: \(why); take a host name of yours and a word, "
        + "such as example.org/record"
    case .noSuchVersion(let reference, let number, let newest):
      "\(reference): has no version \(number); its versions are 1 to \(newest)"
    case .faults(let faults):
      // A file that is something else has a fault in each of its thousands of rows.
      faults.prefix(Self.mostShown).map(\.description).joined(separator: "\n")
        + (faults.count > Self.mostShown ? "\n… and \(faults.count - Self.mostShown) more" : "")
        + "\n\(faults.count) \(faults.count == 1 ? "fault" : "faults"); nothing of these files was "
        + "recorded"
    case .recordFaults(let reference, let faults):
      faults.map { "\(reference): \($0)" }.joined(separator: "\n") + "\nnothing was recorded"
    case .noSuchRecord(let reference, let nearest):
      "\(reference): no such record"
        + (nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))?")
    case .changedMeanwhile(let reference):
      "\(reference): was corrected by somebody else meanwhile; start from the new version"
    case .ledgerMismatch(let why):
      "the ledger does not fit the journal: \(why); run 'haidang verify' for the whole picture"
    case .notOurs(let path, let files):
      "\(path): holds files that are not of an edition and would be lost: "
        + files.prefix(5).joined(separator: ", ")
        + (files.count > 5 ? " and \(files.count - 5) more" : "")
        + "; move them elsewhere, or choose an empty folder"
    case .badPlace(let path):
      "\(path.isEmpty ? "an empty path" : path): an edition cannot be put here; give it a folder of "
        + "its own, such as public/"
    case .strangeEntry(let index, let why):
      "entry \(index) of the journal is not covered by the ledger and is not one that haidang writes: "
        + "\(why); somebody else wrote it: take the line out of the journal, or restore the journal"
    case .noSuchExhibit(let name, let fitting):
      fitting > 1
        ? "\(fitting) exhibits begin with \(name); give more of the digest"
        : "no exhibit has a digest that begins with \(name) (six letters at least); "
          + "haidang exhibits lists them"
    case .nothingToImport(let path, let found): Self.text(path, found)
    case .listing(let path, let columns):
      "\(path): a listing with the columns \(columns.joined(separator: ", ")), not whole records; "
        + "import the table of an edition instead (data/events.csv and its like), or what "
        + "'haidang show kind/id --csv' writes"
    case .unknownFormat(let path):
      "\(path): not a dossier folder, YAML, TimelineJS JSON or CSV, or one of our own CSV files"
    case .nothingToVerify(let path):
      "\(path): neither an observatory (haidang.yaml), an edition (manifest.sha256) nor a proof "
        + "(disclosure.json)"
    case .badReport(let name, let why):
      "\(name): cannot be read as a transparency report: \(why); nothing was recorded"
    case .noCountry(let name, let areas):
      "\(name): of which country? Name it with --country, or set country in haidang.yaml; the file has "
        + (areas.isEmpty ? "no country" : areas.joined(separator: ", "))
    case .badTable(let name, let why):
      "\(name): not one row of this table can be read (\(why)); nothing was taken in"
    case .badText(let path): "\(path): is not UTF-8 text; save it as UTF-8"
    case .otherRecord(let expected, let found):
      "the text is about \(found), not \(expected); change its id or name the other record"
    case .noSuchField(let pointer, let known):
      "\(pointer): the record has no such field; it has \(known.joined(separator: ", "))"
    case .accountKeyMissing(let path):
      "\(path): the key of pseudonyms is missing, and actions were taken in under it; restore it from a "
        + "backup: under another key the same accounts would have other names"
    case .badActions(let name, let why):
      "\(name): these actions cannot be read: \(why); run 'haidang verify', or restore exhibits/ from a "
        + "backup"
    case .noActions:
      "no actions were taken in; do it with 'haidang import FILE --actions', or name files to search "
        + "without recording"
    case .badAssignment(let text): "\"\(text)\": write field=value, such as title.en=\"A title\""
    case .rows(let rows):
      rows.joined(separator: "\n")
        + "\n\(rows.count) \(rows.count == 1 ? "row" : "rows") refused; nothing of these files was "
        + "recorded"
    }
  }

  private static func text(_ path: String, _ found: FoundFiles) -> String {
    let others = found.unrelated.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let lines =
      found.passedOver.map { "\($0.path): \($0.reason)" } + [
        "\(PathText.shown(path)): nothing in this folder can be imported: no measurements, no table "
          + "to judge them by, no YAML file"
          + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))")
          + "; timelines and tables of records are imported by their own paths; nothing was taken in"
      ]
    return lines.joined(separator: "\n")
  }
}
