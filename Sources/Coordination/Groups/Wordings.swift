import Signals

/// Who used which wording, ready to be asked about groups.
struct Wordings {
  private let columns: ActionColumns
  private let incidence: Incidence
  private let wording: [UInt32]
  private let users: TextUsage
  /// Per account of the incidence its first place in `rows`, and the end.
  private let starts: [Int]
  private let rows: [UInt32]
  /// How often anybody's text shares its wording with a few others, at most.
  private let ordinary: Double

  /// Learns the wordings of all texts; nil when there are none.
  init?(_ columns: ActionColumns, _ incidence: Incidence) {
    guard columns.texts.count > 0 else { return nil }
    self.columns = columns
    self.incidence = incidence
    let wording = NearDuplicates(columns.texts).clusters()
    self.wording = wording
    func isTold(_ row: Int) -> Bool {
      columns.text[row] != NameTable.none
        && wording[Int(columns.text[row])] != NearDuplicates.none
    }
    let told = (0..<columns.count).filter(isTold)
    let count = Int((wording.filter { $0 != NearDuplicates.none }.max() ?? 0)) + 1
    let users = TextUsage(
      texts: told.lazy.map { wording[Int(columns.text[$0])] },
      by: told.lazy.map { columns.account[$0] }, count: count)
    self.users = users
    let few = told.count { row in
      (2...5).contains(users.accounts[Int(wording[Int(columns.text[row])])])
    }
    ordinary = Proportion(few, of: told.count).wilson().upperBound
    var place = [Int](repeating: -1, count: columns.accounts.count)
    for (account, name) in incidence.accountName.enumerated() { place[Int(name)] = account }
    var starts = [Int](repeating: 0, count: incidence.accounts + 1)
    let kept = told.filter { place[Int(columns.account[$0])] >= 0 }
    for row in kept { starts[place[Int(columns.account[row])] + 1] += 1 }
    for account in 0..<incidence.accounts { starts[account + 1] += starts[account] }
    self.starts = starts
    var rows = [UInt32](repeating: 0, count: kept.count)
    for row in kept {
      let account = place[Int(columns.account[row])]
      rows[starts[account]] = UInt32(row)
      starts[account] += 1
    }
    self.rows = rows
  }

  /// Compares a group's texts in its raids with those elsewhere (T5).
  func shared(by members: [UInt32], in raids: [Raid]) -> SharedWording {
    let inRaids = Set(raids.flatMap(\.rows).map { incidence.source[Int($0)] })
    var inside: [SharedWording.Use] = []
    var outside: [SharedWording.Use] = []
    var usedBy: [UInt32: Set<UInt32>] = [:]
    for member in members {
      for row in rows[starts[Int(member)]..<starts[Int(member) + 1]] {
        let wording = wording[Int(columns.text[Int(row)])]
        let use = SharedWording.Use(account: member, wording: wording)
        usedBy[wording, default: []].insert(member)
        if inRaids.contains(row) { inside.append(use) } else { outside.append(use) }
      }
    }
    return SharedWording(inside: inside, outside: outside) { wording in
      Int(users.accounts[Int(wording)]) - (usedBy[wording]?.count ?? 0)
    }
  }

  /// ln of the chance that so many of a group's texts share their wording, against the members' own other
  /// texts and against anybody's: the larger of the two.
  func logChance(of shared: SharedWording) -> Double {
    let among = LogTail.binomial(
      atLeast: shared.inside.hits, of: shared.inside.trials, chance: min(1, ordinary))
    return max(among, shared.logChance ?? among)
  }
}
