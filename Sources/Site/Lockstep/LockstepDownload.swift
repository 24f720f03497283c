import Coordination
import Record

/// The evidence or the network of one finding, as other programs read it.
enum LockstepDownload {
  static func render(
    _ id: Slug, _ file: LockstepFile, _ path: String, site: Site
  ) throws -> Resource? {
    guard let version = try site.holdings.version(of: RecordReference(.lockstep, id)) else {
      return nil
    }
    let exports = FindingExports([try LockstepFinding(record: version.content)])
    let form: FindingExports.File =
      switch file {
      case .evidence: .evidence
      case .edges: .edges
      case .gexf: .gexf
      case .graphML: .graphML
      }
    return exports.bytes(of: form).map { bytes in
      Resource(path: path, mediaType: MediaType(path: path), bytes: bytes)
    }
  }
}
