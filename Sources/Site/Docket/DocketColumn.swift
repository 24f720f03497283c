/// What every case has of one facet: a number for each case, and which values the number stands for. Few cases differ
/// in more than a few ways, so that a number is one byte almost always.
struct DocketColumn: Sendable {
  private enum Numbers: Sendable {
    case bytes([UInt8])
    case words([UInt32])
  }

  /// The values, in the order in which they came.
  private(set) var values: [String]
  /// The values that each number stands for: none, one, or several at once, in the order of their texts.
  private var sets: [[Int]]
  private var numbers: Numbers

  /// The values of a case.
  func values(at place: Int) -> [String] { sets[number(at: place)].map { values[$0] } }

  private func number(at place: Int) -> Int {
    switch numbers {
    case .bytes(let numbers): Int(numbers[place])
    case .words(let numbers): Int(numbers[place])
    }
  }

  /// Notes for each case that lacks `value` that one more of what is asked for is lacking, and that it is `mark`.
  func note(lacking value: String?, except other: String?, _ mark: UInt8, in lacks: inout Lacks) {
    let wanted = value.map { values.firstIndex(of: $0) ?? -1 }
    let unwanted = other.flatMap { values.firstIndex(of: $0) }
    let fits = sets.map { set in
      wanted.map { set.contains($0) } ?? !(unwanted.map { set.contains($0) } ?? false)
    }
    switch numbers {
    case .bytes(let numbers): Self.note(numbers, fits, mark, in: &lacks)
    case .words(let numbers): Self.note(numbers, fits, mark, in: &lacks)
    }
  }

  private static func note(
    _ numbers: [some FixedWidthInteger], _ fits: [Bool], _ mark: UInt8, in lacks: inout Lacks
  ) {
    for place in numbers.indices where !fits[Int(numbers[place])] {
      lacks.counts[place] += 1
      lacks.marks[place] = mark
    }
  }

  /// How many cases have each value, of those that lack nothing but what bears `mark`.
  func counts(_ mark: UInt8, _ lacks: Lacks) -> [Int] {
    let bySet =
      switch numbers {
      case .bytes(let numbers): Self.counts(numbers, sets.count, mark, lacks)
      case .words(let numbers): Self.counts(numbers, sets.count, mark, lacks)
      }
    var counts = [Int](repeating: 0, count: values.count)
    for (number, count) in bySet.enumerated() where count > 0 {
      for value in sets[number] { counts[value] += count }
    }
    return counts
  }

  private static func counts(
    _ numbers: [some FixedWidthInteger], _ size: Int, _ mark: UInt8, _ lacks: Lacks
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: size)
    for place in numbers.indices {
      let lacking = lacks.counts[place]
      if lacking == 0 || (lacking == 1 && lacks.marks[place] == mark) {
        counts[Int(numbers[place])] += 1
      }
    }
    return counts
  }

  /// What each case lacks of what is asked for: how many things, and which one was noted last.
  struct Lacks: Sendable {
    var counts: [UInt8]
    var marks: [UInt8]

    init(cases: Int) {
      counts = [UInt8](repeating: 0, count: cases)
      marks = [UInt8](repeating: 0, count: cases)
    }
  }
}

extension DocketColumn {
  /// In which order values came must not be seen.
  fileprivate static func sort(_ set: inout [Int], by values: [String]) {
    guard set.count > 1 else { return }
    set.sort { values[$0].utf8.lexicographicallyPrecedes(values[$1].utf8) }
  }

  /// Takes in the values of cases that are new, and leaves out those that are gone.
  mutating func apply(_ splice: Splice, _ fresh: [[String]]) {
    let made = fresh.map { UInt32(clamping: number(of: $0)) }
    switch numbers {
    case .bytes(let known) where sets.count <= 256:
      numbers = .bytes(splice.applied(to: known, made.map { UInt8(truncatingIfNeeded: $0) }))
    case .bytes(let known): numbers = .words(splice.applied(to: known.map { UInt32($0) }, made))
    case .words(let known): numbers = .words(splice.applied(to: known, made))
    }
  }

  /// The number that stands for values, which are added where they are new.
  private mutating func number(of names: [String]) -> Int {
    var set: [Int] = []
    for name in names {
      let place = values.firstIndex(of: name) ?? values.count
      if place == values.count { values.append(name) }
      if !set.contains(place) { set.append(place) }
    }
    Self.sort(&set, by: values)
    if let number = sets.firstIndex(of: set) { return number }
    sets.append(set)
    return sets.count - 1
  }

  /// Takes the values of cases, one after the other.
  struct Maker: Sendable {
    private var values: [String] = []
    private var places: [String: Int] = [:]
    private var sets: [[Int]] = [[]]
    private var known: [[Int]: UInt32] = [[]: 0]
    private var numbers: [UInt32] = []

    /// Adds the values of the next case; the order in which they are given does not matter.
    mutating func append(_ names: some Sequence<String>) {
      var set: [Int] = []
      for name in names {
        let place = place(of: name)
        if !set.contains(place) { set.append(place) }
      }
      DocketColumn.sort(&set, by: values)
      if let number = known[set] { return numbers.append(number) }
      let number = UInt32(clamping: sets.count)
      sets.append(set)
      known[set] = number
      numbers.append(number)
    }

    private mutating func place(of name: String) -> Int {
      if let place = places[name] { return place }
      values.append(name)
      places[name] = values.count - 1
      return values.count - 1
    }

    /// The column of the cases in another order.
    func column(_ order: [Int]) -> DocketColumn {
      let sorted: Numbers =
        sets.count <= 256
        ? .bytes(order.map { UInt8(truncatingIfNeeded: numbers[$0]) })
        : .words(order.map { numbers[$0] })
      return DocketColumn(values: values, sets: sets, numbers: sorted)
    }
  }
}
