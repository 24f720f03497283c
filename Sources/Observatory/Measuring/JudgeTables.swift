import Bytes
import Interference
import Ledger

/// The tables by which measurements are judged: fingerprints and networks that were imported, on
/// top of those of this program.
struct JudgeTables: Sendable {
  /// The judge with these tables.
  let judge: WebJudge
  /// The SHA-256 of the rules' version and all tables: another digest may mean another judgement.
  let digest: String

  /// - Parameter exhibits: those of tables, in the order in which they were announced; a later
  ///   table wins over an earlier one.
  init(_ exhibits: [Exhibit], shelf: ExhibitShelf) throws {
    judge = WebJudge()
    let parts = ["rules \(WebJudge.version)"] + exhibits.map { "\($0.form) \($0.digest)" }
    digest = Hex.text(SHA256Digest.of(Array(parts.joined(separator: "\n").utf8)))
  }
}
