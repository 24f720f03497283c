import Bytes
import Flood
import Messages
import Observatory

/// How the reading of one log went.
struct LogReading {
  var name: String
  var file: LogPipeline.FileReport
  /// Why it ended before its end.
  var damage: String?

  /// Tells how many lines could not be read, and where the first of each kind stand.
  func tell() {
    Terminal.note(
      say(
        "flood.read",
        [
          "file": .text(name), "lines": .number(file.lines),
          "format": .text(file.format?.rawValue ?? "–"),
          "rejected": .number(file.faults.rejected),
        ]))
    for fault in LineFault.allCases where file.faults[fault] > 0 && fault != .blank {
      guard let place = file.faults.places(fault).first else { continue }
      Terminal.note(
        "  "
          + say(
            "flood.fault",
            [
              "count": .number(file.faults[fault]), "fault": .text(say("flood.fault.\(fault)")),
              "line": .number(place.line), "byte": .number(place.byte),
            ]))
    }
    if let damage {
      Terminal.note("  " + say("flood.damaged", ["reason": .text(ShownText.line(damage))]))
    }
  }

  /// For programs.
  var json: JSONValue {
    let faults = LineFault.allCases.filter { file.faults[$0] > 0 }.map { fault in
      ("\(fault)", JSONValue.integer(Int64(file.faults[fault])))
    }
    return [
      "bytes": .integer(Int64(file.bytes)), "damage": damage.map { .string($0) } ?? .null,
      "faults": .object(JSONObject(faults)), "file": .string(name),
      "format": file.format.map { .string($0.rawValue) } ?? .null,
      "lines": .integer(Int64(file.lines)), "rejected": .integer(Int64(file.faults.rejected)),
    ]
  }
}
