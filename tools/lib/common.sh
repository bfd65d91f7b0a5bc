# What every tool shares: where things are, how they speak, how a step runs. Sourced, never run.
# stdout belongs to a tool's result; everything said along the way goes to stderr, and output of programs to a log.
# shellcheck shell=bash

set -euo pipefail

SELINET_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
SELINET_CACHE=${SELINET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/selinet-web}
export SELINET_ROOT SELINET_CACHE
# shellcheck source=tools/pins.sh
source "$SELINET_ROOT/tools/pins.sh"

mkdir -p "$SELINET_CACHE/logs" "$SELINET_CACHE/tmp"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "selinet: $*"
  exit 1
}

# key_of [FILE_OR_FOLDER...] : a short hash of the contents, with standard input added (pins, compiler versions).
key_of() {
  {
    cat
    if [ $# -gt 0 ]; then
      find "$@" -type f -print0 | sort -z | xargs -0 -r sha256sum | awk '{print $1}'
    fi
  } | sha256sum | cut -c1-12
}

# pins_of PREFIX... : the pin lines of the named things, to go into a key.
pins_of() {
  local prefix
  for prefix in "$@"; do
    grep -E "^${prefix}_" "$SELINET_ROOT/tools/pins.sh" || fail "tools/pins.sh has no ${prefix}_ lines"
  done
}

# step NAME COMMAND... : runs COMMAND in a strict subshell with its output in a log, and prints one line with the time.
# Never call it inside a condition: bash would then ignore failures inside COMMAND.
step() {
  local name=$1 log begun status
  shift
  log="$SELINET_CACHE/logs/$(tr -cs 'a-zA-Z0-9' '-' <<<"$name" | sed 's/-$//').$$.log"
  begun=$SECONDS
  printf '  %s ...' "$name" >&2
  set +e
  (
    set -euo pipefail
    "$@"
  ) >"$log" 2>&1 9>&- </dev/null
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    say " failed after $((SECONDS - begun)) s"
    tail -n 15 "$log" | sed 's/^/    | /' >&2
    fail "'$name' failed; the whole log is $log"
  fi
  say " $((SECONDS - begun)) s"
  rm -f "$log"
}

# install_folder FINAL COMMAND... : runs `COMMAND... TEMPORARY` and renames TEMPORARY to FINAL, so that FINAL either
# does not exist or is complete, whatever interrupts us.
install_folder() {
  local final=$1 temporary
  shift
  temporary=$(mktemp -d "$SELINET_CACHE/tmp/$(basename "$final").XXXXXX")
  "$@" "$temporary"
  chmod 755 "$temporary"
  mkdir -p "$(dirname "$final")"
  rm -rf "$final"
  mv -T "$temporary" "$final"
}

# One set-up at a time per cache: a second one waits and then finds everything there. Programs started by a step do not
# inherit the lock (step closes descriptor 9), so an orphan cannot hold it.
lock_cache() {
  exec 9>"$SELINET_CACHE/lock"
  if ! flock -n 9; then
    say "Another set-up is using $SELINET_CACHE; waiting for it."
    flock 9
  fi
  # Whoever held the lock before us and was interrupted left these behind.
  find "$SELINET_CACHE/tmp" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
  find "$SELINET_CACHE/logs" -type f -mtime +7 -delete
}

unlock_cache() { exec 9>&-; }
