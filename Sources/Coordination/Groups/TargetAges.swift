/// What ordinary objects say of the times at which their targets were made: whether these can be true.
///
/// Ages are told as people react to something new. Times that are cut to the hour or the day, or read on
/// another clock than the actions, make every audience look as if it came at one age.
public struct TargetAges: Sendable, Hashable {
  /// Why ages cannot be used.
  public enum Fault: String, Sendable, Hashable, CaseIterable {
    /// They fall on whole hours.
    case coarse
    /// Actions come before their targets.
    case ahead
    /// Hardly any target has an action in its first hour.
    case neverFresh = "never-fresh"
  }

  private var objects = 0
  private var onHour = 0
  private var fresh = 0
  private var actions = 0
  private var early = 0

  /// Takes in an object with the time of its target and those of its actions, in order.
  mutating func add(birth: Int64, times: [Int64]) {
    objects += 1
    if birth % 3_600_000 == 0 { onHour += 1 }
    if let first = times.first, first - birth < Synchrony.ripe { fresh += 1 }
    actions += times.count
    early += times.count { $0 < birth }
  }

  /// What speaks against them, if anything does. One time in 3,600 falls on an hour by itself.
  public var fault: Fault? {
    guard objects > 0 else { return nil }
    if Double(onHour) > 0.2 * Double(objects) { return .coarse }
    if Double(early) > 0.05 * Double(actions) { return .ahead }
    if Double(fresh) < 0.25 * Double(objects) { return .neverFresh }
    return nil
  }
}
