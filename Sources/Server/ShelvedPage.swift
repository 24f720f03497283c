import Bytes
internal import HTTPTypes
internal import NIOCore
import Ledger
import Site

/// A page ready to be sent, in the two forms a browser may ask for.
struct ShelvedPage: Sendable {
  /// The answer's status.
  var status: HTTPResponse.Status
  /// What the body is.
  var mediaType: String
  /// The body.
  var body: ByteBuffer
  /// The compressed form, once somebody asked for it.
  private(set) var gzip: ByteBuffer?
  /// Whether compressing gains anything.
  let isCompressible: Bool
  /// The first 16 hexadecimal digits of the body's SHA-256.
  var digest: String
  /// How long it may be kept.
  var cacheControl: String
  /// Whether a browser should save it instead of showing it.
  var isDownload: Bool

  /// Bodies below this gain nothing from being compressed.
  private static let leastCompressed = 512
  /// Compressing larger bodies would hold up other readers.
  private static let mostCompressed = 8 << 20

  init(_ resource: Resource, status: HTTPResponse.Status = .ok) {
    self.status = status
    mediaType = resource.mediaType.rawValue
    body = ByteBuffer(bytes: resource.bytes)
    digest = String(Hex.text(SHA256Digest.of(resource.bytes)).prefix(16))
    let sizes = Self.leastCompressed...Self.mostCompressed
    isCompressible =
      ![.png, .icon, .binary].contains(resource.mediaType) && sizes.contains(resource.bytes.count)
    let isForEver = resource.path.hasPrefix("assets/") || resource.path.hasPrefix("ledger/tile/")
    cacheControl = isForEver ? "public, max-age=31536000, immutable" : "no-cache"
    isDownload = [.csv, .jsonLines, .binary].contains(resource.mediaType)
  }

  /// The page with its compressed form, where that gains anything.
  func compressed() -> ShelvedPage {
    guard isCompressible, gzip == nil else { return self }
    var page = self
    page.gzip = Gzip.compress(Array(body.readableBytesView)).map { ByteBuffer(bytes: $0) }
    return page
  }

  /// The entity tag of a form of the page.
  func tag(isGzip: Bool) -> String { isGzip ? "\"\(digest)-gz\"" : "\"\(digest)\"" }

  /// What it costs to keep, in bytes.
  var weight: Int { body.readableBytes + (gzip?.readableBytes ?? 0) + 512 }
}
