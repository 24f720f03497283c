import Testing

@testable import Coordination

@Suite("Names are kept once") struct NameTableTests {
  @Test("A thousand names keep their numbers when the table grows") func growing() {
    var table = NameTable(key: (1, 2))
    let names = (0..<1000).map { "tên \($0)" }
    let numbers = names.map { table.number(of: $0) }
    #expect(numbers == (0..<1000).map { UInt32($0) })
    #expect(names.map { table.number(of: $0) } == numbers)
    #expect(numbers.map { table[$0] } == names)
    #expect(table.find("tên 7") == 7)
    #expect(table.find("ai đó") == nil)
    #expect(table.number(of: "") == 1000)
    #expect(table[1000] == "")
    #expect(table.precedes(10, 2) && !table.precedes(2, 10))
  }
}
