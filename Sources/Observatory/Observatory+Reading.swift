public import Bytes
import Dossier
public import Record

extension Observatory {
  /// Today by the observatory's zone.
  public nonisolated var today: CivilDay { CivilDay(of: surroundings.now(), in: settings.zone) }

  /// One version of a record; the current one unless `number` asks for another.
  ///
  /// - Throws: `ObservatoryError.noSuchRecord` with the nearest names, `.noSuchVersion`.
  public nonisolated func version(
    of reference: RecordReference, number: Int? = nil
  ) throws -> ShownVersion {
    let holdings = try holdings
    guard let current = try holdings.version(of: reference) else {
      throw ObservatoryError.noSuchRecord(
        reference, nearest: try NearestNames.to(reference, in: holdings))
    }
    guard let number, number != current.number else { return ShownVersion(version: current) }
    guard let found = try holdings.history(of: reference).first(where: { $0.number == number })
    else {
      throw ObservatoryError.noSuchVersion(reference, number, newest: current.number)
    }
    return ShownVersion(version: found)
  }

  /// A draft that starts from the current version, or from nothing.
  public nonisolated func draft(of reference: RecordReference) throws -> Draft {
    guard let current = try holdings.version(of: reference) else {
      let content: JSONValue = ["id": .string(reference.id.text)]
      return Draft(reference: reference, base: 0, before: .null, content: content)
    }
    return Draft(
      reference: reference, base: current.number, before: current.content,
      content: current.content)
  }

  /// A draft that says again what an earlier version said; the versions between stay.
  ///
  /// - Throws: `ObservatoryError.noSuchRecord`, `.noSuchVersion`.
  public nonisolated func draft(
    of reference: RecordReference, revertedTo number: Int
  ) throws -> Draft {
    let wanted = try version(of: reference, number: number).version
    let current = try version(of: reference).version
    return Draft(
      reference: reference, base: current.number, before: current.content,
      content: wanted.content)
  }

  /// What each version of a record added, changed and removed, oldest first.
  public nonisolated func changes(of reference: RecordReference) throws -> [FieldChange] {
    let history = try holdings.history(of: reference)
    guard !history.isEmpty else {
      throw ObservatoryError.noSuchRecord(
        reference, nearest: try NearestNames.to(reference, in: holdings))
    }
    var before: JSONValue = .null
    return history.flatMap { version in
      defer { before = version.content }
      return FieldChange.between(before, and: version)
    }
  }
}

/// A version as commands show it.
public struct ShownVersion: Sendable {
  let version: RecordVersion

  /// Its content.
  public var content: JSONValue { version.content }
  /// Its number, from 1.
  public var number: Int { version.number }
  /// Its entry in the ledger, from 0.
  public var entry: Int { version.entry }
  /// The day it was recorded.
  public var day: CivilDay { version.day }

  /// As YAML, ready to be edited and given back.
  public var yaml: String {
    DossierWriter.text(of: version.content, kind: version.reference.kind)
  }

  /// With its place in journal and ledger, for programs.
  public var json: JSONValue {
    [
      "content": version.content, "day": .string(version.day.description),
      "entry": .integer(Int64(version.entry)), "of": .string(version.reference.description),
      "version": .integer(Int64(version.number)),
    ]
  }

  /// As one row under the columns of its kind.
  public var csv: [UInt8] {
    get {
      var writer = CSVWriter(.guarded)
      let table = RecordTable(version.reference.kind)
      writer.row(table.header)
      table.write(version, to: &writer)
      return writer.bytes
    }
  }
}

/// One field that a version added, changed or removed.
public struct FieldChange: Sendable, Hashable {
  /// The version's number.
  public var number: Int
  /// Its entry in the ledger.
  public var entry: Int
  /// The day it was recorded.
  public var day: CivilDay
  /// The JSON pointer of the field.
  public var pointer: String
  /// The value before, if there was one.
  public var before: JSONValue?
  /// The value after, if there is one.
  public var after: JSONValue?

  /// The places at which two contents differ.
  static func pointers(between before: JSONValue, and after: JSONValue) -> [String] {
    let (old, new) = (values(of: before), values(of: after))
    return Set(old.keys).union(new.keys)
      .filter { old[$0]?.canonicalBytes != new[$0]?.canonicalBytes }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func between(_ before: JSONValue, and version: RecordVersion) -> [FieldChange] {
    let old = values(of: before)
    let new = values(of: version.content)
    return pointers(between: before, and: version.content).map { pointer in
      FieldChange(
        number: version.number, entry: version.entry, day: version.day, pointer: pointer,
        before: old[pointer], after: new[pointer])
    }
  }

  private static func values(of content: JSONValue) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    collect(content, at: "", into: &values)
    return values
  }

  private static func collect(
    _ value: JSONValue, at pointer: String, into values: inout [String: JSONValue]
  ) {
    switch value {
    case .object(let object) where !object.isEmpty:
      for member in object.members {
        collect(
          member.value, at: JSONPointer.appending(member.name, to: pointer), into: &values)
      }
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        collect(element, at: "\(pointer)/\(index)", into: &values)
      }
    case .null: break
    default: values[pointer] = value
    }
  }
}
