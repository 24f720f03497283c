import Bytes
import Foundation
import Record
import Testing

@testable import Docket

/// A made-up notice with what a person found in it (specification, section 9, item 4).
struct MadeNotice: Sendable, CustomTestStringConvertible {
  var id: String
  var testDescription: String { id }
  var isHeld: Bool
  var text: String
  var states: [NoticeElement: ElementState]
  var notApplicable: Set<NoticeElement>

  static let all: [MadeNotice] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "notices.json")
    guard let data = try? Data(contentsOf: file), let value = try? JSONValue(parsing: Array(data))
    else { return [] }
    return value.elements.map { value in
      var states: [NoticeElement: ElementState] = [:]
      for member in value["expect"].object?.members ?? [] {
        guard let element = NoticeElement(rawValue: member.name) else { continue }
        states[element] = member.value.text.flatMap { ElementState(rawValue: $0) }
      }
      return MadeNotice(
        id: value["id"].text ?? "", isHeld: value["held"].bool ?? false,
        text: value["text"].text ?? "", states: states,
        notApplicable: Set(
          value["not_applicable"].elements.compactMap {
            $0.text.flatMap { NoticeElement(rawValue: $0) }
          }))
    }
  }()

  /// Elements on which the check says something else.
  func differences(_ check: NoticeCheck) -> [String] {
    check.findings.compactMap { finding in
      let expected = states[finding.element]
      guard finding.state != expected else { return nil }
      let spans = finding.spans.map(\.text).joined(separator: " | ")
      return
        "\(id) \(finding.element.rawValue): \(finding.state), not \(expected.map { "\($0)" } ?? "?") [\(spans)]"
    }
  }
}
