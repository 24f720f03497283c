public import Bytes
import Record

/// YAML without a schema, as plain values: what looks like a number or a truth value is one, everything else is text.
public enum PlainYAML {
  /// The value of a text, which may be JSON too.
  ///
  /// - Parameter name: used in messages.
  /// - Throws: `DossierFault` with the line of the first thing that is wrong.
  public static func value(of bytes: [UInt8], named name: String) throws(DossierFault) -> JSONValue
  {
    let text = try TextFile.text(of: bytes, named: name)
    guard let root = try NodeReading.root(of: text, file: name) else { return .null }
    var nodes = NodeReading(file: name)
    let value = nodes.value(root, .anything, at: "")
    if let fault = nodes.faults.first { throw fault }
    return value
  }
}
