import Testing

@testable import Ledger

@Suite("Seal for the time of a run")
struct PassingSealTests {
  @Test func opensWhatItSealedAndNothingElse() throws {
    let seal = PassingSeal()
    let bytes = Array("volunteer".utf8)
    var sealed = try seal.sealed(bytes, number: 7)
    #expect(try sealed.count == bytes.count + 16 && seal.opened(sealed, number: 7) == bytes)
    #expect(throws: (any Error).self) { try seal.opened(sealed, number: 8) }
    #expect(throws: (any Error).self) { try PassingSeal().opened(sealed, number: 7) }
    sealed[3] ^= 1
    #expect(throws: (any Error).self) { try seal.opened(sealed, number: 7) }
  }
}
