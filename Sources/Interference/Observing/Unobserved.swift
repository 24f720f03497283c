import Record

/// Why a measurement that could be read gives no observation.
public enum Unobserved: Sendable, Hashable, CustomStringConvertible {
  /// It does not say when it began.
  case noTime
  /// A test of pages that does not say which.
  case noInput
  /// What was tested is no address of a page.
  case notAPage(String)
  /// The host of the page is no name that DNS can carry, and no address.
  case notAHost(String)
  /// Nothing is known of tests with this name.
  case unknownTest(String)
  /// The report holds nothing that was tried.
  case nothingTried(String)

  /// In one English line.
  public var description: String {
    let why =
      switch self {
      case .noTime: "it does not say when it began"
      case .noInput: "it does not say which page was tried"
      case .notAPage(let text): "\"\(Self.shown(text))\" is no address of a page"
      case .notAHost(let text): "\"\(Self.shown(text))\" is no name of a host"
      case .unknownTest(let name): "tests called \"\(Self.shown(name))\" are not judged"
      case .nothingTried(let name): "it holds nothing that \(Self.shown(name)) tried"
      }
    return "the measurement gives no observation: \(why)"
  }

  private static let longest = 80

  /// What stands behind a question mark may be somebody's own; what moves the cursor is not shown.
  private static func shown(_ text: String) -> String {
    let mark = text.firstIndex(of: "?").map { text[..<$0] + "?…" } ?? text[...]
    var shown = ""
    for letter in mark.unicodeScalars.prefix(longest) {
      switch letter.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: shown += "\u{FFFD}"
      default: shown.unicodeScalars.append(letter)
      }
    }
    return mark.unicodeScalars.count > longest ? shown + "…" : shown
  }
}

extension Measurement {
  /// Why `observations(by:)` is empty, where it is.
  public var reasonForNoObservation: Unobserved? {
    guard start != nil else { return .noTime }
    switch test {
    case .web:
      guard let input, !input.isEmpty else { return .noInput }
      guard let host else { return .notAPage(input) }
      return HostName.isValid(host) ? nil : .notAHost(host)
    case .service(let service): return .nothingTried(service.service.testName)
    case .plain(let plain): return .nothingTried(plain.name)
    case .speed: return nil
    case .other(let name): return .unknownTest(name)
    }
  }
}
