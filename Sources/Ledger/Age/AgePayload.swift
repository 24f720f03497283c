import Crypto

/// The content of an age file: chunks of 64 KiB, each sealed under a nonce that counts them and
/// marks the last (STREAM).
struct AgePayload {
  static let chunk = 65_536
  static let tag = 16

  private let key: SymmetricKey
  private var count: UInt64 = 0

  init(key: SymmetricKey) { self.key = key }

  private func nonce(isLast: Bool) -> [UInt8] {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * UInt64($0))) }
    return [0, 0, 0] + counter + [isLast ? 1 : 0]
  }

  mutating func seal(_ plaintext: [UInt8], into file: inout [UInt8]) throws(AgeError) {
    file.reserveCapacity(
      file.count + plaintext.count + (plaintext.count / Self.chunk + 1) * Self.tag)
    var start = 0
    repeat {
      let end = min(start + Self.chunk, plaintext.count)
      guard let nonce = try? ChaChaPoly.Nonce(data: nonce(isLast: end == plaintext.count)),
        let box = try? ChaChaPoly.seal(plaintext[start..<end], using: key, nonce: nonce)
      else { throw .payload(chunk: Int(count)) }
      file.append(contentsOf: box.ciphertext)
      file.append(contentsOf: box.tag)
      count += 1
      start = end
    } while start < plaintext.count
  }

  mutating func open(_ sealed: ArraySlice<UInt8>) throws(AgeError) -> [UInt8] {
    var plaintext: [UInt8] = []
    plaintext.reserveCapacity(sealed.count)
    var rest = sealed
    repeat {
      let part = rest.prefix(Self.chunk + Self.tag)
      rest = rest.dropFirst(part.count)
      guard let box = try? ChaChaPoly.SealedBox(combined: nonce(isLast: rest.isEmpty) + part),
        let opened = try? ChaChaPoly.open(box, using: key),
        // Only an empty file may end in an empty chunk.
        !opened.isEmpty || count == 0
      else { throw .payload(chunk: Int(count)) }
      plaintext.append(contentsOf: opened)
      count += 1
    } while !rest.isEmpty
    return plaintext
  }
}
