import Bytes
import Record
import Signals

/// When something turned, no finer than the months tell.
///
/// The votes by which a turn is found are single volunteers': its hour is when one of them measured. So its
/// interval is widened, outward, until it begins and ends with a day that is told by itself, or with a month.
struct ToldTurns {
  /// The days that are told by themselves, rising.
  private let days: [CivilDay]
  /// The months that are told, rising: `2026-03`.
  private let months: [String]

  init(days: Set<CivilDay>, months: Set<String>) {
    self.days = days.sorted()
    self.months = months.sorted()
  }

  /// A turn between two moments that are told.
  struct Turn: Equatable {
    var earliest: String
    var estimate: String
    var latest: String
    /// Whether nothing is told from before it.
    var isOpen = false

    /// What is known only to the month that is told first.
    static func open(in month: String) -> Turn {
      Turn(earliest: month, estimate: month, latest: month, isOpen: true)
    }

    var json: JSONValue {
      [
        "earliest": .string(earliest), "estimate": .string(estimate), "latest": .string(latest),
      ]
    }

    /// The first day that it may be.
    var firstDay: CivilDay? { CivilDay(parsing: earliest) ?? CivilDay(parsing: "\(earliest)-01") }
  }

  /// Which of the told days an estimate is drawn to. Of a silence no day is told: its onset is told by
  /// the last day before it and its end by the first after, not by whichever is nearer.
  enum Drawing { case nearest, back, forward }

  /// - Parameters:
  ///   - isStanding: whether it was so from the first measurements on.
  ///   - drawing: which told day stands for the estimate.
  /// - Returns: `nil` where nothing is told.
  func turn(
    _ time: ChangeTime, isStanding: Bool = false, isDrawn drawing: Drawing = .nearest
  ) -> Turn? {
    guard let first = months.first, let last = months.last else { return nil }
    let (low, high) = (CivilDay(of: time.earliest), CivilDay(of: time.latest))
    let middle = CivilDay(of: time.estimate)
    if isStanding {
      let month = Self.month(of: middle)
      return .open(in: months.last { $0 <= month } ?? first)
    }
    guard let earliest = downward(low) else { return .open(in: first) }
    let latest = upward(high) ?? last
    guard let from = CivilDay(parsing: earliest), let to = CivilDay(parsing: latest) else {
      // What is a month at one end is no finer in the middle.
      let month = Self.month(of: middle)
      return Turn(
        earliest: earliest, estimate: months.contains(month) ? month : latest, latest: latest)
    }
    let held = days.filter { from <= $0 && $0 <= to }
    let estimate =
      switch drawing {
      case .back: held.last { $0 <= middle } ?? from
      case .forward: held.first { middle <= $0 } ?? to
      case .nearest:
        held.min { one, other in
          abs(one.days(until: middle)) < abs(other.days(until: middle))
        } ?? to
      }
    return Turn(earliest: earliest, estimate: "\(estimate)", latest: latest)
  }

  private static func month(of day: CivilDay) -> String { String("\(day)".prefix(7)) }

  /// The last told day before a day, or that day; its month, where there is none in it.
  private func downward(_ day: CivilDay) -> String? {
    let month = Self.month(of: day)
    let told = days.last { $0 <= day }
    if let told, Self.month(of: told) == month || !months.contains(month) { return "\(told)" }
    if months.contains(month) { return month }
    return months.last { $0 < month }
  }

  /// The first told day after a day, or that day; its month, where there is none in it.
  private func upward(_ day: CivilDay) -> String? {
    let month = Self.month(of: day)
    let told = days.first { $0 >= day }
    if let told, Self.month(of: told) == month || !months.contains(month) { return "\(told)" }
    if months.contains(month) { return month }
    return months.first { $0 > month }
  }
}
