public import Bytes
public import Record

/// One finding before its inputs are added.
public struct FindingDraft: Sendable, Hashable {
  /// Its name.
  public var id: Slug
  /// Its fields without `inputs`.
  public var content: JSONValue
}
