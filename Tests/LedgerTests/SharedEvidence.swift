import Bytes
import Glibc
import Testing

/// Test inputs that lie beside the project; suites that need them are skipped where they are not.
enum SharedEvidence {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/shared/data/evidence"
  }()

  static let isThere: Bool = {
    let isThere = access(folder, R_OK) == 0
    if !isThere { print("skipped: \(folder) is not there") }
    return isThere
  }()

  static func bytes(_ path: String) throws -> [UInt8] {
    try TestFiles.read("\(folder)/\(path)")
  }
}

/// The few file operations that tests need.
enum TestFiles {
  struct Failure: Error {
    var path: String
    var code: Int32
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Failure(path: path, code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes.append(contentsOf: block[..<count])
    }
    return bytes
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Failure(path: path, code: errno) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw Failure(path: path, code: errno)
    }
  }

  /// The files below `folder`, as sorted relative paths; with `extension` only those ending so.
  static func list(_ folder: String, ending: String = "") -> [String] {
    var found: [String] = []
    func walk(_ relative: String) {
      guard let stream = opendir(folder + relative) else { return }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        let path = "\(relative)/\(name)"
        if entry.pointee.d_type == UInt8(DT_DIR) {
          walk(path)
        } else if name.hasSuffix(ending) {
          found.append(String(path.dropFirst()))
        }
      }
    }
    walk("")
    return found.sorted()
  }

  /// Removes a file or a folder with all below it.
  static func remove(_ path: String) {
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(stream)
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// Copies a folder with all below it.
  static func copy(_ folder: String, to target: String) throws {
    mkdir(target, 0o755)
    for path in list(folder) {
      let parts = path.split(separator: "/").dropLast()
      var place = target
      for part in parts {
        place += "/\(part)"
        mkdir(place, 0o755)
      }
      try write(read("\(folder)/\(path)"), to: "\(target)/\(path)")
    }
  }

  /// An empty folder of its own, removed after `body`.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try makeFolder()
    defer { remove(folder) }
    return try body(folder)
  }

  static func withFolder<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    let folder = try makeFolder()
    defer { remove(folder) }
    return try await body(folder)
  }

  private static func makeFolder() throws -> String {
    var template = Array("/tmp/ledger-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure(path: "/tmp", code: errno) }
    return String(cString: made)
  }
}
