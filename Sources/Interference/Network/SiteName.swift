/// The part of a host's name that its owner registered, and the word in it that makes the brand.
///
/// There is no list of public suffixes here: under a country's code a second label that stands for a
/// kind of owner, as in `com.vn` or `co.uk`, is taken for a part of the suffix. Where the list of kinds
/// falls short, hosts of different owners count as one's: what is told from it is that a redirect
/// stays with the site, and then less is called blocked.
struct SiteName: Hashable {
  /// What was registered, such as `bbc.co.uk`; the whole host where it is an address or one label.
  let domain: String
  /// Its first label, such as `bbc`; `nil` where there is none.
  let brand: String?
  /// The code of the country under which it is registered, in capitals as in ISO 3166-1; `nil` for others.
  let country: String?

  /// The name of a host in lower case, as DNS carries it.
  init(of host: String) {
    let labels = host.split(separator: ".")
    guard labels.count >= 2, IPAddress(host) == nil, let top = labels.last else {
      (domain, brand, country) = (host, nil, nil)
      return
    }
    let isCode = top.utf8.count == 2
    let isKind = isCode && labels.count > 2 && Self.kinds.contains(String(labels[labels.count - 2]))
    let own = labels.suffix(isKind ? 3 : 2)
    domain = own.joined(separator: ".")
    brand = own.first.map(String.init)
    country = isCode ? (top == "uk" ? "GB" : top.uppercased()) : nil
  }

  /// Second labels that stand for a kind of owner.
  private static let kinds: Set<String> = [
    "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "gub", "k12", "ltd", "mil", "ne", "net",
    "nom", "or", "org", "plc", "sch",
  ]
}
