import Bytes
import Record

/// Organisations whose certificates browsers trust (Data/notices/authorities.csv).
enum PublicAuthorities {
  private static let names: Set<String> = {
    let rows = (try? CSVReader.rows(of: PackageResources.public_authorities_csv)) ?? []
    return Set(
      rows.dropFirst().compactMap { row in
        (try? row.texts())?.first.map { Folding.folded($0) }
      })
  }()

  /// Whether an organisation is one of them.
  static func contains(_ maker: String) -> Bool { names.contains(Folding.folded(maker)) }
}

extension WebMeasurement.Handshake {
  /// Why a certificate that did not fit is the site's own, or looks like it in all that the measurement holds; `nil`
  /// where it does not.
  ///
  /// Its maker is an authority that browsers trust, and it was made for the host, so that a device with an old list of
  /// authorities refuses it, or one whose time was over; or it was made for another host of the same owner. A forger
  /// can write such names into a certificate of his own: nothing here checks the signature, and therefore nothing
  /// more is said than that it may be the site's.
  ///
  /// - Parameter time: when the measurement began, seconds since 1970.
  func siteCertificate(at time: Int64?) -> String? {
    guard let failure, failure.isOfCertificate, let reach = certificate?.reach,
      PublicAuthorities.contains(reach.maker)
    else { return nil }
    if failure == .certificateForAnotherName {
      return reach.namesSite(of: serverName)
        ? "the certificate is of another host of the site, by \"\(reach.maker)\"" : nil
    }
    guard reach.names(serverName) else { return nil }
    if let time, time > reach.validity.upperBound {
      let days = time / 86_400 - reach.validity.upperBound / 86_400
      return "the certificate is the site's, by \"\(reach.maker)\", and ended \(days) days before"
    }
    return "the certificate is the site's, by \"\(reach.maker)\": the device may not know it"
  }
}
