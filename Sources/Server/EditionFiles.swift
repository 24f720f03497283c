import Bytes
internal import HTTPTypes
internal import NIOCore
import Ledger
import Observatory
import Site

/// Files that are not pages: the ledger, the public keys, the manifest, the journal.
struct EditionFiles: Sendable {
  /// The edition's folder, if one is served beside the live pages.
  let edition: String?
  /// The observatory's folder, whose ledger and public keys are as public as an edition's.
  let observatory: String

  /// Larger files are left to a server of static files.
  private static let most = 256 << 20

  /// The file at a clean path, or `nil`.
  func page(at path: String) throws -> ShelvedPage? {
    guard Self.isPublic(path) else { return nil }
    for folder in [edition, observatory].compactMap(\.self) {
      let place = "\(folder)/\(path)"
      guard Disk.isFile(place) else { continue }
      let bytes = try Disk.read(place, limit: Self.most)
      return ShelvedPage(Resource(path: path, mediaType: MediaType(path: path), bytes: bytes))
    }
    return nil
  }

  /// Named one by one: a folder of keys also holds secret ones.
  private static func isPublic(_ path: String) -> Bool {
    let files: Set<String> = [
      "manifest.sha256", "manifest.sha256.minisig", "keys/ledger.vkey", "keys/release.pub",
      "data/journal.jsonl", "data/datapackage.json", "ledger/checkpoint",
    ]
    return files.contains(path) || path.hasPrefix("ledger/tile/")
  }
}
