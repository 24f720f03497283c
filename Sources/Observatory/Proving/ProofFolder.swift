import Bytes
import Ledger
import Messages
import Record

/// The files of a proof folder: all of them follow from the disclosure and the verifier key, so
/// that a check can tell whether any was changed on the way.
struct ProofFolder {
  let disclosure: Disclosure
  let key: VerificationKey

  /// The names that a proof folder must have, whatever else lies there.
  static let disclosureName = "disclosure.json"
  static let keyName = "ledger.vkey"

  /// Each file's name and bytes.
  var files: [(name: String, bytes: [UInt8])] {
    [
      (Self.disclosureName, disclosure.bytes),
      ("entry.txt", disclosure.entry.bytes),
      ("entry.tlog-proof", disclosure.proof.bytes),
      ("checkpoint", disclosure.proof.checkpoint),
      (Self.keyName, Array("\(key)\n".utf8)),
      (CheckScript.name, Array(CheckScript.text.utf8) + [0x0A]),
    ] + Language.allCases.map { ("README.\($0.rawValue).md", instructions(in: $0)) }
  }

  private func instructions(in language: Language) -> [UInt8] {
    let text = Messages.text(
      "command.proof.readme", in: language,
      [
        "vkey": .text(key.description), "origin": .text(key.name),
        "steps": .text(Self.steps(of: disclosure.proof.inclusion)),
      ])
    return Array(text.utf8) + [0x0A]
  }

  /// The commands that lead from the entry's leaf to the root, one for each hash of the proof.
  private static func steps(of proof: InclusionProof) -> String {
    let hash = "openssl dgst -sha256 -binary"
    var isLeft: [Bool] = []
    var (place, last) = (proof.index, proof.size - 1)
    // RFC 9162 section 2.1.3.2, without the hashing: on which side of the hash so far each stands.
    for _ in proof.hashes {
      let stands = place & 1 == 1 || place == last
      isLeft.append(stands)
      while stands, place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
      (place, last) = (place >> 1, last >> 1)
    }
    return zip(proof.hashes, isLeft).map { sibling, isLeft in
      let other = "echo \(Base64.text(sibling.bytes)) | base64 -d"
      let both = isLeft ? "\(other); cat hash" : "cat hash; \(other)"
      return "       (printf '\\001'; \(both)) | \(hash) > next; mv next hash\n"
    }.joined()
  }

  /// Writes the folder.
  func write(to folder: String) throws {
    try Disk.makeFolders(folder)
    for file in files {
      try Disk.write(file.bytes, to: "\(folder)/\(file.name)", isDurable: false)
    }
  }

  /// What in `folder` is not what the disclosure says, or does not belong there.
  func differences(in folder: String) throws -> [String] {
    let expected = files
    var faults: [String] = []
    for file in expected {
      let path = "\(folder)/\(file.name)"
      if !Disk.exists(path) {
        faults.append("\(file.name): is missing")
      } else if try Disk.read(path, limit: 64 << 20) != file.bytes {
        faults.append(Self.difference(file.name))
      }
    }
    let names = Set(expected.map(\.name))
    for path in try Disk.files(below: folder) where !names.contains(path) {
      faults.append("\(path): does not belong to the proof")
    }
    return faults
  }

  private static func difference(_ name: String) -> String {
    switch name {
    case CheckScript.name:
      "\(name): is not the program that haidang puts here: do not run it before you have read it"
    case let name where name.hasSuffix(".md"):
      "\(name): does not say what haidang writes here: do not follow it"
    default: "\(name): is not what \(disclosureName) says"
    }
  }
}
