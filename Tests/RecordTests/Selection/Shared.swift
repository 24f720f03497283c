import Glibc

/// Material that lies beside the checkout and may be absent.
enum Shared {
  /// The bytes of a file in `../shared`, or `nil` where it is absent.
  static func file(_ path: String, from here: String = #filePath) -> [UInt8]? {
    var root = here.split(separator: "/", omittingEmptySubsequences: false)
    while let last = root.last, last != "Tests" { root.removeLast() }
    let name = root.dropLast(2).joined(separator: "/") + "/shared/" + path
    guard let file = fopen(name, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
