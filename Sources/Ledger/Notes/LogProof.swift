import Bytes

/// A file with which anyone can check that an entry is in a log (C2SP tlog-proof).
public struct LogProof: Sendable, Hashable {
  /// The entry's place and the hashes from it to the root.
  public var inclusion: InclusionProof
  /// Unsigned data for the reader, if any.
  public var extra: [UInt8]?
  /// The checkpoint's bytes as signed.
  public var checkpoint: [UInt8]

  /// Why a file is not such a proof, or does not prove.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// A line is not what has to stand there.
    case malformed(line: Int)
    /// The checkpoint is not the log's.
    case checkpoint(SignedCheckpoint.Fault)
    /// The hashes do not lead from the entry to the root.
    case proof(ProofFault)

    /// What is wrong.
    public var description: String {
      switch self {
      case .malformed(let line): "line \(line): malformed"
      case .checkpoint(let fault): "checkpoint: \(fault)"
      case .proof(let fault): "proof: \(fault.rawValue)"
      }
    }
  }

  private static let firstLine = "c2sp.org/tlog-proof@v1"

  /// Makes a proof from its parts, true or not.
  public init(inclusion: InclusionProof, extra: [UInt8]? = nil, checkpoint: [UInt8]) {
    self.inclusion = inclusion
    self.extra = extra
    self.checkpoint = checkpoint
  }

  /// The file's bytes.
  public var bytes: [UInt8] {
    var lines = [Self.firstLine]
    if let extra { lines.append("extra \(Base64.text(extra))") }
    lines.append("index \(inclusion.index)")
    lines.append(contentsOf: inclusion.hashes.map { Base64.text($0.bytes) })
    return Array(lines.map { "\($0)\n" }.joined().utf8) + [0x0A] + checkpoint
  }

  /// Reads a proof file strictly; what it says is checked by `verify`.
  ///
  /// - Throws: `Fault.malformed`, or `Fault.checkpoint` when the checkpoint cannot be read.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= SignedNote.longest,
      let end = (1..<max(1, bytes.count)).first(where: { bytes[$0] == 10 && bytes[$0 - 1] == 10 })
    else { throw .malformed(line: 1) }
    var lines = bytes[..<(end - 1)].split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }[...]
    guard lines.popFirst() == Self.firstLine else { throw .malformed(line: 1) }
    if let line = lines.first, line.utf8.starts(with: "extra ".utf8) {
      guard let data = Base64.bytes(line.dropFirst(6)) else { throw .malformed(line: 2) }
      extra = data
      lines = lines.dropFirst()
    }
    guard let line = lines.first, line.utf8.starts(with: "index ".utf8),
      let index = Decimal.number(line.dropFirst(6))
    else { throw .malformed(line: lines.startIndex + 1) }
    var hashes: [TreeHash] = []
    for (place, line) in zip(lines.indices, lines).dropFirst() {
      guard let hash = Base64.bytes(line).flatMap({ TreeHash($0) }) else {
        throw .malformed(line: place + 1)
      }
      hashes.append(hash)
    }
    checkpoint = Array(bytes[(end + 1)...])
    inclusion = InclusionProof(index: index, size: try Self.size(in: checkpoint), hashes: hashes)
  }

  private static func size(in checkpoint: [UInt8]) throws(Fault) -> Int {
    let note: SignedNote
    do { note = try SignedNote(parsing: checkpoint) } catch { throw .checkpoint(.note(error)) }
    do {
      return try Checkpoint(parsing: note.text).size
    } catch { throw .checkpoint(.checkpoint(error)) }
  }

  /// Checks that the log with this key holds the entry with this leaf hash.
  ///
  /// - Returns: the checkpoint that vouches for it.
  /// - Throws: `Fault.checkpoint` or `Fault.proof`.
  @discardableResult
  public func verify(leaf: TreeHash, log: VerificationKey) throws(Fault) -> SignedCheckpoint {
    let signed: SignedCheckpoint
    do {
      signed = try SignedCheckpoint(parsing: checkpoint, log: log)
    } catch { throw .checkpoint(error) }
    guard signed.size == inclusion.size else { throw .proof(.otherRoot) }
    do { try inclusion.verify(leaf: leaf, root: signed.root) } catch { throw .proof(error) }
    return signed
  }
}
