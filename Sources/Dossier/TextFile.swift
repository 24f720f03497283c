import Glibc

/// Reads text files of bounded size and known encoding.
enum TextFile {
  /// Larger files are refused: a dossier is written by hand.
  static let mostBytes = 64 << 20

  /// The text and bytes of the file at `path`.
  static func read(_ path: String, named name: String) throws(DossierFault) -> ([UInt8], String) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw DossierFault(name, .unreadable(String(cString: strerror(errno)))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw DossierFault(name, .notAFile)
    }
    let size = Int(status.st_size)
    guard size <= mostBytes else {
      throw DossierFault(name, .tooLarge(bytes: size, most: mostBytes))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= mostBytes {
      let count = Glibc.read(file, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw DossierFault(name, .unreadable(String(cString: strerror(errno))))
      }
      if count == 0 { break }
      bytes.append(contentsOf: block.prefix(count))
    }
    return (bytes, try text(of: bytes, named: name))
  }

  /// The text that `bytes` hold, without a byte order mark.
  static func text(of bytes: [UInt8], named name: String) throws(DossierFault) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DossierFault(name, .otherEncoding("UTF-16"))
    }
    let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let control = rest.firstIndex { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    if let control {
      throw DossierFault(name, line: line(of: control, in: bytes), .controlCharacter(byte: control))
    }
    guard let text = String(validating: rest, as: UTF8.self) else {
      let place = firstInvalid(bytes)
      throw DossierFault(name, line: line(of: place, in: bytes), .notUTF8(byte: place))
    }
    return text
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var low = 0
    var high = bytes.count
    // A prefix is bad if it is invalid after dropping a sequence that it may have cut in two.
    func isBad(_ count: Int) -> Bool {
      var end = count
      while end > 0, end > count - 3, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
      if end > 0, bytes[end - 1] >= 0xC0 { end -= 1 }
      return String(validating: bytes[..<end], as: UTF8.self) == nil
        && String(validating: bytes[..<count], as: UTF8.self) == nil
    }
    while low < high {
      let middle = (low + high) / 2
      if isBad(middle) { high = middle } else { low = middle + 1 }
    }
    return max(0, low - 1)
  }
}
