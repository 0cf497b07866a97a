// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the daemon is built without it. The readers are measured one by one, and they are
// internal.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "benchmarks",
  targets: [
    .target(
      name: "Bulletins", resources: [.embedInCode("Rules")],
      swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]),
    .executableTarget(name: "ReaderBench", dependencies: ["Bulletins"], swiftSettings: settings),
  ]
)
