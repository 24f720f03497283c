/// What an agent's text says about who asks.
enum DeclaredAgents {
  /// What crawlers, previews, readers of feeds and monitors call themselves.
  private static let herd = FoldedWords([
    "bot", "crawl", "spider", "slurp", "externalhit", "preview", "feed", "rss", "uptime", "monitor",
    "http.rb",
    "mastodon", "whatsapp", "pingdom", "statuscake", "newsblur", "inoreader", "viber",
    "archive.org",
    "google-inspectiontool", "mediapartners", "facebookcatalog", "lighthouse", "w3c_validator",
  ])

  /// Brands of telephones and programs whose names only sound like those.
  private static let innocent = FoldedWords(["cubot", "feedback", "robotic", "verifying pingback"])

  /// Programs that do not pretend to be browsers.
  private static let tools = FoldedWords([
    "python", "curl", "wget", "go-http", "java/", "okhttp", "libwww", "perl", "ruby", "php/",
    "guzzle", "axios",
    "node-fetch", "undici", "aiohttp", "httpx", "scrapy", "zgrab", "masscan", "nikto", "sqlmap",
    "wordpress/",
  ])

  /// Traits that the agent gives a request.
  static func traits(_ agent: Piece) -> RequestTraits {
    if agent.isEmpty { return .noAgent }
    let head = agent.prefix(512)
    if innocent.areIn(head) {
      return tools.areIn(head) ? .tool : []
    }
    if herd.areIn(head) { return .herd }
    if tools.areIn(head) { return .tool }
    return []
  }
}
