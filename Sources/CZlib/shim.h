/* zlib: inflate and CRC-32, for the members of ZIP archives. */
#include <zlib.h>
