public import Interference

/// Files of fingerprints and signatures, which their first bytes tell.
public enum FingerprintFile {
  /// The fingerprints of the program and of all files together.
  ///
  /// - Returns: The set, and what could not be read, each with its file.
  /// - Throws: `DiskError`; `ObservatoryError.badTable` for a file that is no such table.
  public static func set(
    at paths: [String]
  ) throws -> (set: FingerprintSet, defects: [String]) {
    guard !paths.isEmpty else { return (.shipped, []) }
    var fingerprints: [Fingerprint] = []
    var defects: [String] = []
    for path in paths {
      for file in try incoming(path) {
        let table = try TableReading(file.path, as: file.form, named: file.name)
        fingerprints += table.fingerprints
        defects += table.examples
        let unnamed = table.refused - table.examples.count
        if unnamed > 0 { defects.append("\(file.name): \(unnamed) more rows left out") }
      }
    }
    return (FingerprintSet.shipped.adding(fingerprints), defects)
  }

  private static func incoming(_ path: String) throws -> [IncomingExhibit] {
    guard Disk.exists(path) else { throw DiskError("read", path) }
    let forms: Set<ExhibitForm> = [.fingerprints, .signatures, .harmlessSignatures]
    let found = try IncomingExhibit.all(at: path).exhibits.filter { forms.contains($0.form) }
    guard !found.isEmpty else {
      throw ObservatoryError.badTable(path, "it has no columns of fingerprints")
    }
    return found
  }
}
