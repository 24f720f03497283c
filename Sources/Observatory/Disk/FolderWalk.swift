import Glibc

/// All files below a folder, whatever of it cannot be read.
struct FolderWalk {
  /// What is at a path.
  enum Kind: Sendable { case file, linkToFolder, brokenLink, other }

  /// A path and what is there.
  struct Entry: Sendable {
    var path: String
    var kind: Kind
  }

  /// What was found, sorted by the bytes of the paths. Links to folders are not followed: a loop must
  /// not hang the walk.
  private(set) var entries: [Entry] = []
  /// Folders that cannot be read.
  private(set) var faults: [DiskError] = []

  /// Walks through `folder`.
  init(below folder: String) {
    walk(folder)
    entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func walk(_ folder: String) {
    let names: [String]
    do throws(DiskError) { names = try Disk.names(in: folder) } catch {
      return faults.append(error)
    }
    for name in names {
      let path = "\(folder)/\(name)"
      var status = stat()
      // What is gone since the names were read was not there.
      guard lstat(PathText.bytes(of: path), &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: walk(path)
      case S_IFREG: entries.append(Entry(path: path, kind: .file))
      case S_IFLNK: entries.append(Entry(path: path, kind: Self.end(of: path)))
      default: entries.append(Entry(path: path, kind: .other))
      }
    }
  }

  private static func end(of link: String) -> Kind {
    Disk.isRegular(link) ? .file : Disk.isFolder(link) ? .linkToFolder : .brokenLink
  }
}
