import Glibc

/// The sound files that damage starts from.
enum Corpus {
  /// Files that are longer are left out: damage to them is slow and seldom new.
  private static let longest = 1 << 20

  /// The files of some folders and what stands inside them, in the order of their names.
  static func texts(in folders: [String], for target: FuzzTarget) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    for path in folders.flatMap({ paths(in: $0, depth: 0) }).sorted() {
      guard target.endings.isEmpty || target.endings.contains(where: path.hasSuffix),
        var text = bytes(of: path)
      else { continue }
      texts.append(text)
      while let inner = target.unwrap(text), inner.count < text.count {
        text = inner
        texts.append(text)
      }
    }
    return texts
  }

  private static func paths(in folder: String, depth: Int) -> [String] {
    guard depth < 32, let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      let path = "\(folder)/\(name)"
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        found += paths(in: path, depth: depth + 1)
      } else if status.st_mode & S_IFMT == S_IFREG {
        found.append(path)
      }
    }
    return found
  }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size <= longest else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return count == bytes.count ? bytes : nil
  }
}
