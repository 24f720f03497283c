import Signals
import Record

/// Sentences with planted persons and numbers, by seed. The names are put together by chance.
struct SentenceMaker {
  var random: SplitMix64

  /// A sentence, and what must not be published of it.
  struct Made {
    var text = ""
    var secrets: [Range<Int>] = []
  }

  private static let surnames = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ",
    "Võ", "Đặng",
    "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Đào", "Mai", "Cao", "Lâm", "Tạ",
    "Hà", "Lương",
    "Trương", "Tô", "Thái", "Quách",
  ]
  private static let middles = [
    "Văn", "Thị", "Đức", "Ngọc", "Minh", "Hữu", "Quang", "Thanh", "Xuân", "Thu", "Gia", "",
  ]
  private static let givens = [
    "An", "Bình", "Cường", "Dũng", "Hà", "Hạnh", "Hoa", "Hùng", "Hương", "Khánh", "Lan", "Linh",
    "Long", "Mai",
    "Minh", "Nam", "Nga", "Ngọc", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thúy", "Trang",
    "Tuấn",
    "Việt", "Vy", "Yến", "Đạt", "Bảo Châu", "Hoài Thương", "Kim Ngân", "Bửu", "Thiết", "Nhuận",
    "Sáng",
  ]

  mutating func pick<T>(_ list: [T]) -> T { list[random.below(list.count)] }
  private mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(random.below(10)) }.joined()
  }

  enum Style: CaseIterable { case marked, bare, decomposed, shouted, initials, dotted, reversed }

  mutating func name(_ style: Style) -> String {
    let parts = [pick(Self.surnames), pick(Self.middles), pick(Self.givens)].filter { !$0.isEmpty }
    let full = parts.joined(separator: " ")
    switch style {
    case .marked: return full
    case .bare: return Self.title(Folding.folded(full))
    case .decomposed: return Composition.nfd(full)
    case .shouted: return full.uppercased()
    case .initials:
      let firsts = full.split(separator: " ").compactMap(\.first)
      return firsts.map { "\($0)." }.joined()
    case .dotted:
      guard parts.count == 3, let first = parts[1].first else { return full }
      return "\(parts[0]) \(first). \(parts[2])"
    case .reversed: return ([parts[parts.count - 1]] + parts.prefix(1)).joined(separator: " ")
    }
  }

  private static func title(_ text: String) -> String {
    text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
      separator: " ")
  }

  mutating func phone() -> String {
    let number = "0" + pick(["3", "5", "7", "8", "9"]) + digits(8)
    let d = Array(number)
    func part(_ range: Range<Int>) -> String { String(d[range]) }
    switch random.below(7) {
    case 0: return "\(part(0..<4)) \(part(4..<7)) \(part(7..<10))"
    case 1: return "\(part(0..<4)).\(part(4..<7)).\(part(7..<10))"
    case 2: return "+84 \(part(1..<4)) \(part(4..<7)) \(part(7..<10))"
    case 3: return "+84\(part(1..<10))"
    case 4: return "(+84) \(part(1..<3)) \(part(3..<6)) \(part(6..<10))"
    case 5: return "\(part(0..<3))-\(part(3..<6))-\(part(6..<10))"
    default: return number
    }
  }

  mutating func mail() -> String {
    let user = Folding.slug(from: name(.marked)) + digits(2)
    switch random.below(4) {
    case 0: return "\(user)@example.org"
    case 1: return "\(user) [at] example [dot] org"
    case 2: return "\(user)(at)example.com"
    default: return "\(user)@mail.example.net"
    }
  }

  mutating func identity() -> String {
    random.below(2) == 0 ? "0" + String(10 + random.below(86)) + digits(9) : digits(12)
  }

  mutating func address() -> String {
    let street = pick([
      "Trần Hưng Đạo", "Lê Lợi", "Nguyễn Trãi", "Hai Bà Trưng", "Cách Mạng Tháng Tám",
    ])
    switch random.below(4) {
    case 0:
      return "số nhà \(random.below(300) + 1), đường \(street), phường \(random.below(20) + 1)"
    case 1: return "\(random.below(300) + 1) đường \(street)"
    case 2:
      return
        "thôn \(pick(["Đông", "Hạ", "Thượng"])), xã \(pick(["Vĩnh Lộc", "Tân Tiến", "Hòa Bình"]))"
    default: return "ngõ \(random.below(90) + 1) phố \(street)"
    }
  }

  /// Fills a frame: `{n}` a name in a style, `{p}` phone, `{m}` mail, `{i}` identity, `{a}` address, `{b}` year of birth, `{h}` handle,
  /// `{g}` a given name.
  mutating func make(_ frame: String, _ style: Style) -> Made {
    var made = Made()
    var rest = frame[...]
    while let open = rest.firstIndex(of: "{") {
      made.text += rest[..<open]
      let code = rest[rest.index(after: open)]
      rest = rest[rest.index(open, offsetBy: 3)...]
      let secret: String
      switch code {
      case "n": secret = name(style)
      case "g": secret = pick(Self.givens)
      case "p": secret = phone()
      case "m": secret = mail()
      case "i": secret = identity()
      case "a": secret = address()
      case "b": secret = String(1950 + random.below(55))
      default:
        secret = "@" + Folding.slug(from: name(.marked)).replacing("-", with: "_") + digits(2)
      }
      let start = made.text.utf8.count
      made.text += secret
      made.secrets.append(start..<made.text.utf8.count)
    }
    made.text += rest
    return made
  }
}

/// Frames of sentences. `heldBack` was written before the rules were run on any; its misses were looked at later, and
/// rules changed. `fresh` was written after that, and no rule was changed for it.
enum Frames {
  static let open = [
    "Hôm qua {n} bị mời lên làm việc về bài viết 1029384756.",
    "Theo Nghị định 147/2024/NĐ-CP, bài của {n} bị gỡ ngày 10/12/2025.",
    "Ông {n}, điện thoại {p}, nhận giấy mời.", "Liên hệ {n} qua {m} hoặc {p}.",
    "{n} và {n} cùng ký đơn gửi Facebook.", "Bà {n} ngụ tại {a}, Hà Nội.",
    "CCCD của {n}: {i}.", "Luật sư {n} cho biết Điều 25 Luật số 116/2025/QH15 không áp dụng.",
    "The account of {n} was suspended by TikTok on 2025-12-10.", "Write to {n} at {m}.",
    "Tài khoản {h} của {n} bị khóa.", "Anh {g} gọi cho chị {g} lúc 08:30.",
    "Công an tỉnh Nghệ An mời {n} đến trụ sở.", "Người khiếu nại: {n}; số máy {p}.",
    "Google đã chặn 3.414 nội dung, trong đó có kênh của {n}.",
  ]

  static let heldBack = [
    "Sau khi {n} đăng video, YouTube giới hạn tại Việt Nam.",
    "Gia đình {n} ở {a} nói chưa nhận giấy tờ gì.",
    "Có ba người bị phạt: {n}, {n} và {n}, mỗi người 7.500.000 đồng.",
    "Bị cáo {n} không nhận tội theo Điều 331 Bộ luật Hình sự.", "Nhắn {p} (Zalo) gặp {n}.",
    "Phóng viên gọi số {p} nhưng {n} không nghe máy.",
    "In Hanoi, {n} told reporters that Decree 53/2022 was cited.",
    "\"Tôi không đồng ý\", {n} viết trên Facebook hôm 01/07/2026.",
    "Thư của {n} <{m}> không được trả lời.",
    "Cơ quan yêu cầu nêu tên {n}, giấy tờ số {i}, mà không nêu căn cứ pháp lý.",
    "Police summoned {n} (phone: {p}) over post 1029384756.",
    "Hai anh em {n} - {n} quê Quảng Bình.",
    "Trang {h} do {n} lập năm 2021 có 15.000 người theo dõi.", "Thầy {g} dạy học ở Lâm Đồng.",
    "Đơn đề ngày 15-11-2026 của {n}, trú tại {a}.",
  ]

  static let fresh = [
    "Biên bản ghi lời khai của {n} dài ba trang, do một cán bộ không nêu tên lập.",
    "Chiều cùng ngày, {n} được thả; điện thoại {p} của người này bị giữ lại.",
    "Mẹ {n} nói với báo chí rằng con mình vô tội.",
    "Kênh YouTube của {n} và {n} có 120.000 người đăng ký.",
    "Yêu cầu số 45/2026 nêu đích danh {n}, không kèm theo bản án.",
    "Facebook removed two posts by {n} and one by {n} in March 2026.",
    "According to {n}, the notice cited Law 116/2025/QH15 and nothing else.",
    "{n} (sinh năm {b}) bị phạt 5.000.000 đồng theo khoản 1 Điều 101.",
    "Người làm chứng gồm {n}, {n}.", "Muốn hỏi thêm, xin gọi {p} hoặc gửi thư đến {m}.",
    "Họ tên: {n}. Số căn cước: {i}. Nơi ở: {a}.",
    "Hôm 2/9/2026, chị {g} đăng lại video 1029384756 của {n}.",
    "Trên trang cá nhân {h}, {n} viết: \"Tôi sẽ khiếu nại\".",
    "Bản tin của VOA ngày 03.02.2026 dẫn lời {n} về việc chặn trang web.",
  ]

  /// Sentences without anything to withhold.
  static let clean = [
    "Bộ Công an yêu cầu Facebook gỡ 3.414 nội dung theo Nghị định 147/2024/NĐ-CP.",
    "Luật số 116/2025/QH15 có hiệu lực từ ngày 01/07/2026, thay Luật số 24/2018/QH14.",
    "Bài 1029384756 bị chặn truy cập tại Việt Nam từ 10/12/2025 đến 12/12/2025.",
    "Tại Hà Nội, Thành phố Hồ Chí Minh và Đà Nẵng, tỷ lệ đáp ứng là 91 %.",
    "Google restricted 70,293 items in Viet Nam between 2011 and 2025.",
    "Human Rights Watch và Tổ chức Ân xá Quốc tế phản đối Điều 117 Bộ luật Hình sự.",
    "Mức phạt từ 10.000.000 đến 20.000.000 đồng theo Điều 101 Nghị định 15/2020/NĐ-CP.",
    "The Oversight Board answers within 90 days; DSA Art. 17(3) lists the elements.",
    "Quốc hội thông qua luật với 443/470 phiếu.", "Khiếu nại phải nộp trước 23:59 ngày 28-02-2026.",
    "TikTok và YouTube giữ nguyên quyết định trong 46,2 % trường hợp.",
    "Sở Thông tin và Truyền thông Thừa Thiên Huế gửi văn bản số 1234/STTTT-TTBCXB.",
    "Trường Đại học Luật Hà Nội và Đoàn Luật sư Thành phố Hà Nội tổ chức hội thảo.",
    "Các mạng xã hội lớn như Zalo, Lotus và Gapo phải lưu trữ dữ liệu trong nước.",
    "Năm 2024 có 8.981 video trên YouTube và 1.062 tài khoản trên TikTok bị gỡ.",
  ]
}
