# shellcheck shell=bash
# What the other scripts share. Source it; it changes into the project's folder.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# say TEXT: one line for a person, on standard error, so that standard output stays clean.
say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# find_swift: puts swift on PATH. sudo drops the caller's PATH, and with it toolchains in a home folder.
find_swift() {
  command -v swift >/dev/null && return
  local home place
  home=$(getent passwd "${SUDO_USER:-$(id -un)}" | cut -d: -f6)
  for place in "$home/.local/share/swiftly/bin" /usr/local/swift/usr/bin /opt/swift*/usr/bin \
    /usr/libexec/swift/bin "$home"/swift-*/usr/bin; do
    if [ -x "$place/swift" ]; then
      PATH=$place:$PATH
      return
    fi
  done
  die "There is no swift on PATH. Install Swift 6.2 or later (https://www.swift.org/install/) and try again."
}

# build_folder: where compiled files go: .build, or a folder of one's own where .build belongs to somebody else
# (after `sudo make`, for instance).
build_folder() {
  if [ -n "${BULLETIND_BUILD:-}" ]; then
    printf '%s\n' "$BULLETIND_BUILD"
  elif { [ ! -e .build ] && [ -w . ]; } || [ -O .build ]; then
    printf '%s\n' .build
  else
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/bulletind/build-$(id -u)"
  fi
}

# as_root COMMAND…: runs it with the rights that installing needs, or says what somebody with them has to run.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "This needs root, and there is no sudo. As root, run: $*"
    return 1
  fi
}
