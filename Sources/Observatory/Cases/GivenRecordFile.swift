public import Bytes
import Dossier

/// A file in which somebody wrote down a case.
public enum GivenRecordFile {
  /// Its value, YAML or JSON.
  ///
  /// - Throws: `DossierFault` with the line of the first thing that is wrong.
  public static func value(of bytes: [UInt8], named name: String) throws -> JSONValue {
    try PlainYAML.value(of: bytes, named: name)
  }
}
