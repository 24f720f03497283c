import Glibc

/// The YAML files of a dossier, found without following links.
enum DossierFolder {
  struct File {
    var path: String
    /// The path below the folder that was asked for.
    var name: String
  }

  /// Folders nested more deeply are refused; a dossier has two or three levels.
  private static let deepest = 16

  static func files(at path: String, faults: inout [DossierFault]) -> [File] {
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var files: [File] = []
    // The folder itself may be reached through a link: the person who typed it chose it.
    switch form(of: root, followingLink: true) {
    case .folder: collect(root, "", 0, &files, &faults)
    case .file:
      let name = root.split(separator: "/").last.map(String.init) ?? root
      files.append(File(path: root, name: name))
    case .link, .other: faults.append(DossierFault(root, .notAFile))
    case .missing(let why): faults.append(DossierFault(root, .unreadable(why)))
    }
    return files
  }

  private enum Form {
    case file, folder, link, other
    case missing(String)
  }

  private static func form(of path: String, followingLink: Bool = false) -> Form {
    var status = stat()
    let result = followingLink ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { return .missing(String(cString: strerror(errno))) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  private static func collect(
    _ folder: String, _ below: String, _ depth: Int, _ files: inout [File],
    _ faults: inout [DossierFault]
  ) {
    guard depth < deepest, let names = names(in: folder) else {
      faults.append(DossierFault(folder, .unreadable("the folder cannot be listed")))
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      switch form(of: path) {
      case .folder: collect(path, "\(below)\(name)/", depth + 1, &files, &faults)
      case .file where isYAML && !(depth == 0 && DossierReader.settingsNames.contains(name)):
        files.append(File(path: path, name: below + name))
      case .link: faults.append(DossierFault(path, .link))
      case .other where isYAML: faults.append(DossierFault(path, .notAFile))
      case .missing(let why): faults.append(DossierFault(path, .unreadable(why)))
      case .file, .other: break
      }
    }
  }

  private static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
