internal import Bytes

/// The names in Google's files on government removals, of which there are several for one thing (docket
/// specification 3.4).
public enum GoogleNames {
  /// Reasons, as the file of requests spells them.
  public static let reasons = [
    "Adult content", "Bullying harassment", "Business complaints", "Copyright", "Defamation",
    "Drug abuse", "Electoral law", "Fraud", "Geographical dispute", "Government criticism",
    "Hate speech", "Impersonation", "National security", "Obscenity/Nudity", "Other",
    "Privacy and security", "Regulated goods and services", "Religious offense",
    "Suicide promotion", "Trademark", "Unspecified", "Violence",
  ]

  /// Who asks, as the files spell them ("Supression" among them).
  public static let requestors = [
    "Consumer Protection Authority", "Court Order directed at 3rd party",
    "Court Order directed at Google", "Data Protection Authority", "Government Officials",
    "Information and Communications Authority", "Military", "Other", "Police",
    "Supression Orders", "Executive", "Judicial",
  ]

  private static let reasonByKey = Dictionary(
    reasons.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  private static let requestorByKey = Dictionary(
    requestors.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  private static let productByKey: [String: String] = {
    var names: [String: String] = [:]
    let rows = (try? CSVReader.rows(of: PackageResources.google_products_csv)) ?? []
    for row in rows.dropFirst() {
      guard let name = row.text(0) else { continue }
      names[key(name)] = name
      if let detailed = row.text(1), !detailed.isEmpty { names[key(detailed)] = name }
    }
    return names
  }()

  /// The reason that a text means: case, `/` and blanks do not count, nor does "Reason" before it.
  public static func reason(_ text: String) -> String? {
    let key = key(text)
    return reasonByKey[key.hasPrefix("reason ") ? String(key.dropFirst(7)) : key]
  }

  /// Who is meant by a text, case apart.
  public static func requestor(_ text: String) -> String? { requestorByKey[key(text)] }

  /// The product that a text means, as the file of requests calls it.
  public static func product(_ text: String) -> String? { productByKey[key(text)] }

  private static func key(_ text: String) -> String {
    text.lowercased().split { $0 == "/" || $0.isWhitespace }.joined(separator: " ")
  }
}
