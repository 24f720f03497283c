/// Some hours of the day (UTC), one after the other, over midnight where they go on so far.
struct HourBand: Sendable, Hashable, Comparable {
  /// The first hour of the day, 0 to 23.
  var start: Int
  /// How many hours.
  var length: Int

  private static let day: Int64 = 86_400

  /// All bands of these lengths, in their order.
  static func all(_ lengths: ClosedRange<Int>) -> [HourBand] {
    (0..<24).flatMap { start in lengths.map { HourBand(start: start, length: $0) } }
  }

  static func < (one: HourBand, other: HourBand) -> Bool {
    (one.start, one.length) < (other.start, other.length)
  }

  /// Whether a moment, seconds since 1970, lies in it.
  func contains(_ time: Int64) -> Bool { sinceBegin(time) < Int64(length) * 3600 }

  /// Whether a moment lies in it or so near to it that it says nothing of the other hours.
  func isNear(_ time: Int64) -> Bool {
    HourBand(start: (start + 23) % 24, length: length + 2).contains(time)
  }

  /// The number of the day whose band a moment lies in or follows.
  func day(of time: Int64) -> Int64 { (time + Self.day - Int64(start) * 3600) / Self.day }

  /// The moment itself where it lies in a band, and the beginning of the next where it does not.
  func forward(_ time: Int64) -> Int64 {
    contains(time) ? time : time - sinceBegin(time) + Self.day
  }

  /// The moment itself where it lies in a band, and the end of the last where it does not.
  func back(_ time: Int64) -> Int64 {
    contains(time) ? time : time - sinceBegin(time) + Int64(length) * 3600
  }

  private func sinceBegin(_ time: Int64) -> Int64 {
    (time + Self.day - Int64(start) * 3600) % Self.day
  }
}

extension SeriesVotes {
  /// The votes of these hours alone. Vantage points are numbered anew, as they come.
  func votes(in band: HourBand) -> SeriesVotes {
    SeriesVotes(numbering: votes.filter { band.contains($0.time) })
  }

  /// Some votes, whose vantage points are numbered anew, as they come.
  init(numbering some: [Vote]) {
    var numbers: [Int32: Int32] = [:]
    var own = some
    for place in own.indices {
      let next = Int32(truncatingIfNeeded: numbers.count)
      let number = numbers[own[place].witness] ?? next
      if number == next { numbers[own[place].witness] = next }
      own[place].witness = number
    }
    self.init(votes: own, witnesses: numbers.count)
  }
}
