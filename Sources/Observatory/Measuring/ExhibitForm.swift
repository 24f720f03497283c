import Bytes
public import Record
import Store

/// What an exhibit is read as, where it is read again and again and not once.
public enum ExhibitForm: String, Sendable, Hashable, CaseIterable {
  /// Measurements of the network.
  case measurements
  /// Fingerprints of interference, as a table.
  case fingerprints
  /// Signatures of block pages, one to a line.
  case signatures
  /// Signatures of pages that only look like block pages, one to a line.
  case harmlessSignatures = "harmless-signatures"
  /// Which network and country an address belongs to.
  case networks
  /// Actions of accounts under pseudonyms, as `KeptActions` writes them.
  case actions

  /// Whether it is a table that measurements are judged by.
  var isTable: Bool { self != .measurements && self != .actions }
}

/// A file that the journal announces and that is read again by methods.
public struct Exhibit: Sendable, Hashable {
  /// What it is read as.
  public var form: ExhibitForm
  /// The name it had, without the folder it was in.
  public var name: String
  /// Its SHA-256, in hexadecimal.
  public var digest: String
  /// How many bytes it has.
  public var count: Int
  /// The journal's entry that announces it.
  public var entry: Int
  /// The day of that entry (UTC).
  public var day: CivilDay
  /// What was said later of whether it counts.
  var standing: AnnouncedExhibit.Standing?

  /// Whether it was set aside: methods do not read it.
  public var isAside: Bool { standing?.isAside ?? false }
  /// Why it was set aside; `nil` where it is in use.
  public var reasonAside: String? { isAside ? standing?.because : nil }
  /// The entry that set it aside or took it into use again last.
  var standingEntry: Int? { standing?.entry }
  /// The entry since which it has been known that it counts as it does.
  var settled: Int { max(entry, standing?.entry ?? 0) }

  /// What the journal says of it. Names are told of tables alone: they are lists that everybody may have,
  /// and of two with one name the later is in use.
  var announcement: JSONValue {
    var members = JSONObject([
      ("bytes", .integer(Int64(count))), ("form", .string(form.rawValue)),
      ("sha256", .string(digest)),
    ])
    if form.isTable { members["name"] = .string(name) }
    return .object(members)
  }
}
