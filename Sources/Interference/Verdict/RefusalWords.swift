import Record

/// Words with which notices say that a page is withheld, in the languages of the tables of
/// fingerprints.
///
/// They prove nothing by themselves: they only tell a notice from a portal or another edition where a
/// page is already known to stand in the place of another.
enum RefusalWords {
  /// Without case and diacritics. Each says that a page is kept away; none of them, that something is
  /// missing, used up or to be paid for.
  static let phrases: [String] = [
    // English, French, Spanish, Portuguese, Italian, German
    "access denied", "access blocked", "access forbidden", "access restricted",
    "been blocked", "is blocked", "blocked by", "blocked due", "blocked under", "site blocked",
    "website blocked", "page blocked", "been restricted", "is restricted", "been prohibited",
    "is prohibited", "is not permitted", "not allowed to access", "banned by", "is banned",
    "withheld", "cannot be served in your", "not available in your", "court order",
    "acces interdit", "acces refuse", "acces bloque", "est bloque", "a ete bloque",
    "acceso denegado", "acceso bloqueado", "acceso restringido", "sido bloquead", "sitio bloqueado",
    "acesso negado", "acesso bloqueado", "foi bloquead", "accesso negato", "accesso bloccato",
    "sito bloccato", "accesso inibito", "zugriff verweigert", "zugriff gesperrt", "wurde gesperrt",
    "seite gesperrt",
    // Vietnamese, Indonesian and Malay, Turkish, Uzbek and Azerbaijani
    "bi tu choi", "bi chan", "bi cam", "bi han che truy cap", "tu choi truy cap", "chan truy cap",
    "situs diblokir", "telah diblokir", "akses ditolak", "laman diblokir", "akses diblokir",
    "telah disekat", "erisime engel", "engellenmistir", "erisim engel", "bloklangan", "bloklanib",
    // Russian, Ukrainian, Kazakh
    "доступ ограничен", "доступ запрещен", "доступ заблокирован", "заблокирован",
    "доступ обмежено", "доступ заборонено", "заблоковано", "бұғатталған",
    // Arabic, Persian, Urdu
    "محجوب", "تم حجب", "حجب", "ممنوع", "مسدود", "فیلتر شد", "دسترسی غیرمجاز", "بلاک",
    // Hindi, Bengali, Burmese, Khmer, Thai, Lao
    "अवरुद्ध", "ब्लॉक", "প্রতিবন্ধিত", "ব্লক", "ပိတ်ဆို့", "ត្រូវបានបិទ", "បានរារាំង", "ถูกปิดกั้น", "ถูกระงับ",
    "ปิดกั้น", "ຖືກບລັອກ",
    // Chinese, Japanese, Korean
    "禁止访问", "禁止訪問", "拒绝访问", "拒絕存取", "已被屏蔽", "已被封锁", "被封鎖", "アクセス禁止",
    "アクセスできません", "ブロックされ", "遮断", "차단",
  ].map { Folding.folded($0) }

  /// What is longer is no notice: words of any kind stand on long pages.
  private static let longest = 16_384

  /// The first of the phrases that stands in a page's title, or in a short page.
  static func found(in body: [UInt8]) -> String? {
    let title = PageTitle.of(body) ?? ""
    let text = body.count <= longest ? String(decoding: body, as: UTF8.self) : ""
    let folded = [UInt8](Folding.folded("\(title)\n\(text)").utf8)
    return phrases.first { folded.firstRange(of: $0.utf8) != nil }
  }
}
