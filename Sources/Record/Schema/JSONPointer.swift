public import Bytes

/// JSON pointers (RFC 6901): the paths of fields.
public enum JSONPointer {
  /// `pointer` extended by the name of a member.
  public static func appending(_ name: String, to pointer: String) -> String {
    var escaped = ""
    for character in name {
      switch character {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.append(character)
      }
    }
    return "\(pointer)/\(escaped)"
  }

  /// The names that `pointer` walks through, or `nil` when it is malformed.
  public static func names(_ pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.hasPrefix("/") else { return nil }
    return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      replacing("~0", by: "~", in: replacing("~1", by: "/", in: String($0)))
    }
  }

  /// The value at `pointer` in `root`, or `nil` when there is none.
  public static func value(at pointer: String, in root: JSONValue) -> JSONValue? {
    guard let names = names(pointer) else { return nil }
    var value = root
    for name in names {
      switch value {
      case .object(let object):
        guard let next = object[name] else { return nil }
        value = next
      case .array(let elements):
        guard let index = Int(name), elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }

  private static func replacing(_ old: String, by new: String, in text: String) -> String {
    text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
