public import Record

/// What is divided by what in a rate.
public struct RateTerms: Sendable, Hashable {
  /// The measures whose sum is divided.
  public var numerator: [Measure]
  /// The measures whose sum it is divided by.
  public var denominator: [Measure]
  /// The measures that are taken from the denominator.
  public var subtracted: [Measure] = []

  /// The rate of counts; `nil` where one that it needs is not known.
  public func rate(of count: (Measure) -> Int?) -> Rate? {
    func sum(_ measures: [Measure]) -> Int? {
      measures.reduce(0) { sum, measure in
        guard let sum, let count = count(measure) else { return nil }
        let (total, overflows) = sum.addingReportingOverflow(count)
        return overflows ? nil : total
      }
    }
    guard let part = sum(numerator), let base = sum(denominator), let less = sum(subtracted) else {
      return nil
    }
    return Rate(part: part, base: base - less)
  }

  /// The terms by the codes of their measures: `a+b / c-d`.
  public var text: String {
    let below =
      denominator.map(\.rawValue).joined(separator: "+")
      + subtracted.map { "-\($0.rawValue)" }.joined()
    return "\(numerator.map(\.rawValue).joined(separator: "+")) / \(below)"
  }
}

extension RateFormula {
  /// What is divided by what, by the words of different reports: the first of which all is known counts.
  public var terms: [RateTerms] {
    let items = RateTerms(
      numerator: numerator, denominator: denominator, subtracted: subtracted)
    guard self == .removedOfAsked else { return [items] }
    return [
      items, RateTerms(numerator: [.appsRemoved], denominator: [.appsRequested]),
      RateTerms(numerator: [.accountsActioned], denominator: [.accountsRequested]),
    ]
  }
}
