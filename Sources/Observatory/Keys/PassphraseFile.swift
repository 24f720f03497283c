import Record

/// A passphrase kept in a file, for programs that run unattended.
public enum PassphraseFile {
  /// The first line of the file, in NFC.
  ///
  /// - Throws: `DiskError`; `ObservatoryError.emptyPassphrase` when the line is empty or not UTF-8.
  public static func read(_ path: String) throws -> String {
    let bytes = try Disk.read(path, limit: 1 << 16)
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, let text = String(validating: line, as: UTF8.self) else {
      throw ObservatoryError.emptyPassphrase(path)
    }
    return text
  }
}
