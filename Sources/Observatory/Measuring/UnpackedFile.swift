import Bytes
import Glibc

/// A file's bytes in blocks, unpacked where it is packed: by its first bytes, whatever its name.
public struct UnpackedFile: ~Copyable {
  /// Small enough that what a piece unpacks to is asked for block by block.
  private static let pieceSize = 1 << 19

  private enum Form { case plain, gzip, zstd }

  private let file: ReadableFile
  private let form: Form
  private var offset = 0
  private var piece: [UInt8]
  private var place = 0
  private var gzip: GzipReader?
  private var zstd: ZstdReader?

  /// Opens a file.
  ///
  /// - Throws: `DiskError`.
  public init(_ path: String) throws {
    let opened = try ReadableFile(path)
    let first = try opened.read(from: 0, count: Self.pieceSize)
    file = opened
    piece = first
    form =
      first.starts(with: GzipReader.magic) ? .gzip : ZstdReader.begins(first) ? .zstd : .plain
  }

  /// The next block; `nil` at the end.
  ///
  /// - Throws: `DiskError`, `GzipReader.Fault` or `ZstdReader.Fault`.
  public mutating func next() throws -> [UInt8]? {
    if form == .gzip, gzip == nil { gzip = try GzipReader() }
    if form == .zstd, zstd == nil { zstd = try ZstdReader() }
    while !piece.isEmpty {
      if gzip != nil {
        if let block = try gzip?.next(of: piece, from: &place) { return block }
      } else if zstd != nil {
        if let block = try zstd?.next(of: piece, from: &place) { return block }
      } else if place == 0 {
        place = piece.count
        return piece
      }
      offset += piece.count
      piece = try file.read(from: offset, count: Self.pieceSize)
      place = 0
    }
    if let reader = gzip.take() { try reader.finish() }
    if let reader = zstd.take() { try reader.finish() }
    return nil
  }
}

extension UnpackedFile {
  /// The first bytes of a file, unpacked; what comes before damage, where it is damaged.
  ///
  /// - Throws: `DiskError`.
  public static func head(of path: String, count: Int) throws -> [UInt8] {
    var head: [UInt8] = []
    do {
      var file = try UnpackedFile(path)
      while head.count < count, let block = try file.next() { head += block }
    } catch let error as DiskError { throw error } catch {
      // What could be unpacked before the damage tells enough.
    }
    return Array(head.prefix(count))
  }

  /// The whole of a file, unpacked.
  ///
  /// - Throws: `DiskError`, also for one that is larger than `limit`; `GzipReader.Fault` or
  ///   `ZstdReader.Fault`.
  static func whole(of path: String, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var file = try UnpackedFile(path)
    while let block = try file.next() {
      guard bytes.count + block.count <= limit else { throw DiskError("read", path, EFBIG) }
      bytes += block
    }
    return bytes
  }
}
