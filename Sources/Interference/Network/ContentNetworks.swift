import Bytes

/// Networks of delivery services, from which many sites are served (Data/networks/content.csv).
///
/// A site may be served by several of them, by one here and by another elsewhere: an address in one is
/// no stranger's because the server outside was sent to another.
enum ContentNetworks {
  /// Their numbers.
  static let numbers: Set<UInt32> = {
    let rows = (try? CSVReader.rows(of: PackageResources.content_csv)) ?? []
    return Set(rows.dropFirst().compactMap { NetworkFields.network($0.bytes(0)) })
  }()
}
