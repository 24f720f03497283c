import ArgumentParser
import Bytes
import Ledger

/// `bench log`: a log for other people's verifiers, and our proofs from it.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Makes a log of COUNT entries and prints its public key.")

  @Argument(help: "A folder that is empty or does not exist.")
  var directory: String
  @Argument(help: "How many entries: entry-0, entry-1 and so on.")
  var count: Int
  @Option(help: "A file for proofs, one a line: what, two numbers, hashes in base64.")
  var proofs: String?

  func run() throws {
    let ledger = try Sample.log(at: directory, count: count)
    if let proofs { try File.write(Array(try proofLines(of: ledger).utf8), to: proofs) }
    print(ledger.key)
  }

  private func proofLines(of ledger: Ledger) throws -> String {
    var lines = ""
    for index in places(below: count) {
      let proof = try ledger.inclusionProof(of: index)
      lines += "inclusion \(index) \(proof.size)\(Self.text(proof.hashes))\n"
    }
    for earlier in places(below: count + 1) where earlier > 0 {
      let proof = try ledger.consistencyProof(from: earlier)
      lines += "consistency \(earlier) \(proof.to)\(Self.text(proof.hashes))\n"
    }
    return lines
  }

  /// Places at the ends, at the borders of tiles, and in between.
  private func places(below end: Int) -> [Int] {
    let borders = [0, 1, 2, 255, 256, 257, 65_535, 65_536, end / 3, end / 2, end - 2, end - 1]
    return Set(borders.filter { (0..<max(end, 0)).contains($0) }).sorted()
  }

  private static func text(_ hashes: [TreeHash]) -> String {
    hashes.map { " \(Base64.text($0.bytes))" }.joined()
  }
}
