import Testing

@testable import Interference

@Suite("Addresses")
struct AddressTests {
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("2001:DB8::1", "2001:db8::1"), ("[2001:db8::1]", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ("::ffff:192.0.2.1", "::ffff:c000:201"), ("fe80::", "fe80::"),
    ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
  ])
  func areReadAndWritten(text: String, written: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == written)
    #expect(IPAddress(written) == address)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.x", "1..2.3", ":", ":::", "1::2::3",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1.2.3", "[scrubbed]",
    ":1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:", "-1.2.3.4", "+1::",
  ])
  func othersAreRefused(text: String) { #expect(IPAddress(text) == nil) }

  @Test(arguments: [
    ("127.0.0.1", true), ("10.10.34.36", true), ("100.64.0.1", true), ("100.128.0.1", false),
    ("172.31.255.255", true), ("172.32.0.0", false), ("8.8.8.8", false), ("::1", true),
    ("::ffff:8.8.8.8", true), ("fe80::1", true), ("2001:db8::1", true), ("2606:4700::1111", false),
    ("2002:a00:1::", true), ("2002:808:808::", false), ("240.0.0.1", true),
    ("125.212.224.108", false),
    ("::ffff:127.0.0.1", true), ("2002:7f00:1::1", true), ("64:ff9b::7f00:1", true),
    ("64:ff9b::10.10.34.36", true), ("64:ff9b::8.8.8.8", false), ("64:ff9b:1::127.0.0.1", true),
    ("64:ff9b:1:2:3:4:808:808", false), ("64:ff9b:2::7f00:1", false),
  ])
  func bogonsAreKnown(text: String, isBogon: Bool) throws {
    #expect(Bogons.standard.contains(try #require(IPAddress(text))) == isBogon)
  }

  /// A list of one's own holds what stands for its addresses as well.
  @Test func wrappedAddressesAreWhatTheyWrap() throws {
    let bogons = Bogons([try #require(AddressBlock("127.0.0.0/8"))])
    for text in ["::ffff:127.0.0.1", "2002:7f00:1::1", "64:ff9b::7f00:1"] {
      #expect(bogons.contains(try #require(IPAddress(text))), "\(text)")
    }
    #expect(!bogons.contains(try #require(IPAddress("64:ff9b::a00:1"))))
    #expect(IPAddress("::ffff:127.0.0.1")?.isLoopback ?? false)
    #expect(IPAddress("::ffff:8.8.8.8")?.isLoopback == false)
  }

  @Test(arguments: [
    ("http://Example.org/a", "example.org", false),
    ("https://a@example.org:8443?x", "example.org", true),
    ("http://[2001:db8::1]:80/", "[2001:db8::1]", false),
    ("HTTPS://EXAMPLE.org.", "example.org", true),
  ])
  func pagesHaveHosts(text: String, host: String, isSealed: Bool) throws {
    let page = try #require(PageAddress(text))
    #expect(page.host == host && page.isSealed == isSealed)
  }

  @Test(arguments: ["ftp://example.org", "example.org", "http://", "://x", "http:///path"])
  func otherTextsAreNoPages(text: String) { #expect(PageAddress(text) == nil) }
}

@Suite("Addresses of pages")
struct PageAddressTests {
  @Test(arguments: [
    ("http://News.Example/a:b@c", "news.example", false),
    ("HTTPS://user:word@news.example.:8443?x", "news.example", true),
    ("https://[2001:DB8::1]:443/", "[2001:db8::1]", true), ("http://a#b/c", "a", false),
    ("http://Báo.example/", "xn--bo-mia.example", false),
  ])
  func giveTheirHosts(text: String, host: String, isSealed: Bool) throws {
    let address = try #require(PageAddress(text))
    #expect(address.host == host && address.isSealed == isSealed)
  }

  @Test(arguments: [
    "", "news.example", "ftp://a/", "http:/a", "http://", "https:///x", "httpx://a/",
  ])
  func othersHaveNone(text: String) { #expect(PageAddress(text) == nil) }
}
