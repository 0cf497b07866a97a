/* What running a helper program needs of the C library (2.36) and its headers show only under _GNU_SOURCE. */
#include <spawn.h>
#include <sys/types.h>

int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
int memfd_create(const char *, unsigned int);
int pidfd_open(pid_t, unsigned int);
int pipe2(int[2], int);
