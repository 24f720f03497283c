import Mutation
import Signals
import Testing

@testable import Coordination

@Suite("Addresses of pages have one form") struct CanonicalURLTests {
  @Test(
    "What does not name the page goes",
    arguments: [
      ("https://www.Example.org/", "example.org"),
      ("http://m.example.org:80/a/b/", "example.org/a/b"),
      ("example.org/a/b", "example.org/a/b"),
      ("//www.m.example.org/A", "example.org/A"),
      (" https://example.org:443?b=2&a=1&#top ", "example.org?a=1&b=2"),
      ("https://example.org:8443/", "example.org:8443"),
      ("https://example.org/?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&igshid=3", "example.org"),
      ("https://www.youtube.com/watch?v=AbC&si=zz&feature=share", "youtube.com/watch?v=AbC"),
      ("https://example.org/watch?si=1", "example.org/watch?si=1"),
      ("https://user:pass@example.org./%7euser/%c3%a9/%2f", "example.org/~user/%C3%A9/%2F"),
      ("https://báo.example/Tin", "báo.example/Tin"),
      ("https://xn--bo-jia.example/", "xn--bo-jia.example"),
      ("https://m.vn/", "m.vn"), ("https://www.vn", "www.vn"),
      ("http://[2001:DB8::1]:80/a", "[2001:db8::1]/a"),
      ("http://192.0.2.1/%zz%4", "192.0.2.1/%25zz%254"),
      ("HTTPS://example.org/a b", "example.org/a%20b"),
    ]) func form(_ pair: (address: String, form: String))
  {
    #expect(CanonicalURL(pair.address)?.text == pair.form)
    #expect(CanonicalURL(pair.form)?.text == pair.form)
  }

  @Test(
    "Nothing, and what is no page, forms no object",
    arguments: [
      "", " ", "#", "?a=1", "/", "//", "http://", "https://www", "null", "localhost",
      "mailto:a@b.c",
      "ftp://example.org/", "javascript:alert(1)", "https://exa mple.org", "https://.org",
      "https://example.org:port/", "a@b.c", "https://example.org:80:80/", "http://[x]/",
      "http://[]:80", "http://[::1",
      "ftp:example.org",
    ]) func nothing(_ address: String)
  {
    let form = CanonicalURL(address)
    #expect(form == nil, "\(form?.text ?? "")")
  }

  @Test("Damaged addresses have a form that stays, or none") func damaged() {
    let corpus = ["https://www.example.org:80/a%20b/?b=2&utm_x=1&a=%C3#c", "//m.[::1]:443@x.y/?&&"]
    var mutator = Mutator(corpus: corpus.map { Array($0.utf8) }, seed: 6)
    mutator.longest = 2048
    for _ in 0..<5000 {
      guard let form = mutator.next().withUnsafeBytes({ CanonicalURL($0) }) else { continue }
      #expect(!form.text.isEmpty)
      #expect(CanonicalURL(form.text) == form, "\(form.text)")
    }
  }
}

@Suite("Hashtags are taken out of texts") struct HashtagsTests {
  @Test(
    "Hashtags are folded, each once",
    arguments: [
      ("#TựDo và #tudo, #BáoChí_2024!", ["tudo", "baochi_2024"]),
      ("(#a)#b#c", ["a", "b"]), ("x#y &#39; #1 #2024 # ##", []),
      ("https://a.example/#top www.a.example/#x #thật", ["that"]),
      ("＃日本 #ไทย #หนึ่ง", ["日本", "ไทย", "หนึ่ง"]), ("", []), ("#2024năm", ["2024nam"]),
      ("#vi\u{200D}ệt", ["viet"]), ("#vie\u{302}\u{323}t", ["viet"]), ("##đôi", ["doi"]),
      ("#👍", []),
    ]) func folded(_ pair: (text: String, tags: [String]))
  {
    #expect(Hashtags.folded(in: pair.text) == pair.tags)
  }

  @Test("Damaged texts are read") func damaged() {
    let corpus = ["#TựDo và #tudo ＃日本 https://a.example/#top", "#a#b &#39; \u{301}#\u{301}x"]
    var mutator = Mutator(corpus: corpus.map { Array($0.utf8) }, seed: 8)
    mutator.longest = 2048
    for _ in 0..<3000 {
      let tags = mutator.next().withUnsafeBytes { Hashtags.folded(in: $0) }
      #expect(tags.allSatisfy { !$0.isEmpty })
    }
  }
}

@Suite("The rival's key of texts") struct TextFormsTests {
  @Test(
    "Lower case, without mentions, white space collapsed",
    arguments: [
      ("  Xin\tCHÀO  @ai đó ĐẮK\u{3000}LẮK ", "xin chào đó đắk lắk"),
      ("thư ban@a.example nhé", "thư ban nhé"), ("@a @b", ""), ("", ""),
      ("İ ΣΑ 日本 2024", "i̇ σα 日本 2024"),
    ]) func form(_ pair: (text: String, form: String))
  {
    var forms = TextForms()
    let key = forms.coTweetKey(of: pair.text)
    #expect(String(decoding: forms.lastForm, as: UTF8.self) == pair.form)
    #expect((key == nil) == pair.form.isEmpty)
    if !pair.form.isEmpty { #expect(key == StableHash(pair.form)) }
  }

  @Test("Mentions only join as with the rival when asked for") func asRival() {
    var forms = TextForms(asRival: true)
    #expect(forms.coTweetKey(of: "@a @b") != nil)
    #expect(forms.coTweetKey(of: "@a @b") == forms.coTweetKey(of: "@c"))
    forms.isAsRival = false
    #expect(forms.coTweetKey(of: "@a @b") == nil)
  }
}

@Suite("Shared wordings inside a raid and outside") struct SharedWordingTests {
  private typealias Use = SharedWording.Use

  @Test("Shares, numbers and chance") func known() throws {
    // Three members write wording 1 in the raid; 2 is one member's alone; many outsiders write 3.
    let inside = [
      Use(account: 0, wording: 1), Use(account: 1, wording: 1), Use(account: 2, wording: 1),
      Use(account: 0, wording: 1), Use(account: 0, wording: 2), Use(account: 1, wording: 3),
      Use(account: 2, wording: 3), Use(account: 2, wording: NearDuplicates.none),
    ]
    let outside = (0..<10).map { Use(account: $0 % 3, wording: 10 + $0) }
    let test = SharedWording(inside: inside, outside: outside) { $0 == 3 ? 4 : 0 }
    #expect(test.inside == Proportion(3, of: 6))
    #expect(test.outside == Proportion(0, of: 10))
    // C(6,3) / C(16,3)
    let logChance = try #require(test.logChance)
    #expect(abs(LogSpace.power(logChance) - 20 / 560.0) < 1e-14)
    let lenient = SharedWording(inside: inside, outside: outside, limit: 4) { $0 == 3 ? 4 : 0 }
    #expect(lenient.inside.hits == 5)
    #expect(
      SharedWording(inside: inside.shuffled(), outside: outside.reversed()) { $0 == 3 ? 4 : 0 }
        == test)
  }

  @Test("Without texts on either side there is no test") func nothing() {
    let use = [Use(account: 1, wording: 1)]
    #expect(SharedWording(inside: use, outside: []) { _ in 0 }.logChance == nil)
    #expect(SharedWording(inside: [Use](), outside: use) { _ in 0 }.logChance == nil)
  }

  @Test("Fisher's test against tables") func fisher() {
    func chance(_ a: Int, _ n: Int, _ b: Int, _ m: Int) -> Double {
      FisherTest.logChance(Proportion(a, of: n), exceeds: Proportion(b, of: m))
    }
    // The lady tasting tea.
    #expect(abs(LogSpace.power(chance(3, 4, 1, 4)) - 17 / 70.0) < 1e-14)
    #expect(abs(LogSpace.power(chance(1, 4, 3, 4)) - 69 / 70.0) < 1e-14)
    #expect(chance(0, 5, 3, 5) == 0)
    #expect(chance(0, 5, 0, 5) == 0)
    #expect(chance(5, 5, 5, 5) == 0)
    // All of one and none of the other: 1 / C(400, 200).
    let all = LogSpace.gamma(401) - 2 * LogSpace.gamma(201)
    #expect(abs(chance(200, 200, 0, 200) + all) < 1e-9)
    // Both tails together are everything.
    for hits in 1...9 {
      let up = LogSpace.power(chance(hits, 10, 12 - hits, 20))
      let single = up - LogSpace.power(chance(hits + 1, 10, 11 - hits, 20))
      #expect(up > 0 && up <= 1 && single > 0)
    }
  }
}

@Suite("How many accounts use a text") struct TextUsageTests {
  @Test("Accounts are counted once, and rows without text not at all") func counted() {
    let usage = TextUsage(
      texts: [0, 0, 0, 2, NameTable.none, 2], by: [5, 5, 6, 1, 1, 2], count: 3)
    #expect(usage.accounts == [2, 0, 2])
    #expect(usage.isCommon(0, limit: 1) && !usage.isCommon(0, limit: 2))
    #expect(TextUsage.limit(accounts: 1000) == 20 && TextUsage.limit(accounts: 1_000_000) == 100)
  }
}
