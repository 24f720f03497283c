import ArgumentParser
import Bytes
import Interference
import Messages
import Observatory
import Record

/// `haidang detect`: runs all methods again over what was taken in.
struct DetectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect", abstract: say("detect.abstract"), discussion: say("detect.discussion"))

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  func run() async throws {
    let observatory = try place.open()
    let keys = try unlocking.keys(of: observatory)
    let line = ProgressLine()
    let detection = try await observatory.detect(keys: keys, progress: line.listener)
    line.finish()
    if json { return Terminal.print(Array(detection.json.indentedText.utf8)) }
    detection.tell()
  }
}

extension Detection {
  /// For programs.
  var json: JSONValue {
    func names(_ references: [RecordReference]) -> JSONValue {
      .array(references.map { .string($0.description) })
    }
    return [
      "changed": names(changed), "held": names(held),
      "left_out": [
        "bursts": .integer(Int64(leftOut.bursts)),
        "conflicts": .integer(Int64(leftOut.conflicts)),
        "without_country": .integer(Int64(leftOut.withoutCountry)),
        "without_witness": .integer(Int64(leftOut.withoutWitness)),
        "wrong_clock": .integer(Int64(leftOut.wrongClock)),
      ], "new": names(new), "observations": .integer(Int64(observations)),
      "unchanged": .integer(Int64(unchanged)), "withdrawn": names(withdrawn),
      "waiting": .integer(Int64(waiting)), "withheld": .integer(Int64(withheld)),
    ]
  }

  /// Says what was found.
  func tell() {
    Terminal.print(
      say(
        "detect.done",
        [
          "observations": .number(observations), "new": .number(new.count),
          "changed": .number(changed.count), "withdrawn": .number(withdrawn.count),
          "unchanged": .number(unchanged),
        ]))
    if !held.isEmpty {
      Terminal.note(
        say(
          "detect.held",
          [
            "count": .number(held.count),
            "floor": .number(DisclosureFloor().vantagePoints),
          ]))
    }
    if waiting > 0 {
      Terminal.note(
        say(
          "detect.waiting",
          ["count": .number(waiting), "floor": .number(DisclosureFloor().vantagePoints)]))
    }
    if withheld > 0 {
      Terminal.note(
        say(
          "detect.withheld",
          [
            "count": .number(withheld), "floor": .number(DisclosureFloor().vantagePoints),
          ]))
    }
    if leftOut.bursts > 0 {
      Terminal.note(say("detect.bursts", ["bursts": .number(leftOut.bursts)]))
    }
    if leftOut.withoutWitness > 0 {
      Terminal.note(say("detect.no-witness", ["count": .number(leftOut.withoutWitness)]))
    }
    guard !leftOut.isNone else { return }
    Terminal.note(
      say(
        "detect.left-out",
        [
          "places": .number(leftOut.withoutCountry), "clocks": .number(leftOut.wrongClock),
          "twins": .number(leftOut.conflicts),
        ]))
  }
}
