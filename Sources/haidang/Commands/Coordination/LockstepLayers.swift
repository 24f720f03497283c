import ArgumentParser
import Bytes
import Coordination
import Observatory

/// What the layers of actions of files gave.
struct LockstepLayers {
  /// One layer.
  struct Layer {
    var form: ObjectForm
    /// Whether there is anything of it in the actions.
    var isThere: Bool
    /// Findings of enough accounts.
    var findings: [LockstepFinding]
    var summary: LockstepFindings
    /// Findings of too few accounts.
    var small: Int
  }

  /// All layers that were asked for.
  private(set) var all: [Layer] = []

  /// Searches layer after layer.
  ///
  /// - Parameter least: findings of fewer accounts are counted, not told.
  init(_ searches: [LockstepSearch], in columns: ActionColumns, from level: Level, least: Int) {
    let line = ProgressLine()
    for (place, search) in searches.enumerated() {
      line.listener(Progress(.detecting, place, of: searches.count))
      let isThere = search.form.isThere(in: columns)
      let told =
        isThere
        ? search.told(in: columns, from: level) : (findings: [], summary: LockstepFindings())
      let shown = told.findings.filter { $0.accounts.count >= least }
      all.append(
        Layer(
          form: search.form, isThere: isThere, findings: shown, summary: told.summary,
          small: told.findings.count - shown.count))
    }
    line.finish()
  }

  /// How a run ends that could say nothing: there was too little to test.
  static let tooLittle = ExitCode(5)

  /// The findings of all layers.
  var findings: [LockstepFinding] { all.flatMap(\.findings) }

  /// Findings of too few accounts in all layers.
  var small: Int { all.map(\.small).reduce(0, +) }

  /// Whether a layer is not in the data or no account can be tested in it.
  var isAnyEmpty: Bool { all.contains { !$0.isThere || $0.summary.accounts == 0 } }

  /// The summary of the only layer, or of each by its name.
  var summary: JSONValue {
    if let only = all.first, all.count == 1 { return only.summary.json }
    return .object(JSONObject(all.map { ($0.form.rawValue, $0.summary.json) }))
  }

  /// Writes all for programs, one finding after the other: as one text they are larger than the actions.
  func print() {
    Terminal.print(Array(#"{"findings":["#.utf8))
    for (place, finding) in findings.enumerated() {
      var text = place > 0 ? [UInt8(ascii: ",")] : []
      finding.json.appendCanonical(to: &text)
      Terminal.print(text)
    }
    let absent = JSONValue.array(all.filter { !$0.isThere }.map { .string($0.form.rawValue) })
    Terminal.print(
      "],\"not_in_the_data\":" + absent.canonicalText + ",\"summary\":" + summary.canonicalText
        + "}")
  }
}
