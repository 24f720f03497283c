import ArgumentParser
import Bytes
import Coordination

/// `bench texts`: how fast texts are shelved and near-duplicates found, in how much memory.
struct TextsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "texts",
    abstract: "Finds near-duplicates among the lines of a file; prints JSON.")

  @Argument(help: "A file of plain text, one text to a line.")
  var path: String
  @Option(help: "Leave out texts that stand on more lines than this.")
  var limit: Int?
  @Flag(help: "Print the cluster of each line instead; -1 for a line that is left out.")
  var numbers = false

  func run() throws {
    let bytes = try File.read(path)
    let peakBefore = Watch.peakMegabytes
    let start = Watch.cpuSeconds
    var shelf = TextShelf()
    var texts: [UInt32?] = []
    bytes.withUnsafeBytes { all in
      var place = 0
      while place < all.count {
        let end = all[place...].firstIndex(of: 0x0A) ?? all.count
        texts.append(shelf.shelve(UnsafeRawBufferPointer(rebasing: all[place..<end])))
        place = end + 1
      }
    }
    let shelved = Watch.cpuSeconds
    let peakShelved = Watch.peakMegabytes
    let clusters = NearDuplicates(shelf).clusters { text in
      limit.map { shelf.uses(of: text) > $0 } ?? false
    }
    let done = Watch.cpuSeconds
    if numbers {
      for text in texts {
        let cluster = text.map { clusters[Int($0)] } ?? NearDuplicates.none
        print(cluster == NearDuplicates.none ? -1 : Int(cluster))
      }
      return
    }
    var sizes: [UInt32: Int] = [:]
    for cluster in clusters where cluster != NearDuplicates.none {
      sizes[cluster, default: 0] += 1
    }
    let report: JSONValue = [
      "lines": .integer(Int64(texts.count)), "bytes": .integer(Int64(bytes.count)),
      "shelved": .integer(Int64(texts.count { $0 != nil })),
      "texts": .integer(Int64(shelf.count)),
      "clusters": .integer(Int64(sizes.count)),
      "clusters_of_several": .integer(Int64(sizes.values.count { $0 > 1 })),
      "largest_cluster": .integer(Int64(sizes.values.max() ?? 0)),
      "shelving_cpu_seconds": rounded(shelved - start),
      "clustering_cpu_seconds": rounded(done - shelved),
      "peak_mb_file": rounded(peakBefore), "peak_mb_shelved": rounded(peakShelved),
      "peak_mb": rounded(Watch.peakMegabytes),
    ]
    print(report.indentedText)
  }

  private func rounded(_ value: Double) -> JSONValue { .number((value * 1000).rounded() / 1000) }
}
