import Bytes
import Record

/// Names in certificates that the volunteer's own side shows in place of a site's
/// (Data/notices/certificates.csv): software on the device that reads along, the filter of an office or a
/// school, a router, the portal of a hotel.
///
/// They say nothing of what a network withholds: the volunteer, or the house, put them there.
enum OwnCertificates {
  /// Where a name has to have the words.
  private enum Place: String {
    case begins, ends
    case whole = "is"
    /// It is a host's name and has all of the words.
    case host
  }

  private static let rows: [(place: Place, words: String)] = {
    let rows = (try? CSVReader.rows(of: PackageResources.own_certificates_csv)) ?? []
    return rows.dropFirst().compactMap { row in
      guard let texts = try? row.texts(), texts.count == 4, let place = Place(rawValue: texts[1]),
        !texts[2].isEmpty
      else { return nil }
      return (place, Folding.folded(texts[2]))
    }
  }()

  /// The name by which a certificate is the volunteer's own side's; `nil` where it is not known as such.
  static func name(in certificate: CertificateNames) -> String? {
    [certificate.issuer, certificate.subject].first(where: isKnown)
  }

  private static func isKnown(_ name: String) -> Bool {
    let name = Folding.folded(name)
    return rows.contains { place, words in
      switch place {
      case .begins: name.hasPrefix(words)
      case .ends: name.hasSuffix(words)
      case .whole: name == words
      case .host:
        name.contains(".") && !name.contains(" ")
          && words.split(separator: " ").allSatisfy { name.contains($0) }
      }
    }
  }
}

extension WebMeasurement.Handshake {
  /// By which name a certificate that does not fit is one of the volunteer's own side; `nil` where none is.
  var ownCertificate: String? {
    guard failure?.isOfCertificate ?? false else { return nil }
    return certificate.flatMap(OwnCertificates.name)
  }
}
