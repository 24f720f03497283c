import Bytes

/// What the log says about one version of a record: enough to check it later, nothing to learn
/// from.
public struct EntryText: Sendable, Hashable {
  /// The type of the record or act: lower-case letters, digits and hyphens.
  public var kind: String
  /// 16 bytes that stand for the record's version; see `reference(secret:record:version:)`.
  public var ref: [UInt8]
  /// The number of leaves of the record's tree.
  public var fields: Int
  /// The root of the record's tree.
  public var root: TreeHash
  /// The SHA-256 of the sealed bytes of the record.
  public var ct: [UInt8]
  /// A day, `2026-11-21`, or an ISO week, `2026-W47`.
  public var day: String

  /// Where an entry's text is not what it must be.
  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public var line: Int
    /// What is wrong.
    public var description: String { "line \(line): not as obs-entry/1 has it" }
  }

  /// Makes an entry from its parts.
  ///
  /// - Throws: `Fault` naming the line of the text that a part does not fit.
  public init(
    kind: String, ref: [UInt8], fields: Int, root: TreeHash, ct: [UInt8], day: String
  ) throws(Fault) {
    guard Self.isKind(kind) else { throw Fault(line: 2) }
    guard ref.count == 16 else { throw Fault(line: 3) }
    guard fields >= 0 else { throw Fault(line: 4) }
    guard ct.count == 32 else { throw Fault(line: 6) }
    guard Self.isDay(day) else { throw Fault(line: 7) }
    self.kind = kind
    self.ref = ref
    self.fields = fields
    self.root = root
    self.ct = ct
    self.day = day
  }

  /// Reads an entry strictly.
  ///
  /// - Throws: `Fault` naming the first line that is wrong.
  public init(parsing bytes: some Collection<UInt8>) throws(Fault) {
    guard let text = String(validating: bytes, as: UTF8.self), bytes.count < 1024 else {
      throw Fault(line: 1)
    }
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let names = ["obs-entry/1", "kind ", "ref ", "fields ", "root ", "ct sha256:", "day "]
    var values: [String] = []
    for (index, name) in names.enumerated() {
      guard index < lines.count, lines[index].starts(with: name.utf8),
        let value = String(lines[index].dropFirst(name.utf8.count))
      else { throw Fault(line: index + 1) }
      values.append(value)
    }
    guard values[0].isEmpty else { throw Fault(line: 1) }
    guard lines.count == names.count + 1, lines[names.count].isEmpty else {
      throw Fault(line: names.count + 1)
    }
    guard let ref = Hex.bytes(values[2]), Hex.text(ref) == values[2] else { throw Fault(line: 3) }
    guard let fields = Decimal.number(values[3]) else { throw Fault(line: 4) }
    guard let root = Base64.bytes(values[4]).flatMap({ TreeHash($0) }) else {
      throw Fault(line: 5)
    }
    guard let ct = Hex.bytes(values[5]), Hex.text(ct) == values[5] else { throw Fault(line: 6) }
    try self.init(
      kind: values[1], ref: ref, fields: fields, root: root, ct: ct, day: values[6])
  }

  /// The entry's bytes, as they are logged.
  public var bytes: [UInt8] {
    Array(
      """
      obs-entry/1
      kind \(kind)
      ref \(Hex.text(ref))
      fields \(fields)
      root \(Base64.text(root.bytes))
      ct sha256:\(Hex.text(ct))
      day \(day)

      """.utf8)
  }

  /// What stands for a version of a record in the log: the first 16 bytes of HMAC-SHA-256(secret,
  /// record || 00 || version in four bytes, big-endian). Without the secret nobody can tell which
  /// entries are versions of one record.
  public static func reference(secret: [UInt8], record: String, version: UInt32) -> [UInt8] {
    let message = Array(record.utf8) + [0] + BigEndian.bytes(Int(version), width: 4)
    return Array(Keyed.hash(message, key: secret).prefix(16))
  }

  private static func isKind(_ kind: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    return (1...64).contains(kind.utf8.count)
      && kind.utf8.allSatisfy {
        letters.contains($0) || isDigit($0) || $0 == UInt8(ascii: "-")
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether `day` has the form `YYYY-MM-DD` or `YYYY-Www`; whether there is such a day is for
  /// others to know.
  private static func isDay(_ day: String) -> Bool {
    let shape = String(
      decoding: day.utf8.map { isDigit($0) ? UInt8(ascii: "0") : $0 }, as: UTF8.self)
    return shape == "0000-00-00" || shape == "0000-W00"
  }
}
