import Messages
import Observatory
import Record

extension Observatory {
  /// Tells the user what was put in order since opening: nothing of that kind happens in silence.
  func tellRepairs() {
    for repair in repairs { Terminal.note(Self.text(of: repair)) }
  }

  private static func text(of repair: Repair) -> String {
    switch repair {
    case .tornEntry(let bytes): say("repair.torn", ["bytes": .number(bytes)])
    case .cacheCaughtUp(let entries): say("repair.caught-up", ["entries": .number(entries)])
    case .cacheRebuilt: say("repair.rebuilt")
    case .committed(let entries, let references):
      say(
        "repair.committed",
        [
          "entries": .number(entries),
          "references": .text(
            references.prefix(10).map(\.description).joined(separator: ", ")
              + (references.count > 10 ? ", …" : "")),
        ])
    case .clockBehind(let seconds): say("repair.clock", ["seconds": .number(Int(seconds))])
    }
  }
}
