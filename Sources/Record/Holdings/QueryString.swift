internal import Bytes

/// The parameters of an address after its question mark, decoded.
///
/// The grammar is application/x-www-form-urlencoded of the URL standard, read strictly: what cannot
/// be decoded is reported, not replaced.
public struct QueryString: Sendable, Hashable {
  /// The longest query that is read, in bytes.
  public static let longest = 8192

  /// One name with its value.
  public struct Parameter: Sendable, Hashable {
    /// The name, in NFC.
    public var name: String
    /// The value, in NFC; empty when a form field was left empty.
    public var value: String

    /// Makes a parameter.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The parameters in their order.
  public var parameters: [Parameter]

  /// Makes a query of parameters.
  public init(_ parameters: [Parameter] = []) { self.parameters = parameters }

  /// Reads what follows the question mark of an address.
  ///
  /// - Throws: `QueryFaults` with every parameter that cannot be decoded.
  /// - Complexity: O(n) in the length of the text; texts over ``longest`` are refused unread.
  public init(parsing text: some StringProtocol) throws(QueryFaults) {
    guard text.utf8.count <= Self.longest else {
      throw QueryFaults([QueryFault("", .queryTooLong(limit: Self.longest))])
    }
    parameters = []
    var faults: [QueryFault] = []
    for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let rest = pair[equals...].dropFirst()
      do throws(QueryFault) {
        let name = try Self.decoded(Array(pair[..<equals]), of: "")
        parameters.append(Parameter(name, try Self.decoded(Array(rest), of: name)))
      } catch { faults.append(error) }
    }
    if !faults.isEmpty { throw QueryFaults(faults) }
  }

  private static func decoded(_ bytes: [UInt8], of name: String) throws(QueryFault) -> String {
    let text: String
    do throws(PercentEncoding.Fault) {
      text = try PercentEncoding.decoded(bytes, plusIsSpace: true)
    } catch {
      throw QueryFault(name, error.reason == .badEscape ? .badEscape : .notUTF8)
    }
    guard !text.unicodeScalars.contains(where: isControl) else {
      throw QueryFault(name, .controlCharacter)
    }
    return Composition.nfc(text)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  /// The values given for `name` that are not empty.
  public func values(of name: String) -> [String] {
    parameters.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }

  /// The query without the parameters of `names`, in the same order.
  public func without(_ names: Set<String>) -> QueryString {
    QueryString(parameters.filter { !names.contains($0.name) })
  }

  /// The parameters as an address has them after its question mark, values percent-encoded.
  public var text: String {
    var out: [UInt8] = []
    for parameter in parameters {
      if !out.isEmpty { out.append(UInt8(ascii: "&")) }
      PercentEncoding.append(parameter.name, to: &out)
      out.append(UInt8(ascii: "="))
      PercentEncoding.append(parameter.value, to: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }
}
