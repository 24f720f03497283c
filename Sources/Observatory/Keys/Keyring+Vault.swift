import Ledger

extension Keyring {
  /// Opens what is sealed in the vault: an X25519 key made of the observatory's secret, HMAC-SHA-256(secret, "haidang
  /// vault/1" 00), so that observatories made before there was a vault need no new key file. The secret makes names of
  /// ledger entries too, from messages of another form: a zero byte there stands before four bytes more.
  ///
  /// - Throws: `ObservatoryError.badKeys`.
  var vaultIdentity: AgeIdentity {
    get throws {
      do {
        return try AgeIdentity(
          secret: Keyed.hash(Array("haidang vault/1\0".utf8), key: secret))
      } catch { throw ObservatoryError.badKeys("\(error)") }
    }
  }

  /// Whether the keys in `folder` lie in clear, so that who takes the folder can open the vault.
  public static func isUnprotected(folder: String) -> Bool {
    !Disk.exists("\(folder)/\(protectedName)")
  }
}
