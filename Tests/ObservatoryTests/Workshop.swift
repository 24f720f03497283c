import Foundation
import Observatory
import Record
import Synchronization

/// An observatory in a folder of its own, with a clock that the test sets.
struct Workshop {
  let folder: String
  let clock: Clock
  let keys: Keyring

  /// The time, as the observatory is told it.
  final class Clock: Sendable {
    let seconds: Mutex<Int64>
    init(_ seconds: Int64) { self.seconds = Mutex(seconds) }
    func set(_ time: Int64) { seconds.withLock { $0 = time } }
  }

  /// Runs `body` in a new workshop and takes the folder away afterwards.
  static func with(
    _ start: Int64 = 1_760_000_000, _ body: (Workshop) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("observatory-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clock = Clock(start)
    let plan = try ObservatoryPlan(title: LocalizedText(en: "Example"), origin: "example.org/log")
    let keys = try Observatory.create(
      at: folder, plan: plan, protection: .unprotected, surroundings: Self.surroundings(clock))
    try await body(Workshop(folder: folder, clock: clock, keys: keys))
  }

  private static func surroundings(_ clock: Clock) -> Surroundings {
    Surroundings(
      now: { clock.seconds.withLock(\.self) }, random: Surroundings.system.random)
  }

  func open() throws -> Observatory {
    try Observatory(at: folder, surroundings: Self.surroundings(clock))
  }

  /// Records text as the newest version of `reference`.
  func record(_ reference: String, _ text: String, in observatory: Observatory) async throws {
    guard let name = RecordReference(reference) else { return }
    var draft = try observatory.draft(of: name)
    try draft.replace(from: text, named: "test.yaml")
    _ = try await observatory.record(draft, keys: keys)
  }
}
