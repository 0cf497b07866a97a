import Testing

@testable import Daemon

@Suite struct MountStateTests {
  private let lines = """
    22 1 0:21 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
    31 22 0:40 / /var/spool ro,relatime - tmpfs small rw,size=65536k
    32 31 0:41 / /var/spool/bulletind ro,nosuid shared:4 - tmpfs small ro,size=65536k
    33 22 0:42 /x /var/spool/bulletind2 rw - ext4 /dev/sdb ro

    """

  @Test func `the innermost mount tells whether a disk is read-only here and for all`() throws {
    let root = try #require(MountState(of: "/etc/x", mountinfo: lines))
    #expect(!root.isReadOnlyHere && !root.isReadOnly)
    let here = try #require(MountState(of: "/var/spool/cups", mountinfo: lines))
    #expect(here.isReadOnlyHere && !here.isReadOnly)
    let spool = try #require(MountState(of: "/var/spool/bulletind/work/.reading", mountinfo: lines))
    #expect(spool.isReadOnlyHere && spool.isReadOnly)
    let other = try #require(MountState(of: "/var/spool/bulletind2", mountinfo: lines))
    #expect(!other.isReadOnlyHere && other.isReadOnly)
    #expect(MountState(of: "/proc/self/stat") != nil)
    #expect(MountState(of: "/x", mountinfo: "nonsense") == nil)
  }
}
