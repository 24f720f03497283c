public import Bytes

/// Every action of members in raids, one to a row: what a reader needs to check a finding by hand.
public struct EvidenceTable: Sendable, Hashable {
  /// The columns.
  public static let columns = [
    "finding", "pseudonym", "action", "timestamp", "target", "kind", "owner", "visit",
  ]

  /// The findings, in the order of rows.
  public var findings: [LockstepFinding]

  /// Makes the table of findings.
  public init(_ findings: [LockstepFinding]) { self.findings = findings }

  /// The table as CSV: by finding, target and time. Names are as they were read; empty fields are actions without a
  /// name and targets without a known owner.
  ///
  /// - Parameter options: Usually with the guard against formulas, because people open it in a spreadsheet program
  ///   and names come from files that strangers wrote.
  public func csv(
    _ options: CSVWriter.Options = CSVWriter.Options(hasFormulaGuard: true)
  ) -> [UInt8] {
    var table = CSVWriter(options)
    table.row(Self.columns)
    for finding in findings {
      for target in finding.targets {
        for (place, (member, time)) in zip(target.members, target.times).enumerated() {
          table.append(finding.name)
          table.append(finding.accounts[member].name)
          table.append(place < target.actions.count ? target.actions[place] : "")
          table.append(plain: MomentText.text(time))
          table.append(target.name)
          table.append(target.kind)
          table.append(target.owner ?? "")
          table.append(plain: String(target.visit))
          table.endRow()
        }
      }
    }
    return table.bytes
  }
}
