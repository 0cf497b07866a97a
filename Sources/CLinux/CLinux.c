#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

int linux_read_lease(int fd, int take) { return fcntl(fd, F_SETLEASE, take ? F_RDLCK : F_UNLCK); }

int linux_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to) {
  return renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE);
}

int linux_openat(int dir, const char *path, int flags, mode_t mode) { return openat(dir, path, flags, mode); }

int linux_open_path(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }

int linux_set_attribute(int fd, const char *name, const void *value, size_t size) {
  return fsetxattr(fd, name, value, size, 0);
}

int linux_syncfs(int fd) { return syncfs(fd); }

int linux_spread_folders(int fd) {
  int flags = 0;
  if (ioctl(fd, FS_IOC_GETFLAGS, &flags) != 0) return -1;
  flags |= FS_TOPDIR_FL;
  return ioctl(fd, FS_IOC_SETFLAGS, &flags);
}

int linux_lock(int fd) { return flock(fd, LOCK_EX | LOCK_NB); }

int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }

void linux_use_few_heaps(void) { mallopt(M_ARENA_MAX, 2); }

void linux_return_memory(void) { malloc_trim(0); }

/* Those that linux/magic.h does not have; from their own sources, as statfs(2) and stat(1) of coreutils list them. */
enum {
  BEEGFS_MAGIC = 0x19830326,
  GFS2_MAGIC = 0x01161970,
  GPFS_MAGIC = 0x47504653,
  LUSTRE_MAGIC = 0x0BD00BD0,
  OCFS2_MAGIC = 0x7461636F,
  PRLFS_MAGIC = 0x7C7C6673,
  VBOXSF_MAGIC = 0x786F4256,
  VMHGFS_MAGIC = (int)0xBACBACBC,
};

int linux_is_remote_type(int64_t magic) {
  switch ((unsigned int)magic) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case SMB2_SUPER_MAGIC:
    case CIFS_SUPER_MAGIC:
    case CEPH_SUPER_MAGIC:
    case V9FS_MAGIC:
    case CODA_SUPER_MAGIC:
    case AFS_SUPER_MAGIC:
    case AFS_FS_MAGIC:
    case FUSE_SUPER_MAGIC:
    case BEEGFS_MAGIC:
    case GFS2_MAGIC:
    case GPFS_MAGIC:
    case LUSTRE_MAGIC:
    case OCFS2_MAGIC:
    case PRLFS_MAGIC:
    case VBOXSF_MAGIC:
    case (unsigned int)VMHGFS_MAGIC:
      return 1;
    default:
      return 0;
  }
}

int linux_is_remote(int fd, int64_t *magic) {
  struct statfs info;
  if (fstatfs(fd, &info) != 0) return 0;
  *magic = (int64_t)(unsigned int)info.f_type;
  return linux_is_remote_type(*magic);
}

static volatile int crash_fd = -1;
static __thread volatile sig_atomic_t is_reading;

void linux_reading(int begins) { is_reading = begins; }

/* Only what signal-safety(7) allows. SA_RESETHAND has put the default back: the signal, raised once more, ends the process on
   return. A fault would come again by itself; what systemd's watchdog sends (SI_USER) would not, and it may reach any thread. */
static void mark_crash(int signal, siginfo_t *info, void *context) {
  static const char mark[] = "crashed\n";
  (void)context;
  if (crash_fd >= 0 && (is_reading || info->si_code == SI_USER) && write(crash_fd, mark, sizeof mark - 1) < 0)
    crash_fd = -1;
  raise(signal);
}

void linux_mark_crashes(int fd) {
  static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  struct sigaction action = {0};
  action.sa_sigaction = mark_crash;
  action.sa_flags = SA_SIGINFO | SA_RESETHAND | SA_ONSTACK;
  crash_fd = fd;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaction(crashes[i], &action, NULL);
}
