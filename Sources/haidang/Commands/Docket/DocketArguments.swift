public import ArgumentParser
public import Docket
public import Letters
import Messages
public import Record

/// A day as an option names it.
extension CivilDay: ExpressibleByArgument {
  /// Reads `YYYY-MM-DD`.
  public init?(argument: String) { self.init(parsing: argument) }
}

extension TimeZoneOffset: ExpressibleByArgument {
  /// Reads `+07:00`.
  public init?(argument: String) { self.init(parsing: argument) }
}

extension AppealSubject: ExpressibleByArgument {}
extension AccountState: ExpressibleByArgument {}
extension AppealEvidence: ExpressibleByArgument {}
extension AppealStage: ExpressibleByArgument {}
extension EntryKind: ExpressibleByArgument {}
extension EDTF.Rung: ExpressibleByArgument {}
extension NoticeContext.Ground: ExpressibleByArgument {}
extension AddresseeKind: ExpressibleByArgument {}

/// Yes or no, as an option says it.
enum YesOrNo: String, CaseIterable, ExpressibleByArgument {
  case yes, no
  /// As a truth value.
  var isYes: Bool { self == .yes }
}

/// The catalogue's word for a code of the docket.
func docketWord(_ vocabulary: String, _ code: String) -> String {
  let name = code.lowercased().replacing("_", with: "-")
  return Messages.text("docket.\(vocabulary).\(name)", in: spoken)
}
