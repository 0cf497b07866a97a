// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target, in one place: Swift 6 mode with the upcoming features that make isolation explicit.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "bulletind",
  products: [
    .executable(name: "bulletind", targets: ["Daemon"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .systemLibrary(name: "CMd", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "CLinux"),
    .target(name: "Bulletins", resources: [.embedInCode("Rules")]),
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSpawn"),
    .target(name: "Processes", dependencies: ["CSpawn"]),
    .target(name: "Formats", dependencies: ["Bulletins", "CLibxml2", "CZlib", "Processes"]),
    .target(
      name: "Store", dependencies: ["Bulletins", "CMd", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "Handlers", dependencies: ["Bulletins", "Store"]),
    .executableTarget(
      name: "Daemon",
      dependencies: [
        "Bulletins", "Formats", "Store", "Handlers", "Processes", "CSystemd", "CLinux", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "BulletinsTests", dependencies: ["Bulletins"]),
    .testTarget(name: "FormatsTests", dependencies: ["Bulletins", "Formats", "CZlib"]),
    .target(name: "TestSupport", dependencies: ["Bulletins", "Store"], path: "Tests/TestSupport"),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Bulletins", "Store", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "HandlersTests", dependencies: ["Bulletins", "Store", "Handlers", "TestSupport"]),
    .testTarget(
      name: "DaemonTests",
      dependencies: [
        "Bulletins", "Formats", "Store", "Handlers", "Daemon", "CLinux",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ]
)

for target in package.targets where target.type != .system && target.name != "CLinux" {
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}
