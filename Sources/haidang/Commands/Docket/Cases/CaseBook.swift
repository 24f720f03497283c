import ArgumentParser
import Docket
import Messages
import Observatory
import Record

/// The cases that a command looks at, read; those that cannot be read are told, and hide no other.
struct CaseBook {
  private(set) var cases: [DocketCase] = []
  let zone: TimeZoneOffset
  let authority: String
  private let forums: ForumTable
  private var unreadable: [String] = []

  /// - Parameter names: of the cases; none for all.
  /// - Throws: where the vault cannot be opened, or a case that is named is not there.
  init(desk: Desk, forums file: String?, names: [String]) throws {
    let vault = try desk.vault()
    zone = desk.zone(of: vault)
    authority = vault.authority
    forums = try Desk.forums(file)
    for name in names { cases.append(try vault.read(name)) }
    guard names.isEmpty else { return }
    for name in try vault.names() {
      do { cases.append(try vault.read(name)) } catch { unreadable.append("\(error)") }
    }
  }

  /// What is due in a case.
  func agenda(of docketCase: DocketCase, at now: Int64) -> CaseAgenda {
    CaseAgenda(of: docketCase, forums: forums, zone: zone, now: now)
  }

  /// Tells the cases that could not be read.
  ///
  /// - Throws: exit code 1 where there are any.
  func tellUnreadable() throws {
    for line in unreadable { Terminal.note(line) }
    if !unreadable.isEmpty { throw ExitCode(1) }
  }
}
