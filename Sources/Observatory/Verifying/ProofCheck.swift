import Ledger

/// The check of a proof folder.
struct ProofCheck {
  let folder: String
  let vkey: String?

  func run() throws -> Verification {
    var result = Verification()
    let found = try Disk.read("\(folder)/ledger.vkey", limit: 1 << 16).prefix { $0 != 0x0A }
    let own = String(decoding: found, as: UTF8.self)
    if let vkey { result.checkTrust(in: own, given: vkey) }
    var faults: [String] = []
    var count = 0
    var entry = 0
    do {
      let key = try VerificationKey(vkey ?? own)
      let disclosure = try Disclosure(
        parsing: try Disk.read("\(folder)/disclosure.json", limit: 64 << 20))
      count = disclosure.fields.count
      entry = disclosure.proof.inclusion.index
      try disclosure.verify(log: key)
      faults += try copies(of: disclosure)
    } catch let error as DiskError {
      throw error
    } catch {
      faults.append("disclosure.json: \(error)")
    }
    result.add(.proof, count: count, entry: entry, faults: faults)
    return result
  }

  /// What stands in files of its own beside the disclosure must be the same there.
  private func copies(of disclosure: Disclosure) throws -> [String] {
    try [
      ("entry.txt", disclosure.entry.bytes), ("entry.tlog-proof", disclosure.proof.bytes),
      ("checkpoint", disclosure.proof.checkpoint),
    ].compactMap { name, bytes in
      let path = "\(folder)/\(name)"
      guard Disk.exists(path), try Disk.read(path, limit: 1 << 20) != bytes else { return nil }
      return "\(name): is not what disclosure.json says"
    }
  }
}
