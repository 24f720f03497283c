import Bytes

/// A witness's signed statement that a checkpoint was the newest it had seen at a time.
public struct Cosignature: Sendable, Hashable {
  /// The witness's key name.
  public var witness: String
  /// Seconds since 1970, by the witness's clock.
  public var time: UInt64
}

extension SignedNote {
  /// Makes a note signed by `signer`; `text` ends in a line feed.
  public init(text: [UInt8], signer: SigningKey) throws {
    let signature = Signature(
      name: signer.name, keyID: try signer.verificationKey.id,
      bytes: try signer.signature(of: text))
    self.init(text: text, signatures: [signature])
  }

  /// Checks that the log has signed, and that no signature by a known key is wrong.
  ///
  /// Signatures by unknown keys are passed over. A witness's signature never stands in for the
  /// log's.
  ///
  /// - Returns: the cosignatures of those of `witnesses` that have signed.
  /// - Throws: `NoteFault.wrongSignature` or `NoteFault.notSigned`.
  @discardableResult
  public func verify(
    log: VerificationKey, witnesses: [VerificationKey] = []
  ) throws(NoteFault) -> [Cosignature] {
    var isSigned = false
    var cosignatures: [Cosignature] = []
    for signature in signatures {
      if signature.isBy(log) {
        guard log.isValid(signature: signature.bytes, over: text) else {
          throw .wrongSignature(name: log.name)
        }
        isSigned = true
      } else if let witness = witnesses.first(where: { signature.isBy($0) }) {
        guard let cosignature = cosignature(signature, by: witness) else {
          throw .wrongSignature(name: witness.name)
        }
        if !cosignatures.contains(cosignature) { cosignatures.append(cosignature) }
      }
    }
    guard isSigned else { throw .notSigned(by: log.description) }
    return cosignatures
  }

  /// Reads and checks a cosignature/v1: eight bytes of time, then the signature (C2SP
  /// tlog-cosignature).
  private func cosignature(_ signature: Signature, by witness: VerificationKey) -> Cosignature? {
    guard signature.bytes.count == 72, witness.purpose == .witness else { return nil }
    let time = signature.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard time <= UInt64(Int64.max) else { return nil }
    let message = Array("cosignature/v1\ntime \(time)\n".utf8) + text
    guard witness.isValid(signature: signature.bytes.dropFirst(8), over: message) else {
      return nil
    }
    return Cosignature(witness: witness.name, time: time)
  }
}
