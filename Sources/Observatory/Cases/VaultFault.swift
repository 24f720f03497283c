public import Docket
public import Ledger

/// Why a case cannot be read from the vault or written there.
public enum VaultFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// No case of that name; those whose names are nearest follow.
  case noSuchCase(String, nearest: [String])
  /// Not the form of a name of a case.
  case badName(String)
  /// A file does not open with the keys of this observatory, or was changed.
  case sealed(String, AgeError)
  /// A file opens and holds no case.
  case damaged(String, CaseFileFault)
  /// A file holds another case than its name says.
  case otherCase(String, holds: String)
  /// A file holds members that this program does not know and would lose.
  case later(String, members: [String])
  /// What is to be written does not go on from what is there.
  case rewritten(String)
  /// It would be larger than this program reads.
  case tooLarge(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noSuchCase(let name, let nearest):
      "\(name): no such case"
        + (nearest.isEmpty
          ? "; 'haidang docket list' shows those that there are"
          : "; did you mean \(nearest.joined(separator: ", "))?")
    case .badName(let name):
      "\(name): not the name of a case; they look like TD-2026-7XK2QM, and 'haidang docket list' shows them"
    case .sealed(let file, let error):
      "\(file): cannot be opened with the keys of this observatory: \(error); restore it or keys/ from a "
        + "backup"
    case .damaged(let file, let fault): "\(file): holds no case: \(fault); restore it from a backup"
    case .otherCase(let file, let holds):
      "\(file): holds \(holds); somebody renamed it: give it back its name"
    case .later(let file, let members):
      "\(file): was written by a later haidang, and \(members.prefix(3).joined(separator: ", ")) would be "
        + "lost; use that program"
    case .rewritten(let name):
      "\(name): was changed meanwhile; look at it again and repeat the command"
    case .tooLarge(let name):
      "\(name): would be larger than \(CaseFile.largest >> 20) MiB; keep long texts as files of their own and "
        + "name them as evidence"
    }
  }
}
