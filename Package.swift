// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "baton",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "baton", targets: ["baton"]),
        .executable(name: "baton-bench", targets: ["baton-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", "4.0.0"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        library("Records"),
        library("LeadRules", ["Records"]),
        library("Journal", ["LeadRules", "Records"]),
        library(
            "LeadEngine",
            [
                "Journal", "LeadRules", "Records",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        library("Storage", ["Journal", "LeadRules", "LeadEngine", "Records"]),
        .systemLibrary(name: "CSQLite"),
        library(
            "StorageSQLite",
            [
                "CSQLite", "LeadRules", "LeadEngine", "Storage",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .systemLibrary(name: "CPostgres"),
        library("StoragePostgres", ["LeadEngine", "Storage", "CPostgres"]),
        .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),
        library(
            "ContactParsing", ["CPhoneNumber", "DomainNames"],
            resources: [.copy("Lists")]),
        library(
            "Intake",
            [
                "LeadRules", "ContactParsing", "Records",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CLibical"),
        .target(
            name: "CalendarFiles", dependencies: ["CLibical", "DelimitedText", "LeadRules"],
            swiftSettings: strict, linkerSettings: [.linkedLibrary("_FoundationICU")]),
        library(
            "WebServer",
            [
                "Charts", "Journal", "LeadRules", "LeadEngine", "Intake", "CZlib",
                "CalendarFiles", "DelimitedText", "Records",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ], resources: [.copy("Templates"), .copy("Assets"), .copy("Locales")]),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CIDN"),
        library("DomainNames", ["CIDN"]),
        library("Transfers", ["CCurl", "DomainNames"]),
        library(
            "Connectors",
            [
                "Journal", "LeadRules", "LeadEngine", "Transfers",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        library("Charts"),
        library("ReportPages", ["Charts", "LeadRules"]),
        library("DelimitedText"),
        library("PlaybookFile", ["LeadRules", .product(name: "Yams", package: "Yams")]),
        library(
            "BulkIntake",
            [
                "Journal", "LeadRules", "LeadEngine", "Intake", "DelimitedText", "Records",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        library(
            "ShippedPlaybooks",
            resources: [
                .embedInCode("default.yaml"), .embedInCode("product-led.yaml"),
                .embedInCode("enterprise-outbound.yaml"),
            ]),
        library("Demo", ["LeadRules", "LeadEngine", "Intake"]),
        library(
            "Simulation",
            [
                "Demo", "Journal", "LeadRules", "LeadEngine", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .executableTarget(
            name: "baton",
            dependencies: [
                "LeadRules", "LeadEngine", "Storage", "StorageSQLite", "StoragePostgres",
                "Journal", "PlaybookFile", "DelimitedText", "Intake", "BulkIntake", "Records",
                "WebServer", "Connectors",
                "ReportPages",
                "Demo", "Simulation", "ShippedPlaybooks",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/BatonCLI",
            swiftSettings: strict),
        .executableTarget(
            name: "baton-bench",
            dependencies: [
                "Journal", "LeadRules",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Sources/Bench",
            swiftSettings: strict),
        .target(
            name: "TestStores",
            dependencies: [
                "Journal", "LeadEngine", "LeadRules", "Storage", "StorageSQLite", "StoragePostgres",
            ],
            path: "Tests/TestStores", swiftSettings: strict),
        tests("RecordsTests", ["Records"]),
        tests(
            "JournalTests",
            [
                "Demo", "Journal", "LeadEngine", "LeadRules", "PlaybookFile", "Records",
                "ShippedPlaybooks", "Storage", "TestStores",
            ]),
        .target(
            name: "TestWeb",
            dependencies: ["Transfers", .product(name: "Hummingbird", package: "hummingbird")],
            path: "Tests/TestWeb", swiftSettings: strict),
        tests("LeadRulesTests", ["LeadRules", "Records"]),
        tests("ReportPagesTests", ["LeadRules", "ReportPages"]),
        tests(
            "StorageContractTests",
            [
                "Demo", "Journal", "Records", "LeadRules", "LeadEngine", "PlaybookFile",
                "ShippedPlaybooks", "Storage",
                "StoragePostgres", "TestStores",
            ]),
        tests("TidyTests", []),
        tests(
            "SimulationTests",
            [
                "LeadEngine", "PlaybookFile", "ShippedPlaybooks", "Simulation", "Storage",
                "StorageSQLite", "TestStores",
            ]),
        tests(
            "DemoTests",
            [
                "Demo", "Journal", "LeadRules", "LeadEngine", "PlaybookFile", "ShippedPlaybooks",
                "Storage",
                "TestStores",
            ]),
        tests("ContactParsingTests", ["ContactParsing"]),
        tests("DelimitedTextTests", ["DelimitedText"]),
        tests("CalendarFilesTests", ["CalendarFiles", "LeadRules"]),
        tests("PlaybookFileTests", ["PlaybookFile", "LeadRules"]),
        tests("IntakeTests", ["Intake", "LeadRules", "Records"]),
        tests(
            "TransfersTests",
            [
                "DomainNames", "TestWeb", "Transfers",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "ConnectorsTests",
            [
                "Connectors", "Journal", "LeadRules", "LeadEngine", "Storage", "TestStores",
                "Transfers",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        tests(
            "WebServerTests",
            [
                "Charts", "WebServer", "LeadRules", "LeadEngine", "Intake", "Storage",
                "TestStores",
                "TestWeb",
                "CZlib", "Demo", "PlaybookFile", "ShippedPlaybooks",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]),
    ]
)
