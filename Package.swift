// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// One room of the house: a target, its test target, and the packages that only it may import.
struct Room {
  var name: String
  var uses: [String] = []
  var packages: [String: [Target.Dependency]] = [:]
  var isProgram = false
  var resources: [Resource] = []
  var isTested = true
  /// Rooms that only its tests need.
  var testsUse: [String] = []
}

let remote: [String: Package.Dependency] = [
  "swift-argument-parser": .package(
    url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  "swift-crypto": .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  "GRDB.swift": .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  "hummingbird": .package(
    url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  "Yams": .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
]

func product(_ name: String, _ package: String) -> [String: [Target.Dependency]] {
  [package: [.product(name: name, package: package)]]
}

let house: [Room] = [
  Room(name: "Bytes", uses: ["CIsal", "CZlib", "CZstd"]),
  Room(name: "Signals"),
  Room(name: "Mutation", uses: ["Signals"], isTested: false),
  Room(name: "Watch", uses: ["Signals"]),
  Room(name: "Record", uses: ["Bytes"]),
  Room(
    name: "Messages", uses: ["Bytes", "Record"],
    resources: ["record", "site", "data", "command"].flatMap { area in
      [.embedInCode("Catalogue/\(area).en.json"), .embedInCode("Catalogue/\(area).vi.json")]
    }),
  Room(
    name: "Ledger", uses: ["Bytes"],
    packages: [
      "swift-crypto": [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ]),
  // The tables are links into Data, so that there is one copy of each, under its own licence.
  Room(
    name: "Interference", uses: ["Bytes", "Record", "Signals"],
    resources: [
      .embedInCode("Network/Shipped/names.csv"), .embedInCode("Network/Shipped/content.csv"),
      .embedInCode("Fingerprints/viet-nam.csv"), .embedInCode("Notices/notice-words.csv"),
      .embedInCode("Notices/own-certificates.csv"),
      .embedInCode("Notices/public-authorities.csv"), .embedInCode("Reading/single-byte.csv"),
    ], testsUse: ["Mutation"]),
  Room(name: "Coordination", uses: ["Bytes", "Record", "Signals"], testsUse: ["Mutation"]),
  Room(name: "Flood", uses: ["Bytes", "Signals"], testsUse: ["Mutation"]),
  Room(
    name: "Redaction", uses: ["Bytes", "Record"],
    resources: ["surnames", "names", "words", "formats", "marks", "reasons"].map {
      .embedInCode("Pack/\($0).csv")
    }, testsUse: ["Mutation", "Signals"]),
  Room(
    name: "Letters", uses: ["Bytes", "Record"],
    resources: [
      "fields", "templates", "authority-forms", "contents", "wording", "phrases", "avoid",
    ].map {
      .embedInCode("Shelf/\($0).csv")
    }
      + ((1...13).map { "L\($0)" } + ["head", "party", "to", "refs", "tail"]).flatMap { name in
        [.embedInCode("Shelf/\(name).en.txt"), .embedInCode("Shelf/\(name).vi.txt")]
      }, testsUse: ["Mutation"]),
  Room(
    name: "Docket", uses: ["Bytes", "Record", "Signals"],
    resources: [
      .embedInCode("Assessment/rights-respecting.json"),
      .embedInCode("Assessment/viet-nam-marks.json"), .embedInCode("Notices/elements.csv"),
      .embedInCode("Appeals/forums.json"),
    ], testsUse: ["Messages", "Mutation"]),
  Room(
    name: "Transparency", uses: ["Bytes", "Record", "CMarks"],
    resources: [
      .embedInCode("Google/google-products.csv"), .embedInCode("Countries/country-names.csv"),
    ], testsUse: ["Mutation"]),
  Room(name: "Dossier", uses: ["Bytes", "Record"], packages: product("Yams", "Yams")),
  Room(name: "Store", uses: ["Bytes", "Record"], packages: product("GRDB", "GRDB.swift")),
  Room(
    name: "Site",
    uses: ["Bytes", "Record", "Signals", "Messages", "Coordination", "Transparency"],
    resources: [.embedInCode("Assets/site.css")]),
  Room(
    name: "Observatory",
    uses: [
      "Bytes", "Record", "Messages", "Ledger", "Interference", "Coordination", "Docket",
      "Transparency", "Dossier", "Store", "Site", "CLinux",
    ]),
  Room(
    name: "Server",
    uses: ["Bytes", "Record", "Messages", "Ledger", "Site", "Observatory", "CLinux"],
    packages: product("Hummingbird", "hummingbird")),
  Room(
    name: "haidang",
    uses: [
      "Bytes", "Record", "Signals", "Messages", "Ledger", "Interference", "Coordination", "Docket",
      "Redaction", "Letters", "Transparency", "Store", "Observatory", "Server", "Flood",
    ],
    packages: product("ArgumentParser", "swift-argument-parser"), isProgram: true),
  Room(
    name: "bench",
    uses: [
      "Bytes", "Record", "Ledger", "Signals", "Interference", "Coordination", "Transparency",
      "Flood", "Site",
    ],
    packages: product("ArgumentParser", "swift-argument-parser"), isProgram: true,
    isTested: false),
  Room(
    name: "fuzz",
    uses: [
      "Bytes", "Record", "Interference", "Coordination", "Docket", "Redaction", "Letters",
      "Transparency", "Mutation",
    ],
    packages: product("ArgumentParser", "swift-argument-parser"), isProgram: true,
    isTested: false),
]

// A quick inner loop: ROOM=Ledger swift test builds one room, what it stands on, and its tests.
let only = Context.environment["ROOM"]

func standsOn(_ name: String) -> Set<String> {
  guard let room = house.first(where: { $0.name == name }) else { return [] }
  return room.uses.reduce(into: [name]) { $0.formUnion(standsOn($1)) }
}

func testsUse(_ name: String) -> [String] { house.first { $0.name == name }?.testsUse ?? [] }

let rooms =
  only.map { wanted in
    let kept = testsUse(wanted).reduce(into: standsOn(wanted)) { $0.formUnion(standsOn($1)) }
    return house.filter { kept.contains($0.name) }
  } ?? house

var targets: [Target] = [
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
  .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
  .systemLibrary(name: "CLinux"),
  .systemLibrary(name: "CMarks"),
]
for room in rooms {
  let dependencies =
    room.uses.map { Target.Dependency.byName(name: $0) } + room.packages.values.flatMap { $0 }
  if room.isProgram {
    targets.append(
      .executableTarget(
        name: room.name, dependencies: dependencies, resources: room.resources,
        swiftSettings: strict))
  } else {
    targets.append(
      .target(
        name: room.name, dependencies: dependencies, resources: room.resources,
        swiftSettings: strict))
  }
  let isTested = only == nil || only == room.name
  if room.isTested && isTested {
    let name = room.isProgram ? "HaidangTests" : "\(room.name)Tests"
    targets.append(
      .testTarget(
        name: name,
        dependencies: [.byName(name: room.name)]
          + standsOn(room.name).subtracting([room.name])
          .subtracting(["CIsal", "CZlib", "CZstd", "CLinux", "CMarks"]).union(room.testsUse)
          .sorted().map {
            .byName(name: $0)
          },
        swiftSettings: strict))
  }
}

let package = Package(
  name: "haidang",
  dependencies: Set(rooms.flatMap { $0.packages.keys }).sorted().compactMap { remote[$0] },
  targets: targets,
  swiftLanguageModes: [.v6]
)
