/// Platforms as they write themselves, where a letter names them.
public enum PlatformName {
  private static let own: [String: String] = [
    "apple-app-store": "Apple App Store", "facebook": "Facebook", "github": "GitHub",
    "google": "Google", "google-play": "Google Play", "instagram": "Instagram",
    "linkedin": "LinkedIn", "mastodon": "Mastodon", "messenger": "Messenger",
    "mozilla-addons": "Mozilla Add-ons", "reddit": "Reddit", "telegram": "Telegram",
    "threads": "Threads", "tiktok": "TikTok", "whatsapp": "WhatsApp", "wordpress": "WordPress",
    "x": "X", "youtube": "YouTube", "zalo": "Zalo",
  ]

  /// How the platform of a name in the table of forums writes itself; the name where that is not known.
  public static func written(_ name: String) -> String { own[name] ?? name }
}
