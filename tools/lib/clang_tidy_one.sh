#!/usr/bin/env bash
# clang_tidy_one.sh SOURCE STAMP : checks one source and leaves STAMP when it is clean. Run by xargs from lint.sh.
set -euo pipefail
"$CLANG_TIDY" --quiet --warnings-as-errors='*' -p build/native "$1" 2>/dev/null || {
  echo "FAIL $1"
  exit 1
}
touch "$2"
