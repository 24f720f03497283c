/// What paths and their endings tell about a request.
enum PathClass {
  /// Whether a path's ending is that of furniture. The ending is compared as one word of eight bytes.
  @inline(__always)
  static func isAsset(_ path: Piece) -> Bool {
    let count = path.count
    guard count >= 4 else { return false }
    var word: UInt64 = 0
    var place = count - 1
    let limit = max(0, count - 6)
    while place >= limit {
      let byte = path[place]
      if byte == 0x2E { return isAssetEnding(word) }
      if byte == 0x2F { return false }
      word = word << 8 | UInt64(byte | 0x20)
      place -= 1
    }
    return false
  }

  /// The letters of an ending, last first, as ``isAsset(_:)`` puts them together.
  @inline(__always)
  private static func isAssetEnding(_ word: UInt64) -> Bool {
    switch word {
    case 0x0073_7363 /* css */, 0x0000_736A /* js */, 0x0073_6A6D /* mjs */, 0x0070_616D /* map */,
      0x0067_6E70 /* png */, 0x0067_706A /* jpg */, 0x6765_706A /* jpeg */, 0x0066_6967 /* gif */,
      0x0067_7673 /* svg */, 0x006F_6369 /* ico */, 0x7062_6577 /* webp */, 0x6669_7661 /* avif */,
      0x6666_6F77 /* woff */, 0x0032_6666_6F77 /* woff2 */, 0x0066_7474 /* ttf */,
      0x0074_6F65 /* eot */, 0x0066_746F /* otf */, 0x0034_706D /* mp4 */, 0x6D62_6577 /* webm */,
      0x0033_706D /* mp3 */, 0x3875_336D /* m3u8 */, 0x0000_7374 /* ts */, 0x0073_346D /* m4s */,
      0x0061_346D /* m4a */, 0x0070_6D62 /* bmp */, 0x0067_676F /* ogg */, 0x0076_6F6D /* mov */:
      true
    default: false
    }
  }

  /// Whether a path is that of a feed.
  @inline(__always)
  static func isFeed(_ path: Piece) -> Bool {
    guard path.count >= 4 else { return false }
    let last = path[path.count - 1]
    switch last {
    case 0x2F:
      return path.ends(with: "/feed/") || path.ends(with: "/rss/") || path.ends(with: "/atom/")
    case 0x64: return path.ends(with: "/feed")
    case 0x73: return path.ends(with: "/rss") || path.ends(with: ".rss")
    case 0x6D: return path.ends(with: ".atom")
    case 0x6C:
      return path.ends(with: "/rss.xml") || path.ends(with: "/feed.xml")
        || path.ends(with: "/atom.xml")
    default: return false
    }
  }

  /// Words in paths at which people sign in, in the languages of the sites this was made for.
  private static let signIn = FoldedWords([
    "login", "logon", "log-in", "signin", "sign-in", "sign_in", "xmlrpc", "/auth", "oauth",
    "/session",
    "password", "dang-nhap", "dangnhap", "anmelden", "connexion", "/token", "wp-admin",
  ])

  /// Whether something sent to a path is likely an attempt to sign in.
  static func isSignIn(_ path: Piece) -> Bool {
    signIn.areIn(path.prefix(256))
  }

  /// Names of fields that a click adds: what others put behind an address when somebody follows it. They are unlike for
  /// each reader, and say nothing about an attack.
  private static let clickMarks: [StaticString] = [
    "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "twclid", "ttclid", "igshid", "igsh",
    "yclid",
    "li_fat_id", "mc_eid", "mc_cid", "mibextid", "zarsrc", "zalo", "_ga", "_gl", "_branch_match_id",
    "_hsenc", "_hsmi", "vero_id", "vero_conv", "oly_enc_id", "ref_src", "ref_url", "share_id",
    "wt_mc", "epik",
    "rdt_cid", "s_kwcid", "ved", "usqp", "ceid", "guccounter", "guce_referrer", "guce_referrer_sig",
    "sfnsn",
    "extid", "__twitter_impression", "spref", "srsltid", "usg",
  ]

  /// Whether a field of a query, as `name=value`, is one that a click adds.
  static func isClickMark(_ field: Piece) -> Bool {
    let name = field.prefix(field.place(of: 0x3D) ?? field.count)
    if name.starts(with: "utm_") || name.starts(with: "hsa_") || name.starts(with: "pk_") {
      return true
    }
    return clickMarks.contains { name.equals($0) }
  }
}
