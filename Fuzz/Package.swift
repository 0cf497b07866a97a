// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the daemon is built without it. A library, because libFuzzer brings `main`: `make fuzz`
// links and runs it.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

let package = Package(
  name: "fuzz",
  products: [.library(name: "Fuzzer", type: .static, targets: ["Fuzzer"])],
  targets: [
    // The readers are fuzzed one by one, and they are internal.
    .target(
      name: "Bulletins", resources: [.embedInCode("Rules")],
      swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]),
    .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CSpawn"),
    .target(name: "Processes", dependencies: ["CSpawn"], swiftSettings: settings),
    .target(
      name: "Formats", dependencies: ["Bulletins", "CLibxml2", "CZlib", "Processes"], swiftSettings: settings),
    .target(name: "Fuzzer", dependencies: ["Bulletins", "Formats"], swiftSettings: settings),
  ]
)
