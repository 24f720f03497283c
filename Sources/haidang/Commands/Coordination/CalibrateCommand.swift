import ArgumentParser
import Bytes
import Coordination
import Glibc
import Messages
import Observatory

/// `haidang coordination calibrate`: what is found in a user's own actions when nobody acts in lockstep.
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", abstract: say("coordination.calibrate.abstract"),
    discussion: say("coordination.calibrate.discussion"))

  @OptionGroup var actions: ActionArguments
  @OptionGroup var searching: SearchArguments

  @Option(help: .init(say("coordination.calibrate.runs"), valueName: "n"))
  var runs = 20

  @Flag(help: .init(say("option.json")))
  var json = false

  func validate() throws {
    if !(1...10_000 ~= runs) { throw ValidationError(say("coordination.calibrate.bad-runs")) }
  }

  func run() async throws {
    let search = try searching.onlySearch()
    let columns = try actions.read(isQuiet: json).columns
    let line = ProgressLine()
    line.listener(Progress(.detecting, 0, of: 2 * runs))
    // What is really there stands beside what chance makes of it.
    let asItIs = Calibration.run(nil, of: columns, seed: searching.seed, search: search)
    var done: [Calibration.Run] = []
    for world in NullActions.allCases {
      for number in 0..<UInt64(runs) {
        line.listener(Progress(.detecting, done.count, of: 2 * runs))
        done.append(
          Calibration.run(
            world, of: columns, seed: searching.seed &+ number, search: search))
      }
    }
    line.finish()
    if json {
      return Terminal.print(JSONValue.array(([asItIs] + done).map(json(of:))).indentedText)
    }
    for world in NullActions.allCases {
      let of = done.filter { $0.world == world }
      Terminal.print(
        say(
          "coordination.calibrate.\(world.rawValue)",
          [
            "runs": .number(of.count), "groups": .number(of.map(\.groups).reduce(0, +)),
            "high": .number(of.map(\.high).reduce(0, +)),
            "medium": .number(of.map(\.medium).reduce(0, +)),
            "accounts": .number(of.map(\.accounts).reduce(0, +)),
          ]))
    }
    Terminal.print(
      say(
        "coordination.calibrate.as-it-is",
        [
          "groups": .number(asItIs.groups), "high": .number(asItIs.high),
          "medium": .number(asItIs.medium), "accounts": .number(asItIs.accounts),
        ]))
    Terminal.print(say("coordination.calibrate.limits"))
  }

  private func json(of run: Calibration.Run) -> JSONValue {
    [
      "accounts": .integer(Int64(run.accounts)), "groups": .integer(Int64(run.groups)),
      "high": .integer(Int64(run.high)), "medium": .integer(Int64(run.medium)),
      "p_log10": .array(run.chances.map { .number(($0 / log(10) * 100).rounded() / 100) }),
      "seed": .integer(Int64(bitPattern: run.seed)),
      "world": .string(run.world?.rawValue ?? "as-it-is"),
    ]
  }
}
