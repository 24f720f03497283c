import Messages
import Record

/// How a series grew from its first to its last number: "grew by 400 percent" and "five times as
/// much" are the same growth, so both are told and neither is left to the reader.
struct Growth {
  let first: Figure
  let last: Figure

  /// - Returns: `nil` where growth says nothing: fewer than two periods, a start that is not above
  ///   zero, differing countries or units, or numbers that are mere bounds.
  init?(_ figures: [Figure]) {
    let revised = Set(figures.compactMap(\.revises))
    let standing = figures.filter { !revised.contains($0.id) && $0.bound == nil }
    guard let first = standing.first, let last = standing.last, first.period != last.period,
      first.value > 0, last.value >= 0,
      Set(standing.map(\.unit)).count == 1, Set(standing.map(\.country)).count == 1
    else { return nil }
    self.first = first
    self.last = last
  }

  /// How many times as much the last number is.
  var multiple: Double { last.value / first.value }

  /// The increase in percent of the first number.
  var increase: Double { (multiple - 1) * 100 }

  func text(in page: Page) -> String {
    let words = page.words
    let arguments: [String: MessageArgument] = [
      "from": .text(words.number(first.value)), "to": .text(words.number(last.value)),
      "fromunit": .text(words.unit(first.unit, of: first.value).text),
      "tounit": .text(words.unit(last.unit, of: last.value).text),
      "first": .text(words.date(first.period)),
      "last": .text(words.date(last.period)),
      "multiple": .text(NumberText.fixed(multiple, places: 1, in: page.language)),
      "change": .text(NumberText.fixed(abs(increase), places: 0, in: page.language)),
    ]
    return words(increase < 0 ? "site.growth.down" : "site.growth.up", arguments)
  }
}
