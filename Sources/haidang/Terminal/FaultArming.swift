import Glibc
import Ledger

/// Lets a test kill this process at a chosen write step: `HAIDANG_KILL_AT=name`, `=name:3`, or
/// `=*:3` for the third step of all.
///
/// Debug builds only: the release build has no such steps.
func armFaultPoints() {
  #if DEBUG
    guard let text = getenv("HAIDANG_KILL_AT").map({ String(cString: $0) }) else { return }
    let parts = text.split(separator: ":")
    guard let name = parts.first else { return }
    let prefix = name == "*" ? "" : String(name)
    FaultPoint.arm(prefix, occurrence: parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
  #endif
}
