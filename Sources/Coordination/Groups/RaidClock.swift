/// How finely the times of a group's raids are told. A file can be exact as a whole and rounded in part, as
/// when two exports were put together: then members seem to act in the same minute.
struct RaidClock: Sendable, Hashable {
  private var times = 0
  private var onMinute = 0
  private var onHour = 0

  init(_ all: some Sequence<Int64>) {
    for time in all {
      times += 1
      if time % 60_000 == 0 { onMinute += 1 }
      if time % 3_600_000 == 0 { onHour += 1 }
    }
  }

  /// Whether seconds can be told; one time in sixty falls on a minute by itself.
  var hasSeconds: Bool { onMinute * 2 < times || times == 0 }
  /// Whether minutes can be told.
  var hasMinutes: Bool { onHour * 2 < times || times == 0 }
}
