import Glibc
import Ledger

/// Lets a test kill this process at a chosen write step: `HAIDANG_KILL_AT=name` or `=name:3`.
///
/// Debug builds only: the release build has no such steps.
func armFaultPoints() {
  #if DEBUG
    guard let text = getenv("HAIDANG_KILL_AT").map({ String(cString: $0) }) else { return }
    let parts = text.split(separator: ":")
    guard let name = parts.first else { return }
    FaultPoint.arm(String(name), occurrence: parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
  #endif
}
