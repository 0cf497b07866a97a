/* What the Glibc module does not show: calls and constants behind _GNU_SOURCE, and variadic calls. */
#ifndef CLINUX_H
#define CLINUX_H

#include <stdint.h>
#include <sys/types.h>

/* fcntl(2) F_SETLEASE: takes (1) or gives back (0) a read lease. */
int linux_read_lease(int fd, int take);

/* renameat2(2) with RENAME_NOREPLACE. */
int linux_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to);

/* openat(2) with a mode. */
int linux_openat(int dir, const char *path, int flags, mode_t mode);

/* open(2) of a folder with O_PATH: needs no right to read it. */
int linux_open_path(const char *path);

/* fsetxattr(2). */
int linux_set_attribute(int fd, const char *name, const void *value, size_t size);

/* syncfs(2). */
int linux_syncfs(int fd);

/* FS_TOPDIR_FL (ext2/3/4): folders made in this one from now on lie apart on the disk, each with the inodes of its files. */
int linux_spread_folders(int fd);

/* True if the file system sends no inotify events for changes made elsewhere (NFS, SMB, FUSE, 9p …; statfs(2)). */
int linux_is_remote(int fd, int64_t *magic);
int linux_is_remote_type(int64_t magic);

/* flock(2), exclusive, without waiting. */
int linux_lock(int fd);

/* pipe2(2), closed on exec and not blocking. */
int linux_pipe(int ends[2]);

/* mallopt(3), M_ARENA_MAX: threads share two heaps from now on: one thread reads while another accepts, and with a single heap
   they wait for each other (a fifth of the rate). With a heap each, what little outlives a bulletin scatters over all of them, and
   the process grows by 100 bytes a file though it holds no more (100,000 files, malloc_info(3), heaptrack). */
void linux_use_few_heaps(void);

/* malloc_trim(3): gives the free pages of all heaps back to the system, also those in the middle. A few milliseconds. */
void linux_return_memory(void);

/* From now on a crash of the program itself (a trap, a bad access, an abort, also that of a watchdog; no other kill from outside)
   writes "crashed\n" to fd before it ends the process as it would have, if the thread that crashed is reading. */
void linux_mark_crashes(int fd);

/* This thread begins (1) or ends (0) reading what may crash it. */
void linux_reading(int begins);

#endif
