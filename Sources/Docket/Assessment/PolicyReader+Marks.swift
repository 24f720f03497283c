import Bytes
import Record

extension ProvisionMarks {
  /// The judgements that come with the program, of the statutes of the first dossier.
  public static let shippedBytes: [UInt8] = PackageResources.viet_nam_marks_json

  /// Reads a file of judgements and refuses it with all its faults: marks without a day, a reason in both languages or
  /// a source, and what is judged twice on one day.
  ///
  /// - Complexity: O(n) in the length of the file.
  public init(parsing bytes: some Collection<UInt8>) throws(PolicyRefusal) {
    guard bytes.count <= Policy.largestFile else {
      throw PolicyRefusal(faults: [PolicyFault("", .tooMany(limit: Policy.largestFile))])
    }
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch {
      throw PolicyRefusal(faults: [PolicyFault("", .notJSON("\(error)"))])
    }
    var reader = PolicyReader()
    let marks = reader.marks(value)
    guard let marks, reader.faults.isEmpty else { throw PolicyRefusal(faults: reader.faults) }
    self = marks
  }
}

extension PolicyReader {
  /// More is no register that people keep.
  static let mostMarks = 20_000

  mutating func marks(_ value: JSONValue) -> ProvisionMarks? {
    guard value.object != nil else {
      fault("", .wrongType(wanted: "an object"))
      return nil
    }
    refuseUnknown(
      value, ["marks_id", "version", "licence", "title", "sources", "reasons", "marks"], "")
    let id = text(value["marks_id"], "marks_id")
    let version = text(value["version"], "version")
    let title = localized(value["title"], "title")
    let sources = sources(value["sources"])
    var reasons: [String: LocalizedText] = [:]
    for member in members(value["reasons"], "reasons") {
      reasons[member.name] = localized(member.value, "reasons.\(member.name)")
    }
    let listed = list(value["marks"], "marks")
    if listed.count > Self.mostMarks { fault("marks", .tooMany(limit: Self.mostMarks)) }
    var entries: [ProvisionMarks.Entry] = []
    var seen: Set<[String]> = []
    for (index, value) in listed.prefix(Self.mostMarks).enumerated() {
      let path = "marks[\(index)]"
      guard let entry = entry(value, path, sources, reasons) else { continue }
      for judgement in entry.judgements {
        let name = entry.provision ?? entry.statute
        let key = [
          entry.statute, entry.provision ?? "", judgement.test.rawValue,
          judgement.judged.description,
        ]
        if !seen.insert(key).inserted {
          fault("\(path).\(judgement.test.rawValue)", .judgedTwice(name))
        }
      }
      entries.append(entry)
    }
    guard let id, let version else { return nil }
    return ProvisionMarks(id: id, version: version, title: title, entries: entries)
  }

  private mutating func entry(
    _ value: JSONValue, _ path: String, _ sources: [String: Policy.Source],
    _ reasons: [String: LocalizedText]
  ) -> ProvisionMarks.Entry? {
    guard value.object != nil else {
      fault(path, .wrongType(wanted: "an object"))
      return nil
    }
    let tests = ProvisionTest.allCases
    refuseUnknown(value, ["statute", "provision", "judged"] + tests.map(\.rawValue), path)
    let statute = text(value["statute"], "\(path).statute")
    let provision =
      value["provision"].isNull ? nil : text(value["provision"], "\(path).provision")
    let judged = day(value["judged"], "\(path).judged")
    if tests.allSatisfy({ value[$0.rawValue].isNull }) { fault(path, .missing) }
    guard let statute, let judged else { return nil }
    let judgements = tests.compactMap { test in
      judgement(
        value[test.rawValue], of: test, on: judged, "\(path).\(test.rawValue)", sources, reasons)
    }
    return ProvisionMarks.Entry(statute: statute, provision: provision, judgements: judgements)
  }

  private mutating func judgement(
    _ value: JSONValue, of test: ProvisionTest, on day: CivilDay, _ path: String,
    _ sources: [String: Policy.Source], _ reasons: [String: LocalizedText]
  ) -> ProvisionJudgement? {
    guard !value.isNull else { return nil }
    refuseUnknown(value, ["mark", "because", "sources"], path)
    let mark = word(value["mark"], "\(path).mark", Provision.Mark.self)
    // What nobody has judged is left out; a mark that says so would hide an earlier one.
    if mark == .unjudged {
      fault("\(path).mark", .unknownWord("unjudged", known: ["passes", "partly", "fails"]))
    }
    let name = text(value["because"], "\(path).because")
    let because = name.flatMap { reasons[$0] }
    if let name, because == nil { fault("\(path).because", .unknownReason(name)) }
    let named = texts(value["sources"], "\(path).sources")
    if named.isEmpty { fault("\(path).sources", .noSources) }
    for name in named where sources[name] == nil {
      fault("\(path).sources", .unknownSource(name))
    }
    guard let mark, let because else { return nil }
    return ProvisionJudgement(
      test: test, mark: mark, judged: day, because: because,
      sources: named.compactMap { sources[$0] })
  }
}
