# bulletind: what can be made.
#
#   make build         compile (release, Swift's libraries linked in)
#   make test          install what is missing, then everything that this machine can run
#   make demo          install what is missing, build, drop sample bulletins, show the journal and a search
#   make install       what was built, into DESTDIR and PREFIX (/usr/local), with unit, catalogues and man page
#   make deb           a Debian package in .build-deb, looked over by lintian
#   make uninstall     the reverse; bulletins, database and configuration stay
#   make lint          formatter, shell scripts, man page, unit, catalogues
#   make format        let the formatter rewrite the sources
#   make readme-test   run the commands that README.md shows; the Chinese one must show the same
#   make system-test   boot a real systemd in a container and test the installed program (root)
#   make crash-matrix  kill and fail at every system call, write docs/crash-matrix.md (strace; about half an hour)
#   make kill-loop     a thousand kills under a burst of ten thousand files, against an undisturbed run
#   make courier-loop  two hundred kills of daemon and courier: each delivery done, none after it was done
#   make power-cut     what a power cut leaves after each call of a recorded run, and what the next start makes of it
#   make read-only     an ext4 image that fails and turns read-only under the running daemon
#   make soak          one daemon under files and faults for SOAK_MINUTES (60), write docs/soak.md
#   make sanitize      the tests under the thread and the address sanitizer
#   make courier-test 10,000 bulletins through two external handlers at once (about two minutes)
#   make bench         how fast, beside what the machine can do at best (BENCH='--files 20000 backlog'): docs/performance.md
#   make evaluate      how well texts with known truth are read (TEXTS=FOLDER PEERS=1 OUTPUT=FILE)
#   make fuzz          invented input for every format and reader, FUZZ_SECONDS (60) each, address sanitizer
#   make deps          install what building, testing and the demo need (Debian), only what is missing
#   make clean         remove what was compiled
#   make help          this list

PREFIX ?= /usr/local
DESTDIR ?=
SYSCONFDIR ?= /etc
export PREFIX DESTDIR SYSCONFDIR

.PHONY: build test courier-test demo install deb uninstall lint format readme-test system-test crash-matrix kill-loop courier-loop power-cut \
  read-only soak sanitize bench evaluate fuzz deps clean help
.NOTPARALLEL:

help:
	@sed -n '/^#   make/s/^#   //p' Makefile

deps:
	@scripts/install-packages build lint demo

build:
	@scripts/install-packages build
	@scripts/build release

test:
	@scripts/install-packages build lint
	@scripts/test

demo:
	@scripts/install-packages build demo
	@scripts/demo

install:
	@scripts/install-packages build
	@scripts/install

deb:
	@scripts/install-packages build deb
	@scripts/deb

uninstall:
	@scripts/install --remove

lint:
	@scripts/install-packages lint
	@scripts/lint

format:
	@scripts/format

readme-test:
	@scripts/install-packages build
	@scripts/readme-test "$$(scripts/build debug)"

system-test:
	@scripts/install-packages build
	@scripts/system-test $(CASES)

crash-matrix:
	@scripts/durability crash-matrix --report docs/crash-matrix.md

kill-loop courier-loop power-cut read-only:
	@scripts/durability $@

soak:
	@SOAK_MINUTES="$(SOAK_MINUTES)" scripts/durability soak --report docs/soak.md

sanitize:
	@scripts/install-packages build
	@scripts/sanitize

courier-test:
	@scripts/install-packages build
	@COURIER_BULLETINS=10000 swift test --disable-xctest --filter 'many bulletins go through'

bench:
	@scripts/install-packages build
	@scripts/bench $(BENCH)

evaluate:
	@scripts/install-packages build evaluate
	@TEXTS="$(TEXTS)" PEERS="$(PEERS)" OUTPUT="$(OUTPUT)" scripts/evaluate

fuzz:
	@scripts/install-packages build
	@scripts/fuzz

clean:
	rm -rf .build .build-*
