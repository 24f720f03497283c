import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory

/// What the methods of other programs need.
struct CountingArguments: ParsableArguments {
  @Option(help: .init(say("coordination.weight"), valueName: "n"))
  var weight = 2

  @Option(help: .init(say("coordination.participation"), valueName: "n"))
  var participation = 2

  @Option(help: .init(say("coordination.quantile"), valueName: "q"))
  var quantile = 0.5

  func validate() throws {
    guard (0...1).contains(quantile) else {
      throw ValidationError(say("coordination.quantile-range"))
    }
  }

  /// Whether any was given.
  var isUsual: Bool { weight == 2 && participation == 2 && quantile == 0.5 }

  /// The coordination network toolkit's network.
  func coAction(
    in columns: ActionColumns, _ searching: SearchArguments
  ) throws -> CoActionNetwork {
    let seconds = searching.window.first ?? 60
    var rule = DirectedCoAction(window: Int64(seconds) * 1000, leastWeight: weight)
    rule.form = try searching.onlySearch().form
    return CoActionNetwork(rule, in: columns, seconds: seconds)
  }

  /// CooRTweet's network.
  ///
  /// - Parameter pseudonym: what is written in place of a name.
  func pairedContents(
    in columns: ActionColumns, _ searching: SearchArguments,
    _ pseudonym: @escaping (String, Pseudonyms.Domain) -> String
  ) throws -> CoActionNetwork {
    guard try searching.onlySearch().form == .actionAndTarget else {
      throw ValidationError(say("coordination.paired-layer"))
    }
    let seconds = searching.window.first ?? 60
    var rule = PairedContents(window: Int64(seconds) * 1000)
    rule.leastParticipation = participation
    rule.quantile = quantile
    return CoActionNetwork(rule, in: columns, seconds: seconds, pseudonym)
  }
}

/// A network of accounts by a method that counts and tests nothing, for comparison.
struct CoActionNetwork {
  private let files: [(name: String, bytes: [UInt8])]
  private let about: JSONValue
  private let count: Int
  /// Accounts that are in it.
  private let accounts: [String]

  /// The coordination network toolkit's.
  init(_ rule: DirectedCoAction, in columns: ActionColumns, seconds: Int) {
    let edges = rule.edges(in: columns)
    var rows = CSVRows(["source", "target", "weight"])
    for edge in edges { rows.add([edge.from, edge.to, "\(edge.weight)"]) }
    files = [("edges.csv", rows.bytes)]
    about = [
      "method": "co-action", "weight": .integer(Int64(rule.leastWeight)),
      "window_seconds": .integer(Int64(seconds)),
    ]
    count = edges.count
    accounts = Set(edges.flatMap { [$0.from, $0.to] }).sorted()
  }

  /// CooRTweet's.
  init(
    _ rule: PairedContents, in columns: ActionColumns, seconds: Int,
    _ pseudonym: @escaping (String, Pseudonyms.Domain) -> String
  ) {
    var known: [Pseudonyms.Domain: [String: String]] = [:]
    func hidden(_ name: String, _ domain: Pseudonyms.Domain) -> String {
      if let found = known[domain]?[name] { return found }
      let made = pseudonym(name, domain)
      known[domain, default: [:]][name] = made
      return made
    }
    let pairs = rule.pairs(in: columns)
    let all = rule.edges(of: pairs)
    let edges = all.filter(\.isAbove)
    var rows = CSVRows(["source", "target", "weight", "avg_time_delta"])
    for edge in edges {
      rows.add([
        hidden(edge.one, .account), hidden(edge.other, .account), "\(edge.weight)",
        "\(edge.meanGap / 1000)",
      ])
    }
    var listed = CSVRows([
      "object_id", "content_id", "content_id_y", "time_delta", "account_id", "account_id_y",
    ])
    for pair in pairs {
      listed.add([
        hidden(pair.object, .target), hidden(pair.content, .action),
        hidden(pair.laterContent, .action), "\(pair.gap / 1000)", hidden(pair.account, .account),
        hidden(pair.laterAccount, .account),
      ])
    }
    files = [("edges.csv", rows.bytes), ("pairs.csv", listed.bytes)]
    about = [
      "edges": .integer(Int64(all.count)), "method": "paired-contents",
      "pairs": .integer(Int64(pairs.count)),
      "participation": .integer(Int64(rule.leastParticipation)), "quantile": .number(rule.quantile),
      "window_seconds": .integer(Int64(seconds)),
    ]
    count = edges.count
    accounts = Set(edges.flatMap { [hidden($0.one, .account), hidden($0.other, .account)] })
      .sorted()
  }

  /// Writes the files into a folder, or the edges where nobody named one.
  ///
  /// - Parameter names: names in clear by pseudonym, where they were asked for.
  /// - Throws: `DiskError`.
  func write(to folder: String?, revealing names: [String: String]?, because: String?) throws {
    Terminal.note(say("coordination.co-action", ["edges": .number(count)]))
    guard let folder else { return Terminal.print(files[0].bytes) }
    try ReportFolder.write(files, about: about, to: folder)
    guard let names else { return }
    var rows = CSVRows(["actor", "pseudonym"])
    for account in accounts { rows.add([names[account] ?? "", account]) }
    try RevealedNames.write(
      rows, of: count, called: "edges", because: because ?? "", to: folder)
  }
}
