import Record
import Transparency

/// Of which countries an import takes figures out of a transparency report.
struct FigureCountries {
  /// Their codes of two letters; `EU` is the Union as a whole. None where nobody said any.
  let codes: Set<String>
  /// Whether somebody asked for them by name.
  let areAsked: Bool

  /// - Parameter asked: the countries that were named; without any it is the observatory's own,
  ///   or those that the record has companies' figures of already.
  init(asked: [String], own: String?, holdings: any Holdings) throws {
    areAsked = !asked.isEmpty
    if areAsked {
      codes = Set(asked)
    } else if let own {
      codes = [own]
    } else {
      codes = try Set(Compliance.countries(of: holdings))
    }
  }

  /// The codes as a person reads them.
  var text: String { codes.sorted().joined(separator: ", ") }
}
