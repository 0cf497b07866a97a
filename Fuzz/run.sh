#!/usr/bin/env bash
# run.sh TARGET SECONDS: builds the fuzzer and feeds one format with invented input, with the address sanitizer.
# TARGET: decode html markdown csv docx xlsx archive. Starts from corpus/TARGET; what it finds stays in the build folder,
# a crash beside it as TARGET-crash-….
set -euo pipefail
cd "$(dirname "$0")"
target=${1:?TARGET: decode html markdown csv docx xlsx archive}
seconds=${2:-180}
folder=${FUZZ_BUILD:-../.build-fuzz}
mkdir -p "$folder"
arguments=(--scratch-path "$folder" -c release --sanitize address)
[ -n "${FUZZ_SKIP_BUILD:-}" ] || {
  swift build "${arguments[@]}" >&2
  library=$(swift build "${arguments[@]}" --show-bin-path)/libFuzzer.a
  swiftc -sanitize=fuzzer,address -o "$folder/fuzz" -Xlinker --whole-archive "$library" -Xlinker --no-whole-archive \
    -lxml2 -lz 2> >(grep -v 'Cannot export local symbol' >&2)
}
mkdir -p "$folder/found-$target"
# A backtrace of a sanitized program takes minutes, and the sanitizer prints its own.
FUZZ_TARGET=$target SWIFT_BACKTRACE=enable=no "$folder/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
  -max_len=16384 -artifact_prefix="$folder/$target-" -print_final_stats=1 "$folder/found-$target" "corpus/$target"
