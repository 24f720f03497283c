import Ledger

/// The check of a proof folder.
struct ProofCheck {
  let folder: String
  let vkey: String?

  func run() throws -> Verification {
    var result = Verification()
    let found = try Disk.read("\(folder)/\(ProofFolder.keyName)", limit: 1 << 16)
    let own = String(decoding: found.prefix { $0 != 0x0A }, as: UTF8.self)
    result.checkTrust(in: own, given: vkey)
    do {
      let key = try VerificationKey(vkey ?? own)
      let disclosure = try Disclosure(
        parsing: try Disk.read("\(folder)/\(ProofFolder.disclosureName)", limit: 64 << 20))
      check(disclosure, with: key, &result)
      let written = ProofFolder(disclosure: disclosure, key: (try? VerificationKey(own)) ?? key)
      result.add(.bundle, faults: try written.differences(in: folder))
    } catch let error as DiskError {
      throw error
    } catch {
      result.add(.proof, faults: ["\(ProofFolder.disclosureName): \(error)"])
    }
    return result
  }

  private func check(
    _ disclosure: Disclosure, with key: VerificationKey, _ result: inout Verification
  ) {
    var faults: [String] = []
    do { try disclosure.verify(log: key) } catch {
      faults.append("\(ProofFolder.disclosureName): \(error)")
    }
    // What was not proved is not repeated: a reader would take it for shown.
    let shown = disclosure.fields.map {
      "\($0.leaf.path) = \(String(decoding: $0.leaf.value, as: UTF8.self))"
    }
    result.add(
      .proof, count: disclosure.fields.count, entry: disclosure.proof.inclusion.index,
      faults: faults, shown: faults.isEmpty ? shown : [])
  }
}
