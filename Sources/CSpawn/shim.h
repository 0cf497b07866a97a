/* What running a program needs of the C library (2.36) and its headers show only under _GNU_SOURCE. */
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/types.h>

int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
int memfd_create(const char *, unsigned int);
int pidfd_open(pid_t, unsigned int);
int pipe2(int[2], int);

/* POSIX_SPAWN_SETSID */
static const int CSPAWN_SETSID = 0x80;

/* prctl(2), PR_SET_CHILD_SUBREAPER: what our programs leave behind becomes a child of ours. */
static inline int cspawn_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
