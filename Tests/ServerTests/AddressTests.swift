import Record
import Testing

@testable import Server

@Suite("What a request asks for")
struct AddressTests {
  @Test(arguments: [
    ("/en/events/index.html?q=a&sort=old", "en/events/index.html", "q=a&sort=old"),
    ("/", "", ""), ("/vi/search/index.html?q=%C4%91", "vi/search/index.html", "q=%C4%91"),
    ("/en/a%20b.html", "en/a b.html", ""),
  ])
  func isAPathAndAQuery(target: String, path: String, query: String) {
    let address = Address(target: target, languages: nil)
    #expect(address.path == path)
    #expect(address.query == query)
  }

  @Test(arguments: [
    "/../keys/private.age", "/en/../../keys", "/en/%2e%2e/%2e%2e/keys", "/en/..%2fkeys", "/%00",
    "/en/%zz", "/a\\b", "en/index.html", "*", "/en/%ff", "/./en", "/a%0d%0ab",
    "/" + String(repeating: "a", count: 3000),
  ])
  func nothingLeavesTheEdition(target: String) {
    #expect(Address(target: target, languages: nil).path == nil)
  }

  @Test(arguments: [
    ("/en/%zz", Address.Refusal.malformed), ("/en/%ff", .malformed),
    ("/" + String(repeating: "a", count: 3000), .pathTooLong(limit: 2048)),
    ("/?" + String(repeating: "a", count: 9000), .queryTooLong(limit: 8192)),
    ("/../keys", nil), ("/en/index.html?" + String(repeating: "a", count: 8000), nil),
  ])
  func whatIsNoAddressIsRefusedForAReason(target: String, refusal: Address.Refusal?) {
    #expect(Address(target: target, languages: nil).refusal == refusal)
  }

  @Test(arguments: [
    ("/vi/%zz", "vi"), ("/en/a?b", "en"), ("/vi", "vi"), ("/vietnam/", "en"), ("/", "en"),
  ])
  func theFolderSaysTheLanguageBeforeTheBrowser(target: String, language: String) {
    #expect(Address(target: target, languages: "en").language.rawValue == language)
  }

  @Test(arguments: [
    ("vi-VN,vi;q=0.9,en;q=0.8", "vi"), ("en-GB,en;q=0.5", "en"), ("fr,vi;q=0.3", "vi"),
    ("de", "en"), ("", "en"),
  ])
  func theBrowserSaysTheLanguage(header: String, language: String) {
    #expect(Address(target: "/", languages: header).language.rawValue == language)
  }
}

@Suite("Forms of an answer")
struct NegotiationTests {
  @Test(arguments: [
    ("gzip, deflate, br", true), ("br", false), ("gzip;q=0", false), ("*", true), ("", false),
    ("deflate, gzip;q=0.5", true), ("GZIP", true), ("x-gzipped", false),
  ])
  func gzipIsSentToThoseWhoTakeIt(header: String, wanted: Bool) {
    #expect(AcceptedEncoding.admitsGzip(header) == wanted)
  }

  @Test(arguments: [
    ("\"abc\"", true), ("W/\"abc\"", true), ("\"x\", \"abc\" ", true), ("*", true),
    ("\"abd\"", false), ("abc", false), ("", false),
  ])
  func aKnownPageIsNotSentAgain(header: String, matches: Bool) {
    #expect(EntityTag.matches(header, "\"abc\"") == matches)
  }

  @Test func noHeaderAsksForNothing() {
    #expect(!AcceptedEncoding.admitsGzip(nil))
    #expect(!EntityTag.matches(nil, "\"abc\""))
  }
}
