import ArgumentParser
import Bytes
import Docket
import Messages

/// Facts as a user writes them: `name=value` on the command line, or members of a JSON file.
struct GivenFacts {
  private(set) var facts: [String: Fact] = [:]

  /// - Parameters:
  ///   - given: `request.signed=no`, `content.expression_class=political,journalism`.
  ///   - file: a JSON object of names and values; what is given on the command line wins.
  /// - Throws: `ValidationError` for what the policy does not ask, or cannot be an answer.
  init(_ given: [String], file: String?, policy: Policy) throws {
    if let file {
      let value = try JSONValue(parsing: try GivenText.bytes(of: file))
      guard let object = value.object else {
        throw ValidationError(say("docket.facts.no-object", ["path": .text(file)]))
      }
      for member in object.members where !member.value.isNull {
        let definition = try Self.definition(of: member.name, in: policy)
        guard let fact = Self.value(member.value), definition.type.admits(fact) else {
          throw Self.unfit(member.name, "\(member.value.canonicalText)", definition)
        }
        facts[member.name] = Fact(fact)
      }
    }
    for text in given {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ValidationError(say("docket.facts.no-value", ["text": .text(text)]))
      }
      let name = String(parts[0])
      let definition = try Self.definition(of: name, in: policy)
      guard let fact = Self.value(String(parts[1]), of: definition.type),
        definition.type.admits(fact)
      else { throw Self.unfit(name, String(parts[1]), definition) }
      facts[name] = Fact(fact)
    }
  }

  private static func definition(
    of name: String, in policy: Policy
  ) throws -> Policy.FactDefinition {
    guard let definition = policy.facts[name] else {
      throw ValidationError(say("docket.facts.unknown", ["name": .text(name)]))
    }
    return definition
  }

  private static func unfit(
    _ name: String, _ value: String, _ definition: Policy.FactDefinition
  ) -> ValidationError {
    let wanted =
      definition.type.vocabulary.isEmpty
      ? definition.type == .flag ? "yes, no" : definition.type.name
      : definition.type.vocabulary.joined(separator: ", ")
    return ValidationError(
      say(
        "docket.facts.unfit",
        ["name": .text(name), "value": .text(value), "wanted": .text(wanted)]))
  }

  private static func value(_ text: String, of type: FactType) -> FactValue? {
    switch type {
    case .flag:
      switch text {
      case "yes", "true": .flag(true)
      case "no", "false": .flag(false)
      default: nil
      }
    case .number: Double(text).map { .number($0) }
    case .word: .word(text)
    case .words: .words(text.split(separator: ",").map(String.init))
    }
  }

  private static func value(_ json: JSONValue) -> FactValue? {
    switch json {
    case .bool(let flag): .flag(flag)
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    case .string(let word): .word(word)
    case .array(let elements):
      elements.allSatisfy { $0.text != nil } ? .words(elements.compactMap(\.text)) : nil
    case .null, .object: nil
    }
  }
}
