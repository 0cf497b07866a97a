/* libmd: SHA-256 (sha256(3md)). */
#include <sys/types.h>
#include <stdint.h>
#include <sha2.h>
