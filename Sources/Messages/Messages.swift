import Bytes
public import Record

/// What fills a place in a message.
public enum MessageArgument: Sendable, Hashable {
  /// Text, put in as it is.
  case text(String)
  /// A whole number, grouped as the language does.
  case number(Int)
  /// A number with decimals.
  case decimal(Double)
}

/// All that a person reads, in Vietnamese and English, under one key in both.
///
/// Values are patterns of an ICU MessageFormat subset: `{name}`, `{name, number}`,
/// `{name, plural, one {…} other {…}}` and `{name, select, code {…} other {…}}`; `#` in a plural
/// branch is the number.
public enum Messages {
  /// The text under `key`.
  ///
  /// - Returns: the key itself where the catalogue has none, so that a gap is seen and found by
  ///   tests instead of hiding as an empty line.
  public static func text(
    _ key: String, in language: Language, _ arguments: [String: MessageArgument] = [:]
  ) -> String {
    guard let pattern = catalogue(language)[key] else { return key }
    return pattern.text(arguments, in: language)
  }

  /// Whether both languages have `key`.
  public static func has(_ key: String) -> Bool {
    Language.allCases.allSatisfy { catalogue($0)[key] != nil }
  }

  /// The keys of one language, sorted.
  public static func keys(in language: Language) -> [String] { catalogue(language).keys.sorted() }

  /// The names of the places that the message under `key` leaves open.
  public static func placeholders(of key: String, in language: Language) -> Set<String> {
    catalogue(language)[key]?.placeholders ?? []
  }

  private static func catalogue(_ language: Language) -> [String: MessagePattern] {
    language == .vi ? vietnamese : english
  }

  private static let vietnamese = read([
    PackageResources.record_vi_json, PackageResources.site_vi_json,
    PackageResources.data_vi_json,
    PackageResources.command_vi_json,
  ])

  private static let english = read([
    PackageResources.record_en_json, PackageResources.site_en_json,
    PackageResources.data_en_json,
    PackageResources.command_en_json,
  ])

  private static func read(_ areas: [[UInt8]]) -> [String: MessagePattern] {
    var catalogue: [String: MessagePattern] = [:]
    for area in areas {
      // The areas are compiled in; a test reads each of them and would fail first.
      guard case .object(let object)? = try? JSONValue(parsing: area) else { continue }
      for member in object.members {
        catalogue[member.name] = MessagePattern(member.value.text ?? "")
      }
    }
    return catalogue
  }
}
