import ArgumentParser
import Glibc
import Ledger

/// `bench keys`: sealed and signed files for age and minisign to judge.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Writes a message, sealed and signed, into a folder.")

  @Argument(help: "A folder; it is made when it does not exist.")
  var directory: String

  func run() throws {
    guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
      throw File.Fault(path: directory)
    }
    var system = SystemRandomNumberGenerator()
    let random = { (count: Int) in
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &system) }
    }
    let identity = try AgeIdentity(secret: Array(1...32))
    let edition = try EditionKey(seed: Array(32..<64))
    let message = Sample.message
    let files: [(name: String, bytes: [UInt8])] = [
      ("message", message),
      (
        "passphrase.age",
        try AgeFile.seal(message, passphrase: Sample.passphrase, workFactor: 12, random: random)
      ),
      ("recipient.age", try AgeFile.seal(message, to: [identity.recipient], random: random)),
      (
        "large.age",
        try AgeFile.seal(
          [UInt8](repeating: 0x41, count: 200_000), to: [identity.recipient], random: random)
      ),
      ("identity", Array("\(identity.secretText)\n".utf8)),
      ("recipient", Array("\(identity.recipient)\n".utf8)),
      ("message.pub", edition.publicKey.file),
      ("message.minisig", try edition.signature(of: message, trustedComment: "a message")),
    ]
    for file in files { try File.write(file.bytes, to: "\(directory)/\(file.name)") }
  }
}

/// `bench age-open`: opens what `age` has sealed.
struct AgeOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "age-open",
    abstract: "Opens a sealed file with the sample's passphrase, or with an identity.")

  @Argument(help: "The sealed file.")
  var file: String
  @Option(help: "A file with an age identity.")
  var identity: String?

  func run() throws {
    let sealed = try File.read(file)
    let opened: [UInt8]
    if let identity {
      let lines = try KeyFile.lines(of: try File.read(identity), passphrase: nil)
      opened = try AgeFile.open(sealed, with: try lines.map { try AgeIdentity($0) })
    } else {
      opened = try AgeFile.open(sealed, passphrase: Sample.passphrase)
    }
    try File.write(opened, to: "/dev/stdout")
  }
}
