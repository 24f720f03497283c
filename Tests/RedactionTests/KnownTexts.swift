import Record
import Testing

@testable import Redaction

/// A day on which the officials of the tests are in office or not.
func day(_ text: String) throws -> CivilDay { try #require(CivilDay(parsing: text)) }

/// What a redactor withholds of a text: class and words.
func withheld(_ text: String, _ redactor: Redactor = Redactor()) throws -> [String] {
  let proposal = redactor.proposal(for: text, in: .vi, on: try day("2026-08-01"))
  #expect(proposal.isStable)
  return proposal.spans.map { "\($0.kind.rawValue): \(proposal.text(of: $0.range))" }
}

@Suite("Known texts")
struct KnownTexts {
  @Test(
    "A name is found however it is written",
    arguments: [
      ("Hôm qua Nguyễn Văn An bị triệu tập.", "Nguyễn Văn An"),
      ("Hom qua Nguyen Van An bi trieu tap.", "Nguyen Van An"),
      (
        "Hôm qua Nguye\u{302}\u{303}n Va\u{306}n An bị triệu tập.",
        "Nguye\u{302}\u{303}n Va\u{306}n An"
      ),
      ("CÔNG AN BẮT NGUYỄN VĂN AN TẠI VINH", "NGUYỄN VĂN AN"),
      ("Người viết là N.V.A., ở Vinh.", "N.V.A."),
      ("Theo Nguyễn V. A., bài bị gỡ.", "Nguyễn V. A."),
      ("The post by An Nguyen was removed.", "An Nguyen"),
      ("The post by Nguyen Thi Binh was removed.", "Nguyen Thi Binh"),
      ("Gặp ông Đài hôm qua.", "Đài"),
      ("Gặp bà Nguyễn Phúc Hồng Hạnh hôm qua.", "Nguyễn Phúc Hồng Hạnh"),
      ("We met Ms. Thompson there.", "Thompson"),
      ("Bài của blogger Mẹ Nấm bị gỡ.", "Mẹ Nấm"),
      ("Theo luật sư Trần Thị Thu Hà, điều đó sai.", "Trần Thị Thu Hà"),
      ("Chị Y Krĕc Byă bị mời làm việc.", "Y Krĕc Byă"),
      ("Lê Hoàng Thúy Vy viết như vậy.", "Lê Hoàng Thúy Vy"),
      ("Lê Hoàng Thuý Vy viết như vậy.", "Lê Hoàng Thuý Vy"),
      ("Bà Công Tằng Tôn Nữ Diệu Huyền viết.", "Công Tằng Tôn Nữ Diệu Huyền"),
      ("Trần\u{200B} Văn\u{AD} Bình viết.", "Trần\u{200B} Văn\u{AD} Bình"),
      ("James Miller wrote it.", "James Miller"),
      ("Nhà báo Phạm Đoan T., 43 tuổi.", "Phạm Đoan T."),
      ("hôm qua nguyễn văn an bị mời", "nguyễn văn an"),
      ("Bà H'Bia Krông về làng.", "H'Bia Krông"),
      ("Anh Rah Lan Hip về làng.", "Rah Lan Hip"),
      ("Thầy Thích Minh Tuệ đi bộ.", "Thích Minh Tuệ"),
      ("Với Trần Thị Ngọc\nÁnh thì khác.", "Trần Thị Ngọc\nÁnh"),
      ("Tôi gặp Minh Anh ở chợ.", "Minh Anh"),
      ("The court sentenced Cu Huy Ha Mau in Hanoi.", "Cu Huy Ha Mau"),
      ("Hôm qua Đoàn Kiên Giang bị xét xử.", "Đoàn Kiên Giang"),
      ("Pham Van Cho left.", "Pham Van Cho"),
      ("Y Krec Bya left.", "Y Krec Bya"), ("Blogger RFA Trương Duy Mẫu viết.", "Trương Duy Mẫu"),
      ("Lieutenant General Nguyen Trong Mau spoke.", "Nguyen Trong Mau"),
      ("Mẹ của bé Na, năm tuổi.", "Na"),
      ("Với Nguyễn Văn\nAn thì khác.", "Nguyễn Văn\nAn"),
    ])
  func names(_ text: String, _ name: String) throws {
    #expect(try withheld(text) == ["name: \(name)"])
  }

  @Test(
    "What is no person is left",
    arguments: [
      "Nghị định 147/2024 thay Nghị định 72/2013.", "Nghị định 147/2024/NĐ-CP có hiệu lực.",
      "Luật số 116/2025/QH15 được thông qua ngày 10/12/2025.", "Bài số 1029384756 bị chặn.",
      "Điểm b khoản 2 Điều 25 Luật số 116/2025/QH15.", "Law 116/2025/QH15, Art. 25(2)(b)",
      "Post 1029384756 was restricted on 2025-12-10.", "Phạt 50.000.000 đồng, tức 2,5 %.",
      "Bộ Công an yêu cầu Facebook chặn 3.414 nội dung.", "Tại Hà Nội, Thái Bình và Lâm Đồng.",
      "Ngày 01.02.2025 lúc 08:30.", "Tòa án nhân dân Thành phố Hồ Chí Minh",
      "Công an phường Bến Nghé mời.",
      "Từ Hà Nội đến Cao Bằng, Hà Nam và Thái Lan.", "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
      "Trường Nguyễn Du ở Vinh.", "According to Human Rights Watch and Amnesty International.",
      "https://example.vn/bai-viet-4712345678.html",
      "https://www.youtube.com/watch?v=abc0912345678",
      "Phone number unknown; post 1029384756 is gone.", "Hành vi vi phạm nghiêm trọng quyền ấy.",
      "Đài Á Châu Tự Do đưa tin.", "Xem @YouTube.",
      "Báo Dân Trí và báo Pháp Luật đưa tin.", "Họ Nguyễn có nhiều người.",
      "Công an xã Vĩnh Lộc, huyện Thanh Oai.", "The Le Monde reporter. Do not share. An American.",
      "Theo [tên được che 1], số [số điện thoại được che].",
    ])
  func untouched(_ text: String) throws {
    #expect(try withheld(text) == [])
  }

  @Test(
    "Numbers are told by their form and by the words before them",
    arguments: [
      ("Gọi 0912345678 nhé", "phone: 0912345678"), ("Gọi 0912 345 678 nhé", "phone: 0912 345 678"),
      ("Gọi +84 912.345.678 nhé", "phone: +84 912.345.678"),
      ("Gọi (+84) 912-345-678", "phone: (+84) 912-345-678"),
      ("Số (028) 3822 1234 ở đó", "phone: (028) 3822 1234"),
      ("Số ０９１２３４５６７８.", "phone: ０９１２３４５６７８"),
      ("Call +1 202 555 0143 now", "phone: +1 202 555 0143"),
      ("Call 0084 912 345 678 now", "phone: 0084 912 345 678"),
      ("Gọi 0912/345/678", "phone: 0912/345/678"),
      ("Zalo 0 9 1 2 3 4 5 6 7 8", "phone: 0 9 1 2 3 4 5 6 7 8"),
      ("sđt0912345678", "phone: 0912345678"), ("84912345678 là số ấy", "phone: 84912345678"),
      ("+84 (0) 912 345 678", "phone: +84 (0) 912 345 678"),
      ("CMND số 123456789 cấp năm 2010", "identity: 123456789"),
      ("CCCD 001090012345", "identity: 001090012345"),
      ("số 001 090 012345 ấy", "identity: 001 090 012345"),
      ("Hộ chiếu B1234567", "identity: B1234567"),
      ("STK 19012345678901 Techcombank", "bank: 19012345678901"),
      ("Card 4111 1111 1111 1111.", "bank: 4111 1111 1111 1111"),
      ("Biển số 51F-123.45", "plate: 51F-123.45"),
      ("sinh ngày 10/12/1990 tại Vinh", "birth: 10/12/1990"),
      ("sinh năm 1990, kỹ sư", "birth: 1990"),
      ("Born on 10 December 1990 in Vinh.", "birth: 10 December 1990"),
      ("IP 203.0.113.7 đăng nhập", "network: 203.0.113.7"),
      ("from 2001:db8::1 at noon", "network: 2001:db8::1"),
    ])
  func numbers(_ text: String, _ span: String) throws {
    #expect(try withheld(text) == [span])
  }

  @Test(
    "Accounts, letters and addresses",
    arguments: [
      ("Viết cho an.nguyen@example.org nhé", "mail: an.nguyen@example.org"),
      ("Viết cho an [at] example [dot] org nhé", "mail: an [at] example [dot] org"),
      ("Write to binh at gmail dot com", "mail: binh at gmail dot com"),
      ("Mail: an(dot)binh(at)example(dot)org", "mail: an(dot)binh(at)example(dot)org"),
      ("Viết cho binh(a)example.org", "mail: binh(a)example.org"),
      ("Xem facebook.com/nguyen.an.92 nhé", "account: facebook.com/nguyen.an.92"),
      (
        "Xem https://www.tiktok.com/@an.92/video/7",
        "account: https://www.tiktok.com/@an.92/video/7"
      ),
      ("Theo @an_nguyen92 thì", "account: @an_nguyen92"),
      ("Tài khoản Facebook “Mai Ngày Mới” bị khóa", "account: Mai Ngày Mới"),
      ("nick an_nguyen92 đăng", "account: an_nguyen92"),
      (
        "Ở số nhà 12, đường Nguyễn Trãi, phường 2, quận 5, Thành phố Hồ Chí Minh",
        "address: số nhà 12, đường Nguyễn Trãi, phường 2, quận 5"
      ),
      ("Ở thôn Đông, xã Vĩnh Lộc, Thanh Hóa", "address: thôn Đông, xã Vĩnh Lộc"),
      ("Ở 12/3A Lê Lợi, P. Bến Nghé, Q.1", "address: 12/3A Lê Lợi, P. Bến Nghé, Q.1"),
      (
        "Lives at 12 Nguyen Trai Street, Ward 5, District 3, Hanoi.",
        "address: 12 Nguyen Trai Street, Ward 5, District 3"
      ),
      ("Ở ngõ 45 phố Huế", "address: ngõ 45 phố Huế"),
    ])
  func contacts(_ text: String, _ span: String) throws {
    #expect(try withheld(text) == [span])
  }

  @Test func `Bytes that are no text are told and withheld`() throws {
    let bytes = Array("Gọi ".utf8) + [0xFF, 0xFE] + Array(" 0912345678".utf8)
    let proposal = Redactor().proposal(forBytes: bytes, in: .en, on: try day("2026-08-01"))
    #expect(proposal.undecodable == [6..<8])
    #expect(proposal.preview == "Gọi \u{FFFD}\u{FFFD} [phone number withheld]")
  }
}
