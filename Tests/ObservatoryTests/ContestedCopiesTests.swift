import Foundation
import Interference
import Record
import Testing

@testable import Observatory

@Suite("Copies that say different things")
struct ContestedCopiesTests {
  private func exhibit(_ digest: String, entry: Int) -> Exhibit {
    Exhibit(
      form: .measurements, name: "a.jsonl", digest: digest, count: 1, entry: entry,
      day: CivilDay(of: 1_767_225_600))
  }

  private func row(_ state: LayerState) -> Observation {
    Observation(
      measurement: "m", target: "news.example", test: "web_connectivity", country: "VN",
      network: 64_500, vantagePoint: "p", isPseudonym: true, start: 1_767_225_600, state: state)
  }

  private func add(_ state: LayerState, of exhibit: Exhibit, to set: inout ObservationSet) {
    set.add(row(state), in: exhibit, at: ObservationSpoolTests.place(1))
  }

  @Test func theOneTakenInFirstCountsAndOfOneImportNone() {
    var later = ObservationSet()
    add(.blocked, of: exhibit("a", entry: 3), to: &later)
    add(.ok, of: exhibit("b", entry: 4), to: &later)
    #expect(later.contestedPlaces == 1)
    let counted = later.takeSorted().observations
    #expect(counted.map(\.state) == [.blocked])

    for digests in [["a", "b"], ["b", "a"]] {
      var together = ObservationSet()
      add(.blocked, of: exhibit(digests[0], entry: 3), to: &together)
      add(.ok, of: exhibit(digests[1], entry: 3), to: &together)
      #expect(together.counted(for: row(.blocked)) == nil)
      #expect(together.contestedPlaces == 1)
      let counted = together.takeSorted().observations
      #expect(counted.isEmpty)
    }
  }

  /// The same report and input, a second later.
  @Test func aCopyWithAnotherSecondTakesNothingBack() {
    func row(_ state: LayerState, second: Int64) -> Observation {
      var row = self.row(state)
      row.start += second
      row.measurement = "r|web_connectivity|https://news.example/|\(row.start)"
      return row
    }
    for order in [[0, 1], [1, 0]] {
      let copies = [
        (row(.blocked, second: 0), exhibit("a", entry: 3)),
        (row(.ok, second: 1), exhibit("b", entry: 4)),
      ]
      var set = ObservationSet()
      for place in order {
        set.add(copies[place].0, in: copies[place].1, at: ObservationSpoolTests.place(place + 1))
      }
      set.settle()
      #expect(set.conflicts.map(\.exhibit.digest) == ["b"])
      let counted = set.takeSorted().observations
      #expect(counted.map(\.state) == [.blocked])
    }
  }

  @Test func aDamagedExhibitIsMendedByTakingItInAgain() throws {
    try ObservationSpoolTests.withFolder { folder in
      let file = "\(folder)/a.jsonl"
      try Data("one\n".utf8).write(to: URL(fileURLWithPath: file))
      let shelf = ExhibitShelf(folder: folder)
      let digest = try shelf.take(file).digest
      let kept = shelf.path(of: digest)
      try FileManager.default.removeItem(atPath: kept)
      try Data("two\n".utf8).write(to: URL(fileURLWithPath: kept))
      _ = try shelf.take(file)
      #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == Data("one\n".utf8))
      let rights = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
      #expect(rights as? Int == 0o400)
    }
  }
}
