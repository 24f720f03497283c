public import Bytes

/// A case as a file: JSON, the same case always the same bytes.
public enum CaseFile {
  /// The form of the file.
  static let version = "haidang-docket-1"
  /// Larger files are refused unread.
  public static let largest = 64 << 20

  /// A case that was read, and members of the file that this program does not know.
  public struct Read: Sendable, Hashable {
    /// The case.
    public var docketCase: DocketCase
    /// Paths of members that are not kept: they must not be lost unseen.
    public var unknown: [String]
  }

  /// Writes a case.
  /// - Complexity: O(n) in its size.
  public static func json(of docketCase: DocketCase) -> JSONValue {
    var entries: [JSONValue] = []
    for entry in docketCase.entries {
      // Only numbers that are none cannot be written, and no entry has a number that could be one.
      entries.append((try? JSONValueEncoder.value(of: entry)) ?? .null)
    }
    return [
      "form": .string(version), "case": .string(docketCase.id), "entries": .array(entries),
    ]
  }

  /// Writes a case as bytes, two spaces of indent, members in order.
  public static func bytes(of docketCase: DocketCase) -> [UInt8] {
    Array(json(of: docketCase).indentedText.utf8)
  }

  /// Reads a case; the first fault is told with its path.
  public static func read(_ bytes: some Collection<UInt8>) throws(CaseFileFault) -> Read {
    guard bytes.count <= largest else {
      throw CaseFileFault(path: "", reason: .tooLarge(limit: largest))
    }
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch {
      throw CaseFileFault(path: "", reason: .notJSON("\(error)"))
    }
    return try read(value)
  }

  /// Reads a case out of JSON.
  public static func read(_ value: JSONValue) throws(CaseFileFault) -> Read {
    guard let form = value["form"].text else {
      throw CaseFileFault(path: "form", reason: .missing)
    }
    guard form == version else {
      throw CaseFileFault(path: "form", reason: .unknownVersion(form))
    }
    guard let id = value["case"].text, !id.isEmpty else {
      throw CaseFileFault(path: "case", reason: .missing)
    }
    guard case .array(let elements) = value["entries"] else {
      throw CaseFileFault(path: "entries", reason: .missing)
    }
    var docketCase = DocketCase(id: id)
    for (index, element) in elements.enumerated() {
      let entry: CaseEntry
      do { entry = try JSONValueDecoder.read(CaseEntry.self, from: element) } catch {
        let path = error.path.isEmpty ? "" : ".\(error.path)"
        throw CaseFileFault(path: "entries[\(index)]\(path)", reason: error.reason)
      }
      do { try docketCase.append(entry) } catch {
        throw CaseFileFault(path: "entries[\(index)]", reason: .refused(error))
      }
    }
    var unknown: [String] = []
    compare(value, json(of: docketCase), "", &unknown)
    return Read(docketCase: docketCase, unknown: unknown)
  }

  /// Members of `read` that are not in `kept`.
  private static func compare(
    _ read: JSONValue, _ kept: JSONValue, _ path: String, _ unknown: inout [String]
  ) {
    switch (read, kept) {
    case (.object(let object), _):
      for member in object.members where !member.value.isNull {
        let place = path.isEmpty ? member.name : "\(path).\(member.name)"
        if let other = kept.object?[member.name] {
          compare(member.value, other, place, &unknown)
        } else {
          unknown.append(place)
        }
      }
    case (.array(let elements), .array(let others)):
      for (index, pair) in zip(elements, others).enumerated() {
        compare(pair.0, pair.1, "\(path)[\(index)]", &unknown)
      }
    default: break
    }
  }
}
