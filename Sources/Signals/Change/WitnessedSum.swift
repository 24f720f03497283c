/// A cumulative sum (Page, 1954) that knows who said what, so that no single witness decides.
///
/// Weights are added as they come. When a cell of time is closed with a sum of 0 or less, the sum
/// begins again at 0. A witness adds at most `cap` to one excursion: a faulty one that always says
/// yes cannot hold an excursion open against the others.
public struct WitnessedSum: Sendable {
  /// The sum of the present excursion; 0 when there is none.
  public private(set) var value = 0.0
  /// The place of the excursion's first vote; `nil` when there is none.
  public private(set) var start: Int?
  private let cap: Double
  private var said: [Double]
  private var turn: [UInt32]
  private var present: UInt32 = 1
  private var heard: [Int] = []

  /// A sum at 0.
  /// - Parameters:
  ///   - witnesses: How many there are; they are numbered from 0.
  ///   - cap: The most that one of them adds to an excursion.
  public init(witnesses: Int, cap: Double) {
    self.cap = cap
    said = Array(repeating: 0, count: witnesses)
    turn = Array(repeating: 0, count: witnesses)
  }

  /// Adds the weight of a vote.
  /// - Parameters:
  ///   - witness: Whose vote it is.
  ///   - place: The vote's place in its series.
  public mutating func add(_ weight: Double, from witness: Int, at place: Int) {
    if start == nil { start = place }
    if turn[witness] != present {
      turn[witness] = present
      said[witness] = 0
      heard.append(witness)
    }
    let sum = min(cap, said[witness] + weight)
    value += sum - said[witness]
    said[witness] = sum
  }

  /// Ends a cell of time. Returns whether the excursion ended with it.
  @discardableResult public mutating func closeCell() -> Bool {
    guard value <= 0 else { return false }
    restart()
    return true
  }

  /// Begins again at 0.
  public mutating func restart() {
    value = 0
    start = nil
    heard.removeAll(keepingCapacity: true)
    if present == .max {
      present = 0
      turn = Array(repeating: 0, count: turn.count)
    }
    present += 1
  }

  /// The sum without the witness that adds most to it. Complexity: O(witnesses of the excursion).
  public var valueWithoutOne: Double { value - (heard.map { said[$0] }.max() ?? 0) }

  /// How many witnesses speak for the change more than against it.
  public var supporters: Int { heard.count { said[$0] > 0 } }

  /// How many witnesses were heard in the excursion.
  public var witnesses: Int { heard.count }
}
