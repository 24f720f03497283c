import Mutation
import Record
import Signals
import Testing

@testable import Redaction

@Suite("Measured on made sentences")
struct Measured {
  struct Score: CustomStringConvertible {
    var planted = 0
    var found = 0
    var proposed = 0
    var wrong = 0
    var misses: [String] = []
    var recall: Double { Double(found) / Double(max(1, planted)) }
    var precision: Double { 1 - Double(wrong) / Double(max(1, proposed)) }
    var description: String {
      "recall \(found)/\(planted), precision \(proposed - wrong)/\(proposed)"
    }
  }

  static func score(_ frames: [String], seed: UInt64, rounds: Int) throws -> Score {
    var maker = SentenceMaker(random: SplitMix64(seed: seed))
    var score = Score()
    let redactor = Redactor()
    let day = try day("2026-08-01")
    for round in 0..<rounds {
      for frame in frames {
        let style = SentenceMaker.Style.allCases[
          (round + frame.utf8.count) % SentenceMaker.Style.allCases.count]
        let made = maker.make(frame, style)
        let proposal = redactor.proposal(for: made.text, in: .vi, on: day)
        #expect(proposal.isStable)
        for secret in made.secrets {
          score.planted += 1
          let isCovered = proposal.spans.contains {
            $0.range.lowerBound <= secret.lowerBound && $0.range.upperBound >= secret.upperBound
          }
          if isCovered {
            score.found += 1
          } else {
            score.misses.append("miss \(proposal.text(of: secret)) | \(made.text)")
          }
        }
        for span in proposal.spans {
          score.proposed += 1
          if !made.secrets.contains(where: { $0.overlaps(span.range) }) {
            score.wrong += 1
            score.misses.append("wrong \(proposal.text(of: span.range)) | \(made.text)")
          }
        }
      }
    }
    return score
  }

  @Test func `Frames that rules were written with`() throws {
    let score = try Self.score(Frames.open, seed: 11, rounds: 28)
    print("redaction, open frames: \(score)")
    for miss in score.misses.prefix(Self.shown) { print("  \(miss)") }
    #expect(score.recall >= 0.97)
    #expect(score.precision >= 0.97)
  }

  @Test func `Frames held back`() throws {
    let score = try Self.score(Frames.heldBack, seed: 12, rounds: 28)
    print("redaction, held-back frames: \(score)")
    #expect(score.recall >= 0.9)
    #expect(score.precision >= 0.9)
  }

  @Test func `Fresh frames`() throws {
    let score = try Self.score(Frames.fresh, seed: 14, rounds: 28)
    print("redaction, fresh frames: \(score)")
    #expect(score.recall >= 0.9)
    #expect(score.precision >= 0.9)
  }

  @Test func `Sentences without anybody`() throws {
    let score = try Self.score(Frames.clean, seed: 13, rounds: 1)
    for miss in score.misses { print("  \(miss)") }
    #expect(score.proposed == 0)
  }

  private static let shown = 30
}

@Suite("Whatever the text")
struct AnyText {
  @Test func `What is redacted stays as it is`() throws {
    var maker = SentenceMaker(random: SplitMix64(seed: 5))
    let day = try day("2026-08-01")
    let redactor = Redactor()
    for round in 0..<14 {
      let style = SentenceMaker.Style.allCases[round % 7]
      let text = (Frames.open + Frames.heldBack).map { maker.make($0, style).text }.joined(
        separator: " ")
      for language in Language.allCases {
        let once = redactor.proposal(for: text, in: language, on: day)
        let again = redactor.proposal(for: once.preview, in: language, on: day)
        #expect(again.spans.isEmpty, "\(again.spans.map { again.text(of: $0.range) })")
        #expect(again.preview == once.preview)
      }
    }
  }

  @Test func `Statutes stay whatever stands around them`() throws {
    var random = SplitMix64(seed: 6)
    var maker = SentenceMaker(random: SplitMix64(seed: 7))
    let statutes = [
      "147/2024", "147/2024/NĐ-CP", "116/2025/QH15", "10/12/2025", "1029384756", "15/2020/NĐ-CP",
    ]
    let redactor = Redactor()
    let day = try day("2026-08-01")
    for _ in 0..<400 {
      let statute = statutes[random.below(statutes.count)]
      let text =
        "\(maker.name(.marked)) \(maker.phone()), \(statute) \(maker.name(.marked)), \(maker.phone())."
      let preview = redactor.proposal(for: text, in: .vi, on: day).preview
      #expect(preview.contains(statute), "\(text) → \(preview)")
    }
  }

  @Test func `Damaged texts bring nothing down`() throws {
    var maker = SentenceMaker(random: SplitMix64(seed: 8))
    let corpus = (Frames.open + Frames.heldBack + Frames.clean).map {
      Array(maker.make($0, .marked).text.utf8)
    }
    var mutator = Mutator(corpus: corpus + [Array(corpus.joined())], seed: 9)
    mutator.longest = 4096
    let redactor = Redactor()
    let day = try day("2026-08-01")
    for _ in 0..<300 {
      let bytes = mutator.next()
      let proposal = redactor.proposal(forBytes: bytes, in: .en, on: day)
      #expect(proposal.isStable)
      var last = 0
      for span in proposal.spans {
        #expect(span.range.lowerBound >= last && span.range.upperBound <= bytes.count)
        last = span.range.upperBound
      }
      let again = redactor.proposal(for: proposal.preview, in: .en, on: day)
      #expect(
        again.spans.isEmpty,
        "\(again.spans.map { again.text(of: $0.range) }) in \(proposal.preview)")
    }
  }

  @Test func `The work grows with the text and no faster`() throws {
    let redactor = Redactor()
    let day = try day("2026-08-01")
    let pieces = [
      "Nguyễn ", "0912 ", "1.", "a@", "An.", "số ", "tài khoản ", "/", "phường 1, ", "N.", "[",
      "at ", "\u{300}", "::",
    ]
    for piece in pieces {
      let clock = ContinuousClock()
      func time(_ count: Int) -> Duration {
        let text = String(repeating: piece, count: count)
        return clock.measure { _ = redactor.proposal(for: text, in: .en, on: day) }
      }
      _ = time(500)
      let small = time(1000)
      let large = time(8000)
      // Eight times the text: a square would take sixty-four times as long.
      #expect(large < small * 30 + .milliseconds(50), "\(piece): \(small), \(large)")
    }
  }
}
