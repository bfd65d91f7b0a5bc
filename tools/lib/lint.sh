# Formatting and static checks; each counts as one test.
# shellcheck shell=bash

part_lint() {
  build_quietly native all # clang-tidy reads its compile commands
  local check
  for check in clang_format shell python typescript types length; do
    [[ -z "$TEST_PATTERN" || "$check" == *"$TEST_PATTERN"* ]] || continue
    suite "lint ${check//_/-}" count_status "lint_$check"
  done
  # Minutes on a cold machine, so only in the long form or when asked for by name.
  if [[ "${SELINET_TEST_DEPTH:-}" == full || "$TEST_PATTERN" == clang_tidy ]]; then
    suite 'lint clang-tidy' count_status lint_clang_tidy
  fi
}

tracked() { git -C "$SELINET_ROOT" ls-files --cached --others --exclude-standard -- "$@"; }

python_tool() { # NAME ARGUMENTS... : a program of the Python environment
  local name=$1
  shift
  "$(dirname "$(python_program)")/$name" "$@"
}

lint_clang_format() {
  cd "$SELINET_ROOT" || return
  tracked '*.h' '*.cc' | xargs -r "$(dirname "$(python_program)")/clang-format" --dry-run --Werror
}

# A source is checked again only when it, any header, the checks or the compile commands changed: the whole takes minutes.
lint_clang_tidy() {
  local stamps="$SELINET_ROOT/build/native/clang-tidy" common source key work=()
  cd "$SELINET_ROOT" || return
  mkdir -p "$stamps"
  common=$({
    cat .clang-tidy tools/requirements.txt
    python_program
    tracked '*.h' | xargs cat
    sed 's/[0-9a-f]\{12\}//g' build/native/build.ninja | grep -E 'FLAGS|DEFINES|INCLUDES' | sort -u
  } | sha256sum)
  for source in $(tracked 'core/*.cc' 'wasm/*.cc' 'examples/*.cc' 'tests/*.cc'); do
    grep -q "/$source\"" build/native/compile_commands.json || continue
    key=$({
      echo "$common"
      cat "$source"
    } | sha256sum | cut -c1-16)
    [ -e "$stamps/$key" ] || work+=("$source $stamps/$key")
  done
  [ "${#work[@]}" -eq 0 ] ||
    printf '%s\n' "${work[@]}" | CLANG_TIDY="$(dirname "$(python_program)")/clang-tidy" \
      xargs -P "$(nproc)" -L 1 bash "$SELINET_ROOT/tools/lib/clang_tidy_one.sh"
}

lint_shell() {
  cd "$SELINET_ROOT" || return
  { tracked '*.sh'; git grep --untracked -lE '^#!/usr/bin/env bash' -- ':!*.sh' ':!*.md'; } | sort -u |
    xargs -r "$(dirname "$(python_program)")/shellcheck" -x -P SCRIPTDIR
}

lint_python() {
  cd "$SELINET_ROOT" || return
  python_tool ruff check --no-cache .
  python_tool ruff format --no-cache --check .
}

lint_typescript() {
  cd "$SELINET_ROOT/web" || return
  "$(node_program)" node_modules/@biomejs/biome/bin/biome ci --colors=off --error-on-warnings . ../tests ../tools ../examples
}

lint_types() {
  cd "$SELINET_ROOT/web" || return
  run_npm run check --workspaces
  "$(node_program)" node_modules/typescript/bin/tsc --noEmit -p ../tests/tsconfig.json
}

# Files of our own stay under 400 lines.
lint_length() {
  local file lines bad=0
  cd "$SELINET_ROOT" || return
  while read -r file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -ge 400 ]; then
      echo "error: $file has $lines lines; 400 is too many"
      bad=1
    fi
  done < <(tracked '*.h' '*.cc' '*.ts' '*.tsx' '*.js' '*.mjs' '*.css' '*.py' '*.sh' '*.cmake' '*CMakeLists.txt' 'tools/*' |
    grep -v 'package-lock.json$' | sort -u)
  return "$bad"
}
