import Testing

@testable import Interference

@Suite("A volunteer's own address is taken out in whatever form a server writes it")
struct OwnAddressTests {
  @Test(arguments: [
    "http://203.0.113.9/notice", "http://203-0-113-9.dyn.example/", "9.113.0.203.in-addr.example",
    "http://notice.example/CB007109/blocked", "http://notice.example/?from=3405803785",
    "203_0_113_9.pool.example", "203-000-113-009.example", "a 203.0.113.9 and 203-0-113-9",
  ])
  func ofVersion4(text: String) {
    let told = OwnAddress("203.0.113.9").scrubbed(text)
    #expect(told.contains("[scrubbed]"))
    for form in ["203.0.113.9", "203-0-113-9", "cb007109", "3405803785", "9.113.0.203", "203_0"] {
      #expect(!told.lowercased().contains(form))
    }
  }

  @Test func ofVersion6() {
    let own = OwnAddress("2001:db8::7")
    #expect(own.scrubbed("http://[2001:DB8::7]/") == "http://[[scrubbed]]/")
    #expect(own.scrubbed("2001-db8--7.example") == "[scrubbed].example")
  }

  @Test(arguments: ["nothing here", "203.0.113.8", "ngày 9", "http://news.example/ệ"])
  func othersStay(text: String) {
    #expect(OwnAddress("203.0.113.9").scrubbed(text) == text)
  }
}
