import Glibc
import Messages
import Record

/// The language in which this run speaks: `HAIDANG_LANG`, else the locale, else English.
let spoken: Language = {
  for name in ["HAIDANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
    return value.hasPrefix("vi") ? .vi : .en
  }
  return .en
}()

/// The catalogue's text for `command.<key>` in the language spoken.
func say(_ key: String, _ arguments: [String: MessageArgument] = [:]) -> String {
  Messages.text("command.\(key)", in: spoken, arguments)
}

/// A count; where it is withheld, that it is of too few to be told.
func few(_ count: Int?) -> MessageArgument {
  .text(count.map { NumberText.integer($0, in: spoken) } ?? say("few"))
}

/// The catalogue's word for a code of a vocabulary.
func word(_ vocabulary: String, _ code: String) -> String {
  Messages.text("vocabulary.\(vocabulary).\(code)", in: spoken)
}
