import Mutation
import Record
import Testing
import Transparency

@Suite("Files of transparency reports as numbers of countries")
struct TransparencyFileTests {
  private func read(_ path: String, of wanted: Set<String>?) throws -> TransparencyFile? {
    guard let bytes = SharedFile.bytes(path) else { return nil }
    let kind = try #require(TransparencyFile.kind(of: bytes))
    return try TransparencyFile.read(bytes, as: kind, of: wanted)
  }

  private func value(
    _ file: TransparencyFile, _ period: String, _ measure: Measure, service: String? = nil,
    scope: String? = nil
  ) -> Double? {
    file.totals.first {
      $0.period.description == period && $0.measure == measure && $0.scope == scope
        && (service == nil || $0.service == service)
    }?.high
  }

  @Test func bothVintagesOfGoogleGiveTheirOwnNumbers() throws {
    guard let later = try read("google/google-government-removals.json", of: ["VN"]),
      let earlier = try read("google/google-government-removal-requests.csv", of: ["VN"])
    else { return }
    #expect(later.kind == .google && earlier.kind == .google)
    #expect(later.through?.description == "2025-41" && earlier.through?.description == "2025-40")
    #expect(Set(later.totals.map(\.area)) == ["VN"] && later.areas.count > 100)
    #expect(value(later, "2021-40", .requests) == 331)
    #expect(value(earlier, "2021-40", .requests) == 622)
    #expect(value(later, "2025-41", .itemsRequested) == 4047)
    let before = later.totals.filter { $0.caveats.contains(.outcomesPartlyFilled) }
    #expect(!before.isEmpty && before.allSatisfy { $0.period.description < "2019" })
  }

  @Test func appleTellsOfRequestsToRemoveAppsAlone() throws {
    guard let file = try read("github-apple-dsa/apple-transparency.json", of: ["VN"]) else {
      return
    }
    let scope = "app_takedown_legal_violation"
    #expect(file.kind == .apple && file.unknownPlaces == ["N/A"])
    #expect(value(file, "2018-41", .appRemovalRequests, scope: scope) == 3)
    #expect(value(file, "2018-41", .appsRequested, scope: scope) == 29)
    #expect(value(file, "2018-41", .appsRemoved, scope: scope) == 9)
    #expect(value(file, "2018-41", .requestsMet, scope: scope) == 1)
    #expect(value(file, "2020-41", .appsRemoved, scope: scope) == 2)
    #expect(file.leftOut["requests for data"] ?? 0 > 1000)
  }

  @Test func gitHubHasNothingOfVietNam() throws {
    guard let file = try read("github-apple-dsa/github-transparency.json", of: ["VN"]) else {
      return
    }
    #expect(file.kind == .github && file.totals.isEmpty)
    #expect(file.areas.contains("CN") && !file.areas.contains("VN"))
  }

  @Test func theUnionsReportsKeepPartsAndStatesApart() throws {
    guard let file = try read("github-apple-dsa/vlop-dsa.json", of: nil) else { return }
    #expect(file.kind == .harmonised && file.through?.description == "2025-41")
    func total(_ service: String, _ measure: Measure, _ scope: String? = nil) -> FigureTotal? {
      file.totals.first {
        $0.area == "EU" && $0.service == service && $0.measure == measure && $0.scope == scope
      }
    }
    #expect(total("TikTok", .complaints)?.high == 15_411_338)
    #expect(total("TikTok", .complaintsOmitted) == nil)
    #expect(total("Facebook", .complaintsOmitted)?.high == 0)
    #expect(total("Instagram", .complaintsOmitted)?.high == 72.45)
    #expect(total("Instagram", .complaintsOmitted)?.caveats == [.fractionInCount])
    #expect(total("YouTube", .complaints, "Core")?.excess == -6_020)
    #expect(total("YouTube", .complaints, "Core")?.caveats == [.partsDoNotAddUp])
    #expect(total("Facebook", .ordersToAct)?.high == 1_358)
    #expect(total("Facebook", .shareImplemented)?.caveats == [.unitDiffers])
    #expect(file.areas.isSuperset(of: ["EU", "DE", "GR"]) && !file.areas.contains("EL"))
  }

  private let head = """
    time_period,country,cldr_territory,requestor,product,reason,number_of_requests,\
    items_requested_removal,items_removed_legal,items_removed_policy,items_content_not_found,\
    items_not_enough_info,items_no_action_taken,items_content_already_removed
    """

  @Test func rowsOfACountryAddUpAndWhatDoesNotIsSaid() throws {
    let table = """
      \(head)
      January - June 2025,Sampleland,NA,Police,YouTube,Defamation,2,10,4,1,1,1,2,1
      January - June 2025,Sampleland,NA,Police,Web Search,Defamation,1,5,1,1,1,1,1,2
      July - December 2025,Otherland,CA,Police,YouTube,Defamation,1,1,1,0,0,0,0,0
      """
    let bytes = Array(table.utf8)
    let file = try TransparencyFile.read(
      bytes, as: try #require(TransparencyFile.kind(of: bytes)), of: ["NA"])
    #expect(file.areas == ["NA", "CA"] && file.through?.description == "2025-41")
    let items = try #require(file.totals.first { $0.measure == .itemsRequested })
    #expect(items.high == 15 && items.rows == 2 && items.unevenRows == 1 && items.excess == 2)
    #expect(items.caveats == [.partsDoNotAddUp])
    #expect(value(file, "2025-40", .itemsRemovedLegal) == 5)
  }

  @Test func damagedFilesGiveSoundNumbersOrNone() {
    let sound = [
      "\(head)\nJanuary - June 2025,Sampleland,NA,Police,YouTube,Defamation,2,10,4,1,1,1,2,1\n",
      #"{"periods":["2018 H2"],"countries":["Namibia"],"request_types":["app_takedown_legal_violation"],"#
        + #""measures":["requests_received","apps_removed"],"rows":[[0,0,0,3,9],[0,0,0,null,1.5]]}"#,
      #"{"columns":["year","period","dataset","government","iso2","category","metric","count_low","#
        + #""count_high"],"rows":[[2020,"Jan-Jun","government_takedowns_received","N","NA","c","received",0,249]]}"#,
      #"{"meta":{"period":"2025-07-01/2025-12-31"},"services":["A"],"service_platforms":["B"],"#
        + #""scopes":["Total number","DE"],"sections":["s"],"indicators":["Number of complaints "#
        + #"submitted to the internal-complaints mechanism"],"surfaces":["All"],"categories":["TOTAL"],"#
        + #""t7":[[0,0,0,0,100,0]],"t3":[[0,0,1,7,9,1]]}"#,
    ].map { Array($0.utf8) }
    for bytes in sound {
      let kind = TransparencyFile.kind(of: bytes)
      #expect(kind != nil)
      let file = kind.flatMap { try? TransparencyFile.read(bytes, as: $0, of: nil) }
      #expect(file?.totals.isEmpty == false, "\(String(decoding: bytes, as: UTF8.self))")
    }
    var mutator = Mutator(corpus: sound, seed: 29)
    for _ in 0..<2_000 {
      let bytes = mutator.next()
      guard let kind = TransparencyFile.kind(of: bytes),
        let file = try? TransparencyFile.read(bytes, as: kind, of: nil)
      else { continue }
      for total in file.totals {
        #expect(file.areas.contains(total.area) && total.low <= total.high && total.rows > 0)
      }
    }
  }

  @Test func otherFilesAreNoTransparencyFiles() {
    for text in [
      "", "{", "[]", "{}", "{\"rows\":[]}", "{\"columns\":[\"a\"],\"rows\":[[1]]}", "a,b\n1,2\n",
      "Year,Month,Headline\n2020,1,x\n", "\u{FEFF}id,title\n", "{\"rows\":{},\"t7\":[]}",
    ] {
      #expect(TransparencyFile.kind(of: Array(text.utf8)) == nil, "\(text)")
    }
  }
}
