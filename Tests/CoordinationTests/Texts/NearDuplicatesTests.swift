import Record
import Signals
import Testing

@testable import Coordination

/// Made-up comments in the manner of the made-up campaigns: templates with some words changed.
private struct Comments {
  static let words =
    ("anh em nhà nước dân chính quyền tự do báo chí mạng xã hội việt nam thông tin sự thật đúng "
    + "sai người bạn mới hay quá rất tốt xấu phản đối ủng hộ lịch sử học sinh công an luật pháp "
    + "kinh tế gia đình thành phố đường biển đảo sông núi ngày đêm sáng tối tin tức video hình ảnh")
    .split(separator: " ").map { String($0) }
  var random: SplitMix64

  mutating func words(_ count: Int) -> [String] {
    (0..<count).map { _ in Self.words[random.below(Self.words.count)] }
  }

  mutating func changed(_ template: [String]) -> String {
    if random.happens(0.3) { return template.joined(separator: " ") }
    return template.map { random.happens(0.15) ? words(1)[0] : $0 }.joined(separator: " ")
  }
}

private func shelf(_ texts: [String], key: (UInt64, UInt64) = (0, 0)) -> (TextShelf, [UInt32?]) {
  var shelf = TextShelf(key: key)
  let numbers = texts.map { shelf.shelve($0) }
  return (shelf, numbers)
}

private func shingles(_ text: String) -> Set<[String]> {
  let words = Folding.folded(text).split(separator: " ").map { String($0) }
  return Set(zip(words, words.dropFirst()).map { [$0, $1] })
}

private func jaccard(_ one: Set<[String]>, _ other: Set<[String]>) -> Double {
  Double(one.intersection(other).count) / Double(one.union(other).count)
}

/// The clusters as sets of texts.
private func partition(_ texts: [String], key: (UInt64, UInt64) = (0, 0)) -> Set<Set<String>> {
  let (shelf, numbers) = shelf(texts, key: key)
  let clusters = NearDuplicates(shelf).clusters()
  var parts: [UInt32: Set<String>] = [:]
  for (text, number) in zip(texts, numbers) {
    if let number { parts[clusters[Int(number)], default: []].insert(text) }
  }
  return Set(parts.values)
}

@Suite("Near-duplicates are found and verified") struct NearDuplicatesTests {
  @Test("One word changed, or no diacritics, or other digits, is nearly the same") func known() {
    let text = "phản đối việc tăng giá điện lần thứ 3 trong năm 2024 của nhà nước"
    let others = [
      "phản đối việc tăng giá điện lần thứ 5 trong năm 2025 của nhà nước",
      Folding.folded(text), Composition.nfd(text), "@ai_đó " + text.uppercased(),
      text.replacing("điện", with: "nước"),
    ]
    let unlike = "hôm nay trời đẹp quá đi thôi bạn ơi đi chơi nhé"
    let (shelf, numbers) = shelf([text] + others + [unlike])
    let clusters = NearDuplicates(shelf).clusters()
    let found = numbers.map { $0.map { clusters[Int($0)] } }
    #expect(Set(found.dropLast()).count == 1)
    #expect(found.last != found.first)
    #expect(Set(clusters) == [0, 1])
  }

  @Test("Scripts without spaces are compared by characters") func unspaced() {
    let thai = "รัฐบาลต้องรับผิดชอบต่อประชาชนทุกคนในประเทศนี้วันนี้"
    let chinese = "政府必须对这个国家的所有人民负责今天就要回答我们的问题"
    let found = partition([
      thai, thai + "นะ", thai.replacing("ทุก", with: "ทุก "), chinese,
      chinese.replacing("今天", with: "明天"),
    ])
    #expect(found.map(\.count).sorted() == [2, 3])
  }

  @Test("Planted templates are found, and nothing that is less than half alike") func planted() {
    var comments = Comments(random: SplitMix64(seed: 7))
    var planted: [String] = []
    for _ in 0..<30 {
      let template = comments.words(9 + comments.random.below(10))
      for _ in 0..<40 { planted.append(comments.changed(template)) }
    }
    var texts = planted
    for _ in 0..<5000 {
      texts.append(comments.words(6 + comments.random.below(11)).joined(separator: " "))
    }
    let (shelf, numbers) = shelf(texts)
    let clusters = NearDuplicates(shelf).clusters()
    var members: [UInt32: [Int]] = [:]
    for (index, number) in numbers.enumerated() {
      if let number { members[clusters[Int(number)], default: []].append(index) }
    }
    let sets = texts.map(shingles)
    // Every cluster has a text that all the others are like.
    for (_, member) in members where member.count > 1 {
      #expect(
        member.contains { center in member.allSatisfy { jaccard(sets[center], sets[$0]) >= 0.5 } })
    }
    var (alike, found) = (0, 0)
    for index in planted.indices {
      let start = index / 40 * 40
      let hasTwin = (start..<start + 40).contains {
        $0 != index && jaccard(sets[index], sets[$0]) >= 0.5
      }
      guard hasTwin, let number = numbers[index] else { continue }
      alike += 1
      if members[clusters[Int(number)], default: []].count > 1 { found += 1 }
    }
    #expect(alike > 900)
    #expect(Double(found) >= 0.85 * Double(alike), "\(found) of \(alike)")
  }

  @Test("The order of reading and repeated runs change nothing") func order() {
    var comments = Comments(random: SplitMix64(seed: 8))
    var texts: [String] = []
    for _ in 0..<20 {
      let template = comments.words(12)
      for _ in 0..<15 { texts.append(comments.changed(template)) }
    }
    let expected = partition(texts)
    #expect(expected.count < 150)
    for _ in 0..<5 { #expect(partition(texts.shuffled(using: &comments.random)) == expected) }
    #expect(partition(texts.reversed()) == expected)
  }

  @Test("No chain of small changes leads from one text to another") func chain() {
    let words = (0..<60).map { "từ\($0.description.map { "abcdefghij"[$0] }.joined())" }
    // Each text is like its neighbours, and the ends have nothing in common.
    let texts = (0..<48).map { words[$0..<($0 + 12)].joined(separator: " ") }
    let sets = texts.map(shingles)
    for part in partition(texts) {
      let sets = part.map(shingles)
      #expect(sets.contains { center in sets.allSatisfy { jaccard(center, $0) >= 0.5 } })
    }
    #expect(jaccard(sets[0], sets[47]) == 0)
    #expect(partition(texts).count < 48)
  }

  @Test("What is common is left out and does not hold others together") func common() {
    let (shelf, numbers) = shelf([
      "một hai ba bốn năm sáu bảy", "mot hai ba bon nam sau bay", "a b c d e f g",
    ])
    let clusters = NearDuplicates(shelf).clusters { $0 == numbers[0] }
    #expect(clusters[0] == NearDuplicates.none)
    #expect(Set(clusters.dropFirst()) == [0, 1])
    #expect(NearDuplicates(shelf).clusters { _ in true } == Array(repeating: .max, count: 3))
    #expect(NearDuplicates(TextShelf()).clusters().isEmpty)
  }

  @Test("A bucket of many does not cost the square of them") func crowd() {
    // One share button, with another name in each text, as in a hundred thousand shares.
    var random = SplitMix64(seed: 9)
    let texts = (0..<30_000).map { _ in
      "chia sẻ: bài \(String(random.next(), radix: 36)) qua mạng xã hội của chúng tôi"
    }
    let (shelf, _) = shelf(texts)
    #expect(shelf.count > 29_000)
    // The bands may miss one or the other.
    #expect(Set(NearDuplicates(shelf).clusters()).count < 10)
  }

  @Test("Buckets compare with few, whatever they hold") func strangers() {
    // All agree in every band, and none is like another: a made-up worst case.
    let count = 20_000
    let shingles = (0..<UInt32(count * 2)).map { $0 }
    let ends = (1...count).map { $0 * 2 }
    shingles.withUnsafeBufferPointer { shingles in
      ends.withUnsafeBufferPointer { ends in
        var stars = Stars(shingles: shingles, ends: ends, forms: (0..<UInt32(count)).map { $0 })
        var bucket = (0..<UInt64(count)).map { $0 }
        stars.meet(&bucket)
        #expect(stars.leaders == (0..<UInt32(count)).map { $0 })
      }
    }
  }

  @Test("The estimate of MinHash is that of the similarity") func estimate() {
    var random = SplitMix64(seed: 10)
    let signatures = MinHash()
    var agree = 0
    let runs = 2000
    for _ in 0..<runs {
      let all = (0..<15).map { _ in UInt32(truncatingIfNeeded: random.next()) }
      let keys = [Array(all[..<10]), Array(all[5...])].map { set in
        set.withUnsafeBufferPointer { set in
          (0..<MinHash.bands).map { signatures.key(of: set, band: $0) }
        }
      }
      agree += zip(keys[0], keys[1]).count { $0 == $1 }
    }
    // A third to the fourth power.
    let share = Double(agree) / Double(runs * MinHash.bands)
    #expect(abs(share - 1 / 81.0) < 0.002, "\(share)")
  }
}

extension String {
  fileprivate subscript(_ digit: Character) -> String {
    String(self[index(startIndex, offsetBy: digit.wholeNumberValue ?? 0)])
  }
}
