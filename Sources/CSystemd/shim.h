/* libsystemd: the journal (sd-journal.h) and notification (sd-daemon.h). */
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
