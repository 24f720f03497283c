import Bytes

/// The signatures of Censored Planet (censoredplanet-analysis, pipeline/metadata/data): one JSON
/// object to a line, with a name and a regular expression for the whole response.
public enum SignatureLines {
  /// Which of the two files it is.
  public enum List: Sendable, Hashable {
    /// blockpage_signatures.json.
    case blockPages
    /// false_positive_signatures.json.
    case falsePositives
  }

  /// Reads a file.
  ///
  /// The first part of a name is taken for the scope: `a_prod`, `b_nat`, `c_isp`, `d_corp` (an
  /// institution), `f_gen` and `e_unk` (vague words: nobody knows whose they are); the second of a
  /// national or a network's for the country. A pattern that begins with the name of a header is
  /// looked for in that header.
  public static func read(_ bytes: [UInt8], as list: List) -> FingerprintList {
    var found = FingerprintList()
    var tape = JSONTape()
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let place = number + 1
      do throws(JSONError) { try tape.read(line) } catch {
        found.faults.append(.init(line: place, name: "", reason: .notJSON))
        continue
      }
      let name = tape.text("fingerprint", of: .root) ?? ""
      do throws(RowFault) {
        guard !name.isEmpty else { throw RowFault(.missingField("fingerprint")) }
        guard let pattern = tape.text("pattern", of: .root) else {
          throw RowFault(.missingField("pattern"))
        }
        found.fingerprints.append(try fingerprint(name, pattern, list))
      } catch { found.faults.append(.init(line: place, name: name, reason: error.reason)) }
    }
    return found
  }

  private static func fingerprint(
    _ name: String, _ text: String, _ list: List
  ) throws(RowFault) -> Fingerprint {
    let (place, rest) = placed(text)
    let pattern = BytePattern(.regexp, rest)
    if let fault = PatternSet([pattern]).faults.first { throw RowFault(.badPattern(fault.reason)) }
    let owner = list == .falsePositives ? .falsePositive : scope(of: name)
    if let reason = FingerprintSpecificity.fault(of: pattern, in: place, owner) {
      throw RowFault(reason)
    }
    return Fingerprint(
      name: "cp.\(name)", scope: owner,
      place: place, pattern: pattern,
      countries: list == .falsePositives ? [] : country(of: name).map { [$0] } ?? [],
      source: "censored planet")
  }

  private static func placed(_ pattern: String) -> (Fingerprint.Place, String) {
    for name in ["Location", "Server", "Via"] where pattern.hasPrefix("\(name): ") {
      return (.header(name.lowercased()), "^\(pattern.dropFirst(name.count + 2))")
    }
    return (.body, pattern)
  }

  private static func scope(of name: String) -> Fingerprint.Scope {
    switch name.split(separator: "_").prefix(2).joined(separator: "_") {
    case "a_prod": .product
    case "b_nat": .national
    case "c_isp": .network
    case "d_corp": .institution
    default: .vagueWords
    }
  }

  private static func country(of name: String) -> String? {
    let parts = name.split(separator: "_")
    guard parts.count > 2, parts[1] == "nat" || parts[1] == "isp", parts[2].utf8.count == 2,
      parts[2].utf8.allSatisfy({ $0 &- 0x61 < 26 })
    else { return nil }
    return parts[2] == "uk" ? "GB" : parts[2].uppercased()
  }
}
