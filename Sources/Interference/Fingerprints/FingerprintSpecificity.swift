import Bytes

/// Whether a fingerprint can tell anything: one that half of all pages have turns them all into block
/// pages, or excuses all that are.
enum FingerprintSpecificity {
  /// The shortest part of a text that proves a block, in bytes.
  private static let leastProof = 6
  /// The shortest of one that weakens or hints; the shortest in use are `BUSY` and `80.216`.
  private static let leastHint = 4

  /// Why a fingerprint is of no use; `nil` for one that may be.
  static func fault(
    of pattern: BytePattern, in place: Fingerprint.Place, _ scope: Fingerprint.Scope
  ) -> FingerprintFault.Reason? {
    // Answers of resolvers are compared as a whole.
    if place == .dns { return nil }
    if pattern.kind == .contains || pattern.kind == .prefix {
      let least = isProof(scope) ? leastProof : leastHint
      if pattern.text.utf8.count < least { return .tooShort(least: least) }
    }
    let set = PatternSet([pattern])
    for text in ordinary(place, scope) {
      let bytes = Array(text.utf8)
      if !set.matches(in: bytes.span).isEmpty {
        return .ordinary(text.count > 60 ? "\(text.prefix(60))…" : text)
      }
    }
    return nil
  }

  private static func isProof(_ scope: Fingerprint.Scope) -> Bool {
    switch scope {
    case .national, .network, .product: true
    case .institution, .provider, .benignInjection, .vagueWords, .falsePositive: false
    }
  }

  private static func ordinary(_ place: Fingerprint.Place, _ scope: Fingerprint.Scope) -> [String] {
    // Servers' own pages are often taken for block pages: marks that say so, and those that never
    // prove anything, may name them.
    let isExcuse = scope == .falsePositive || scope == .vagueWords
    return switch place {
    case .dns: []
    case .body: pages + (isExcuse ? [] : serverPages)
    case .title: titles + (isExcuse ? [] : serverTitles)
    case .header(let name): (headers[name] ?? []) + anyHeader
    case .certificateSubject, .certificateIssuer: certificates
    }
  }

  /// Made-up pages with what pages have: the frame and the words of menus.
  private static let pages = [
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Home - News of the day</title><link rel="stylesheet" href="/style.css">
    <script src="https://www.site.example/main.js"></script></head>
    <body class="home"><div id="main"><h1>Welcome to the site</h1><ul><li><a href="/">Home</a></li>
    <li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li></ul>
    <form action="/search" method="get"><input type="text" name="q" value=""></form>
    <p>You are reading this page on the internet. Please log in to see more.</p><br><br/>
    <img src="logo.png" alt="logo" width="100%"><table border="0"><tr><td>&nbsp;</td></tr></table>
    </div><footer>Copyright &copy; 2024. All rights reserved.</footer></body></html>
    """,
    """
    <html><head><title>Trang chủ - Tin tức trong ngày</title></head><body><a href="/">Trang chủ</a>
    <a href="/lien-he">Liên hệ</a> <a href="/gioi-thieu">Giới thiệu</a> <p>Đăng nhập để xem nội dung này.</p>
    <p>Tìm kiếm trên trang web của chúng tôi.</p></body></html>
    """,
  ]

  /// What servers write by themselves.
  private static let serverPages = [
    """
    <html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n\
    <hr><center>nginx</center>\r\n</body>\r\n</html>
    """,
    """
    <html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n\
    <hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>
    """,
  ]

  private static let titles = [
    "Home", "Welcome", "Trang chủ", "Tin tức", "News of the day", "Log in", "Đăng nhập",
    "Untitled Document",
  ]

  private static let serverTitles = [
    "404 Not Found", "403 Forbidden", "301 Moved Permanently", "302 Found", "502 Bad Gateway",
    "503 Service Unavailable", "Not Found", "Welcome to nginx!",
  ]

  private static let headers: [String: [String]] = [
    "server": [
      "nginx", "nginx/1.24.0 (Ubuntu)", "Apache", "Apache/2.4.57 (Debian)", "cloudflare",
      "Microsoft-IIS/10.0", "LiteSpeed", "openresty", "gws", "AmazonS3", "lighttpd/1.4.69",
    ],
    "location": [
      "/", "/index.html", "/login", "http://www.site.example/", "https://www.site.example/",
      "https://site.example/en/home?lang=en",
    ],
    "via": ["1.1 varnish", "1.1 google", "HTTP/1.1 proxy"],
  ]

  private static let anyHeader = [
    "text/html; charset=utf-8", "no-cache", "close", "keep-alive", "gzip", "0", "1",
    "Mon, 01 Jan 2024 00:00:00 GMT", "max-age=0, private, must-revalidate", "SAMEORIGIN", "nosniff",
    "PHP/8.2.7", "HIT", "MISS",
  ]

  private static let certificates = [
    "Let's Encrypt", "R3", "R10", "E1", "ISRG Root X1", "DigiCert Inc", "DigiCert Global Root CA",
    "GlobalSign", "Sectigo Limited", "Sectigo RSA Domain Validation Secure Server CA", "Amazon",
    "Google Trust Services LLC", "GTS CA 1C3", "www.site.example", "*.site.example", "localhost",
  ]
}
