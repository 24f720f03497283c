import Observatory
import Store

/// Which exit code an error calls for.
enum Failure {
  /// 3 for bad input, 4 for the surroundings: disk, lock, keys.
  static func exitCode(of error: any Error) -> Int32 {
    switch error {
    case let error as ObservatoryError: code(of: error)
    case is DiskError: 4
    case let error as CacheError where error.isOfDisk: 4
    default: 3
    }
  }

  private static func code(of error: ObservatoryError) -> Int32 {
    switch error {
    case .busy, .wrongPassphrase, .passphraseNeeded, .badKeys, .accountKeyMissing, .alreadyThere:
      4
    case .ledgerMismatch, .strangeEntry, .badActions: 1
    default: 3
    }
  }
}
