import ArgumentParser
import Bytes
import Interference
import Messages
import Observatory
import Record

/// `haidang networks`: what tables of networks say, and what they say about addresses.
struct NetworksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "networks", abstract: say("networks.abstract"),
    discussion: say("networks.discussion"))

  @Option(name: .customLong("networks"), help: .init(say("option.networks"), valueName: "file"))
  var tables: [String] = []

  @Argument(help: .init(say("networks.addresses")))
  var addresses: [String] = []

  @OptionGroup var form: Form

  func run() async throws {
    let (table, defects) = try NetworkTableFile.table(at: tables)
    for defect in defects.prefix(10) { Terminal.note(defect) }
    if let table { tell(table) }
    if addresses.isEmpty {
      if table == nil { throw ValidationError(say("networks.nothing")) }
      return
    }
    var rows = Table(columns: ["address", "prefix", "network", "country", "name"])
    for text in addresses {
      guard let address = IPAddress(text) else {
        throw ValidationError(say("networks.bad-address", ["text": .text(text)]))
      }
      rows.rows.append(row(of: address, in: table))
    }
    Terminal.print(rows.rendered(as: form.table))
  }

  private func tell(_ table: NetworkTable) {
    for source in table.sources {
      Terminal.note(
        [source.description, source.licence].compactMap(\.self).joined(separator: "; "))
    }
    Terminal.note(
      say(
        "networks.read",
        ["prefixes": .number(table.prefixCount), "names": .number(table.nameCount)]))
  }

  private func row(of address: IPAddress, in table: NetworkTable?) -> [JSONValue] {
    let entry = table?.entry(of: address)
    // A name of the shipped table holds for its time; the table's own is of the table's day.
    let day = table?.sources.first?.day
    let name = entry?.network.flatMap { network in
      NetworkNames.shipped.name(of: network, on: day)?.text(for: .en).text
        ?? table?.name(of: network)
    }
    return [
      .string("\(address)"), entry.map { .string("\($0.block)") } ?? .null,
      entry?.network.map { .string("AS\($0)") } ?? .null,
      entry?.country.map { .string($0) } ?? .null, name.map { .string($0) } ?? .null,
    ]
  }
}
