internal import Bytes

/// Names of countries as reports without codes write them.
public enum CountryNames {
  private static let codeByName: [String: String] = {
    let rows = (try? CSVReader.rows(of: PackageResources.country_names_csv)) ?? []
    var codes: [String: String] = [:]
    for row in rows.dropFirst() {
      guard let code = row.text(0), let name = row.text(1) else { continue }
      codes[name.lowercased()] = code
    }
    return codes
  }()

  /// The code of two letters of the country that a name means, case apart; `nil` for a name that is not known.
  public static func code(of name: String) -> String? { codeByName[name.lowercased()] }
}

extension Territory {
  /// The code of two letters; `nil` for what is no country, and for a name that is not known.
  public var countryCode: String? {
    switch self {
    case .country(let code): code
    case .named(let name): CountryNames.code(of: name)
    case .europol, .interpol, .unknown: nil
    }
  }
}
