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
      if Disk.exists("\(folder)/entry.txt"),
        try Disk.read("\(folder)/entry.txt", limit: 1 << 20) != disclosure.entry.bytes
      {
        faults.append("entry.txt: is not the entry in disclosure.json")
      }
    } catch let error as DiskError {
      throw error
    } catch {
      faults.append("disclosure.json: \(error)")
    }
    result.add(.proof, count: count, entry: entry, faults: faults)
    return result
  }
}
