// swift-tools-version: 6.2
import PackageDescription

// Data flows down one path and every import points back up it. The targets stand here in
// that order: a target may depend only on targets above it.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(
  name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(
  name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(
  name: "Configuration", package: "swift-configuration")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(
  _ name: String, _ dependencies: [Target.Dependency], linker: [LinkerSetting] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: linker)
}

// What serves thousands at once makes and drops millions of small objects on several threads.
let allocator: [LinkerSetting] = [.linkedLibrary("jemalloc", .when(platforms: [.linux]))]

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "leitai",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
      traits: ["CommandLineArguments", "YAML"]),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // 0
    module("Contests", [yams]),
    module("ContestAPI"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    module("Archives", ["CZip", "CXML2"]),
    module("Spreadsheets", ["Archives"]),
    // 1
    module("QuestionBanks", ["Contests", "Archives", "Spreadsheets", crypto]),
    module("AttemptRecords", ["Contests", crypto]),
    module("Accounts", ["Contests", crypto, cryptoExtras]),
    module(
      "ContestClient",
      [
        "ContestAPI", httpClient, nioCore, nioHTTP1,
      ]),
    // 2
    module("Sessions", ["Contests", "AttemptRecords", "QuestionBanks", lifecycle, logging]),
    // 3
    .systemLibrary(name: "CPrefetch"),
    module(
      "Scoring",
      [
        "CPrefetch", "Contests", "AttemptRecords", "QuestionBanks", "Sessions", "Spreadsheets",
        crypto, lifecycle, logging,
      ]),
    // 4
    module(
      "Certification",
      [
        "Contests", "AttemptRecords", "Accounts", "Spreadsheets", "Scoring", "COpenSSL", "CZlib",
        crypto,
        cryptoExtras,
      ]),
    // 5
    module(
      "SQLiteStorage",
      [
        "Contests", "AttemptRecords", "QuestionBanks", "Accounts", "Sessions", "Scoring",
        "Certification", grdb, sqlite,
      ]),
    module("Documents", ["CPangoCairo", "CQREncode"]),
    // 6
    module(
      "ContestHTTP",
      [
        "ContestAPI", "Contests", "Archives", "AttemptRecords", "QuestionBanks", "Accounts",
        "Spreadsheets", "Sessions", "Scoring", "Certification", "Documents", crypto, hummingbird,
        hummingbirdCore, nioHTTP1,
        httpTypes, lifecycle,
        logging, nioCore, nioHTTPTypes, nioHTTPTypesHTTP1,
      ]),
    // 7
    program(
      "leitai-server",
      [
        "Contests", "AttemptRecords", "Accounts", "Certification", "SQLiteStorage", "ContestHTTP",
        configuration,
        lifecycle, logging, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], linker: allocator),
    program(
      "leitai", ["Contests", "ContestAPI", "AttemptRecords", "ContestClient", arguments]),
    program(
      "leitai-replay",
      ["Contests", "QuestionBanks", "ContestAPI", "ContestClient", arguments]),
    program(
      "leitai-bench",
      [
        "Archives", "Spreadsheets", "ContestAPI", "Contests", "AttemptRecords", "QuestionBanks",
        "Accounts", "Sessions", "Scoring",
        "Certification", "SQLiteStorage", "ContestHTTP", arguments, grdb, hummingbird,
        hummingbirdCore, lifecycle, logging, nioCore, nioPosix,
      ], linker: allocator),
    program("leitai-fuzz", ["Contests", "Archives", "QuestionBanks", arguments]),
    program(
      "leitai-simulate",
      [
        "Contests", "AttemptRecords", "QuestionBanks", "Sessions", "Scoring", arguments, logging,
      ]),
    program(
      "leitai-verify",
      ["Contests", "ContestAPI", "AttemptRecords", "Scoring", "Certification", arguments]),

    // Tests, and what they share
    .target(
      name: "Fixtures",
      dependencies: [
        "Contests", "AttemptRecords", "QuestionBanks", "Accounts", "Scoring", "Certification",
        "SQLiteStorage", "ContestAPI", "ContestClient", "ContestHTTP", lifecycle, logging,
      ],
      path: "Tests/Fixtures", swiftSettings: strict),
    tests("TidyTests", []),
    tests("BenchTests", ["leitai-bench", "ContestAPI", nioCore]),
    tests("BankFuzzTests", ["leitai-fuzz", "Archives", "Contests", "QuestionBanks", yams]),
    tests(
      "SimulationTests",
      [
        "leitai-simulate", "Contests", "AttemptRecords", "Sessions", "SQLiteStorage", "Fixtures",
      ]),
    tests("ArchivesTests", ["Archives"]),
    tests("SpreadsheetsTests", ["Archives", "Spreadsheets", "CZip"]),
    tests("DocumentsTests", ["Documents", "Fixtures"]),
    tests("AccountsTests", ["Contests", "Accounts", "SQLiteStorage", "Fixtures"]),
    tests(
      "StorageTests",
      [
        "Contests", "AttemptRecords", "QuestionBanks", "Accounts", "Sessions", "Scoring",
        "Certification", "SQLiteStorage", "Fixtures", grdb,
      ]),
    tests(
      "SessionsTests",
      [
        "Contests", "AttemptRecords", "QuestionBanks", "Sessions", "SQLiteStorage", "Fixtures",
        grdb, lifecycle, logging,
      ]),
    tests(
      "ScoringTests",
      [
        "Contests", "AttemptRecords", "QuestionBanks", "Sessions", "Scoring", "Spreadsheets",
        "SQLiteStorage", "Fixtures", grdb,
      ]),
    tests(
      "LeitaiCommandTests",
      [
        "leitai", "Contests", "ContestAPI", "AttemptRecords", "ContestClient", "Fixtures",
        arguments,
      ]),
    tests(
      "ReplayTests", ["leitai-replay", "Contests", "QuestionBanks", "ContestAPI"]),
    tests("AttemptRecordsTests", ["Contests", "AttemptRecords"]),
    tests("ContestsTests", ["Contests"]),
    tests("QuestionBanksTests", ["Contests", "Archives", "QuestionBanks", "Fixtures"]),
    tests(
      "CertificationTests",
      [
        "Contests", "Accounts", "AttemptRecords", "Spreadsheets", "Certification", crypto,
        cryptoExtras,
      ]),
    tests(
      "ContestHTTPTests",
      [
        "Contests", "AttemptRecords", "QuestionBanks", "Accounts", "Spreadsheets", "Sessions",
        "Scoring", "Certification", "SQLiteStorage", "ContestAPI", "ContestClient", "ContestHTTP",
        "Fixtures", "leitai", "leitai-verify", httpTypes, grdb,
        nioCore, nioPosix, nioEmbedded, nioHTTPTypes, logging,
      ]),
    tests(
      "EndToEndTests",
      [
        "leitai-server", "leitai", "leitai-replay", "leitai-verify", "Contests", "Scoring",
        "ContestAPI", "ContestClient", "Fixtures",
      ]),
  ]
)
