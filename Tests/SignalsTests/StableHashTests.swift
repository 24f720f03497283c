import Testing

@testable import Signals

@Suite("Stable hashes")
struct StableHashTests {
  /// The first vectors of the authors' own list for 128 bits.
  @Test func areThoseOfTheReference() {
    let key = (UInt64(0x0706_0504_0302_0100), UInt64(0x0f0e_0d0c_0b0a_0908))
    let known: [(count: Int, low: UInt64, high: UInt64)] = [
      (0, 0xe6a8_25ba_047f_81a3, 0x9302_55c7_1472_f66d),
      (1, 0x44af_996b_d8c1_87da, 0x45fc_229b_1159_7634),
    ]
    for vector in known {
      let bytes = (0..<vector.count).map { UInt8($0) }
      let hash = bytes.withUnsafeBytes { StableHash($0, key: key) }
      #expect(hash.low == vector.low)
      #expect(hash.high == vector.high)
    }
  }
}
