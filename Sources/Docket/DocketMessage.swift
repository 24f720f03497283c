/// Keys of the messages that people read about codes of this room: `docket.LIST.CODE`, in lower case, with hyphens.
///
/// Lists: `state`, `stage`, `outcome`, `reviewer`, `effect`, `phase`, `verdict`, `part`, `unused`, `element`,
/// `element-state`, `applicability`, `notice-part`, `evidence`, `deadline-basis`, `mark`, `timer`, `refusal`, `scope`,
/// `scope-reason`, `trigger`, `measure`, `duty`, `visibility`, `account`, `seen`, `expression`,
/// `addressee`.
public enum DocketMessage {
  /// The key of a code, such as `docket.state.unsafe-hold`.
  public static func key(_ list: String, _ code: String) -> String {
    let written = code.lowercased().split(separator: "_", omittingEmptySubsequences: false)
    return "docket.\(list).\(written.joined(separator: "-"))"
  }

  /// The key of a value of a closed list.
  public static func key(_ list: String, _ value: some RawRepresentable<String>) -> String {
    key(list, value.rawValue)
  }
}
