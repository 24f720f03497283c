internal import Record

/// The half-years that the name of a file or the title of a table tells of, for tables that have no column for it.
enum NamedPeriod {
  /// Finds `2013-H1`, `H1 2013`, `2013_Jan-June`, `January 1 - June 30, 2019`, `2019-01-01_2019-06-30`, with anything or
  /// nothing between the parts. Two years around the same months are two half-years: nobody guesses which is meant.
  ///
  /// - Complexity: O(n) in the length of the text.
  static func halves(in text: some StringProtocol) -> Set<HalfYear> {
    var words = Words(text)
    var found: Set<HalfYear> = []
    while !words.isEmpty {
      let here = words.halves()
      if here.isEmpty { words.next += 1 } else { found.formUnion(here) }
    }
    return found
  }

  /// Runs of letters and runs of digits.
  private struct Words {
    private var words: [String] = []
    var next = 0

    init(_ text: some StringProtocol) {
      var isNumber: Bool?
      for scalar in text.lowercased().unicodeScalars {
        let here: Bool? =
          switch scalar {
          case "0"..."9": true
          case "a"..."z": false
          default: nil
          }
        if let here {
          if here != isNumber { words.append("") }
          words[words.count - 1].unicodeScalars.append(scalar)
        }
        isNumber = here
      }
    }

    var isEmpty: Bool { next >= words.count }

    private func word(_ place: Int) -> String { place < words.count ? words[place] : "" }

    private func year(_ place: Int) -> Int? {
      let word = word(place)
      return word.utf8.count == 4
        ? Int(word).flatMap { (1990...2099).contains($0) ? $0 : nil } : nil
    }

    private func has(_ place: Int, _ wanted: [String]) -> Bool { wanted.contains(word(place)) }

    /// What begins here, and goes on behind it.
    mutating func halves() -> [HalfYear] {
      if has(next, ["h"]), let half = Int(word(next + 1)), let year = year(next + 2) {
        return take(3, [year], half)
      }
      if has(next + 1, ["h"]), let half = Int(word(next + 2)), let year = year(next) {
        return take(3, [year], half)
      }
      return days() ?? months()
    }

    private mutating func take(_ count: Int, _ years: [Int], _ half: Int) -> [HalfYear] {
      let found = Set(years).compactMap { HalfYear(year: $0, half: half) }
      if !found.isEmpty { next += count }
      return found
    }

    /// From the first to the last day, in digits.
    private mutating func days() -> [HalfYear]? {
      guard let first = year(next), has(next + 2, ["01"]), year(next + 3) == first else {
        return nil
      }
      let months = (word(next + 1), word(next + 4), word(next + 5))
      if months == ("01", "06", "30") { return take(6, [first], 1) }
      return months == ("07", "12", "31") ? take(6, [first], 2) : nil
    }

    /// From month to month, with days or without, the year at any place.
    private mutating func months() -> [HalfYear] {
      var place = next
      var years: [Int] = []
      func skip(_ wanted: [String]) { if has(place, wanted) { place += 1 } }
      func skipYear() {
        guard let year = year(place) else { return }
        years.append(year)
        place += 1
      }
      skipYear()
      let half = has(place, ["january", "jan"]) ? 1 : has(place, ["july", "jul"]) ? 2 : 0
      guard half > 0 else { return [] }
      place += 1
      skip(["1", "01"])
      skipYear()
      skip(["to", "through", "until"])
      guard has(place, half == 1 ? ["june", "jun"] : ["december", "dec"]) else { return [] }
      place += 1
      skip(half == 1 ? ["30"] : ["31"])
      skipYear()
      return take(place - next, years, half)
    }
  }
}
