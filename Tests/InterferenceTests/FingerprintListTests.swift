import Bytes
import Foundation
import Record
import Testing

@testable import Interference

@Suite("Lists of fingerprints")
struct FingerprintListTests {
  private static let head =
    "name,scope,other_names,location_found,pattern_type,pattern,confidence_no_fp,expected_countries,source,exp_url,notes\n"

  private func read(_ rows: String, head: String = head) -> FingerprintList {
    FingerprintTable.read(Array((head + rows).utf8))
  }

  @Test func aRowMayFillManyLines() throws {
    let list = read(
      "a,nat,,body,contains,\"<b>\r\n\"\"no\"\"</b>\",10,\"SA, AE\",s,u,\"n\nn\"\nb,isp,,dns,full,::1,,ZZ,,,\n"
    )
    #expect(list.faults == [])
    let first = try #require(list.fingerprints.first)
    #expect(first.pattern == BytePattern(.contains, "<b>\r\n\"no\"</b>"))
    #expect(first.countries == ["AE", "SA"] && first.confidence == 10 && first.scope == .national)
    #expect(list.fingerprints.last?.countries == [] && list.fingerprints.last?.confidence == 0)
  }

  @Test func ourColumnsAreReadWhereverTheyStand() throws {
    let list = read(
      "2024-02-29,body,withheld,a,contains,isp,\"AS7552, 45899\",why\n",
      head: "valid_to,location_found,pattern,name,pattern_type,scope,networks,unheard\n")
    let one = try #require(list.fingerprints.first)
    #expect(one.networks == [7552, 45899] && one.validTo == CivilDay(parsing: "2024-02-29"))
    #expect(one.isValid(at: 1_709_251_199) && !one.isValid(at: 1_709_251_200))
    #expect(!one.isValid(at: nil))
  }

  @Test(arguments: [
    ("a,nat,,body,contains,x,5,,,\n", "line 2 (a): 10 fields under 11 columns"),
    ("a,city,,body,contains,x,5,,,,\n", "line 2 (a): \"city\" is no scope"),
    ("a,nat,,foot,contains,x,5,,,,\n", "line 2 (a): \"foot\" is no place to look in"),
    ("a,nat,,body,glob,x,5,,,,\n", "line 2 (a): \"glob\" is no type of pattern"),
    ("a,nat,,body,contains,,5,,,,\n", "line 2 (a): an empty pattern is met in every text"),
    ("a,nat,,body,regexp,(x,5,,,,\n", "line 2 (a): character 0: a parenthesis has no partner"),
    ("a,nat,,body,regexp,\\bx,5,,,,\n", "line 2 (a): character 0: \\b is not supported"),
    ("a,nat,,dns,prefix,1.2,5,,,,\n", "line 2 (a): answers of resolvers are compared as a whole"),
    ("a,nat,,body,contains,x,11,,,,\n", "line 2 (a): \"11\" is no number from 0 to 10"),
    ("a,nat,,body,contains,x,5,Viet,,,\n", "line 2 (a): \"Viet\" is no code of a country"),
    ("a,nat,,body,contains,x\"y,5,,,,\n", "line 2: row 2"),
    ("a,nat,,body,contains,\"x,5,,,,\n", "line 2: row 2"),
  ])
  func badRowsAreNamedAndTheOthersRead(row: String, fault: String) {
    let list = read(row + "good,nat,,body,contains,withheld,5,,,,\n")
    let named = list.faults.map(\.description)
    #expect(named.first?.hasPrefix(fault) == true, "\(named)")
    // An open quote takes the rest of the file with it.
    #expect(list.fingerprints.map(\.name) == (row.contains("\"x,5") ? [] : ["good"]))
  }

  @Test(arguments: [
    "a,nat,,body,contains,e,5,,,,\n", "a,nat,,body,contains,block,5,,,,\n",
    "a,fp,,body,contains,the,5,,,,\n", "a,isp,,header.server,prefix,ngi,5,,,,\n",
    "a,nat,,body,contains,<title>,5,,,,\n", "a,isp,,body,contains,</html>,5,,,,\n",
    "a,isp,,body,regexp,<title>.*</title>,5,,,,\n", "a,nat,,body,regexp,[a-z]+,5,,,,\n",
    "a,inst,,body,contains,Trang chủ,5,,,,\n", "a,isp,,title,full,404 Not Found,5,,,,\n",
    "a,isp,,body,contains,403 Forbidden,5,,,,\n", "a,isp,,header.location,prefix,http://,5,,,,\n",
    "a,prod,,header.server,full,nginx,5,,,,\n", "a,nat,,header.x-new,contains,no-cache,5,,,,\n",
    "a,prod,,certificate.issuer,prefix,Let's Encrypt,5,,,,\n", "a,fp,,body,contains,class,5,,,,\n",
  ])
  func whatEveryPageHasIsNoFingerprint(row: String) {
    let list = read(row + "good,nat,,body,contains,withheld,5,,,,\n")
    #expect(list.fingerprints.map(\.name) == ["good"])
    let fault = list.faults.first?.description ?? ""
    #expect(
      fault.hasPrefix("line 2 (a): the pattern is too short to tell anything: write ")
        || fault.hasPrefix("line 2 (a): ordinary answers have it too, as in "), "\(fault)")
  }

  @Test func excusesMayNameServersOwnPages() {
    #expect(read("a,fp,,body,contains,404 Not Found,5,,,,\n").faults == [])
  }

  @Test func signaturesThatEveryPageHasAreRefusedToo() {
    let list = SignatureLines.read(
      Array(#"{"fingerprint":"b_nat_uk_x","pattern":"<body.*>"}"#.utf8), as: .blockPages)
    #expect(list.fingerprints == [] && list.faults.count == 1)
  }

  @Test func rowsAfterABrokenOneKeepTheirLines() {
    let list = read("a\"b\n\"one\ntwo\"\nc,city,,body,contains,x,5,,,,\n")
    #expect(list.faults.map(\.line) == [2, 3, 5])
  }

  @Test func aTableWithoutAColumnSaysWhichOne() {
    let list = read("a,b\n", head: "name,pattern\n")
    #expect(
      list.faults.map(\.description) == [
        "line 1: the table has no column scope", "line 1: the table has no column location_found",
        "line 1: the table has no column pattern_type",
      ])
  }

  @Test func aSetHasOneTableWhateverTheOrderOfItsLists() {
    let list = read(
      "b,nat,,body,contains,\"withheld,\ny\",5,\"AE,SA\",s,u,n\na,fp,,header.via,full,x,0,,,,\na,fp,,header.via,full,x,0,,,,\n"
    ).fingerprints
    let set = FingerprintSet(list)
    #expect(set.fingerprints.map(\.name) == ["a", "b"])
    #expect(FingerprintSet(list.reversed()).csv == set.csv)
    #expect(FingerprintSet.empty.adding(list).csv == set.csv)
    #expect(FingerprintTable.read(set.csv).fingerprints == set.fingerprints)
  }

  @Test func whatTheProgramComesWithIsReadWhole() throws {
    #expect(FingerprintTable.read(PackageResources.viet_nam_csv).faults == [])
    let shipped = FingerprintSet.shipped
    #expect(shipped.fingerprints.count == 3 && shipped.faults == [])
    #expect(shipped.csv == PackageResources.viet_nam_csv)
    #expect(shipped.fingerprints.allSatisfy { !$0.url.isEmpty && $0.countries == ["VN"] })
    let sinkhole = try #require(IPAddress("103.192.236.94"))
    #expect(shipped.matches(answer: sinkhole).map(\.scope) == [.national])
  }

  @Test func damagedTablesGiveFaultsAndNoCrash() {
    var random = SplitMix(state: 5)
    let whole = FingerprintSet.shipped.csv
    for _ in 0..<500 {
      var bytes = Array(whole.prefix(Int(random.next() % UInt64(whole.count))))
      for _ in 0..<6 where !bytes.isEmpty {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      let list = FingerprintTable.read(bytes)
      #expect(list.fingerprints.count <= 3)
      #expect(SignatureLines.read(bytes, as: .blockPages).fingerprints.isEmpty)
    }
  }

  @Test func signaturesOfCensoredPlanetAreRead() {
    let lines = """
      {"fingerprint":"b_nat_uk_x","pattern":"Location: http://blocked\\\\.example"}

      {"fingerprint":"a_prod_x","pattern":"Guard .* page"}
      {"fingerprint":"e_unk_x","pattern":"sorry"}
      {"fingerprint":"c_isp_x_y","pattern":"(open"}
      {"pattern":"x"}
      [
      """
    let list = SignatureLines.read(Array(lines.utf8), as: .blockPages)
    #expect(list.fingerprints.map(\.scope) == [.national, .product, .vagueWords])
    #expect(list.fingerprints.first?.countries == ["GB"])
    #expect(list.fingerprints.first?.place == .header("location"))
    #expect(
      list.faults.map(\.description) == [
        "line 5 (c_isp_x_y): character 0: a parenthesis has no partner",
        "line 6: fingerprint is missing", "line 7: is not a JSON object",
      ])
  }
}

@Suite("Lists of fingerprints from the field")
struct FieldFingerprintTests {
  static func list(_ name: String) throws -> FingerprintList? {
    let path = "\(Field.root)/fingerprints/\(name)"
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: \(name) does not lie beside the repository")
      return nil
    }
    return FingerprintTable.read(try Field.bytes(path))
  }

  private func count<Key: Hashable>(
    _ list: FingerprintList, _ key: (Fingerprint) -> Key
  ) -> [Key: Int] {
    Dictionary(list.fingerprints.map { (key($0), 1) }, uniquingKeysWith: +)
  }

  @Test func allAnswersAreRead() throws {
    guard let list = try Self.list("fingerprints_dns.csv") else { return }
    #expect(list.faults == [] && list.fingerprints.count == 226)
    #expect(
      count(list, \.scope)
        == [.network: 125, .national: 78, .product: 18, .vagueWords: 3, .institution: 2])
    #expect(Set(list.fingerprints.flatMap(\.countries)).count == 25)
    #expect(FingerprintSet(list.fingerprints).faults == [])
  }

  @Test func allPagesAreRead() throws {
    guard let list = try Self.list("fingerprints_http.csv") else { return }
    #expect(list.faults == [] && list.fingerprints.count == 1729)
    #expect(
      count(list, \.pattern.kind) == [.contains: 1414, .prefix: 275, .full: 26, .regexp: 14])
    #expect(
      count(list, \.place) == [
        .body: 1311, .header("location"): 402, .header("server"): 9, .header("via"): 6,
        .header("x-app-url"): 1,
      ])
    #expect(
      count(list, \.scope) == [
        .network: 584, .falsePositive: 475, .national: 239, .vagueWords: 163, .product: 140,
        .institution: 126, .benignInjection: 1, .provider: 1,
      ])
    let set = FingerprintSet(list.fingerprints)
    #expect(set.faults == [] && set.size < 16 << 20)
    print("\(set.fingerprints.count) fingerprints, \(set.size) bytes of tables")
    for one in list.fingerprints where one.place == .body && one.pattern.kind != .regexp {
      let page = Array(one.pattern.text.utf8)
      #expect(set.matches(in: .body, page.span).contains { $0.fingerprint == one }, "\(one)")
    }
  }

  @Test(arguments: [
    ("blockpage_signatures.json", 622), ("false_positive_signatures.json", 460),
  ])
  func allSignaturesAreRead(name: String, count: Int) throws {
    let path = "\(Field.root)/censoredplanet/\(name)"
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: \(name) does not lie beside the repository")
      return
    }
    let list = SignatureLines.read(try Field.bytes(path), as: .blockPages)
    #expect(list.fingerprints.count == count)
    #expect(list.faults == [])
    #expect(FingerprintSet(list.fingerprints).faults == [])
  }
}
