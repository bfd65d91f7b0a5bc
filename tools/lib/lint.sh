# Formatting and static checks; each counts as one test.
# shellcheck shell=bash

part_lint() {
  build_quietly native all # clang-tidy reads its compile commands
  build_web                # the page's types are those of the built SDK
  local check
  for check in clang_format clang_tidy shell python typescript types length; do
    [[ -z "$TEST_PATTERN" || "$check" == *"$TEST_PATTERN"* ]] || continue
    suite "lint ${check//_/-}" count_status "lint_$check"
  done
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

# A source is checked again only when it, a header it includes, the checks or its compile command changed: the whole takes
# minutes. The stamps of clean sources lie in the cache, where a fresh clone finds them.
lint_clang_tidy() {
  local stamps="$SELINET_CACHE/clang-tidy" common key source work=()
  cd "$SELINET_ROOT" || return
  mkdir -p "$stamps"
  find "$stamps" -type f -mtime +30 -delete
  common=$(
    {
      cat .clang-tidy
      "$(dirname "$(python_program)")/clang-tidy" --version
      # Neither where the checkout lies nor whether warnings are errors changes what there is to find.
      grep -E 'FLAGS|DEFINES|INCLUDES' build/native/build.ninja | sed "s|$SELINET_ROOT||g; s/ -Werror//" | sort -u
    } | sha256sum
  )
  ninja -C build/native -t deps >build/native/dependencies.txt
  for source in $(tracked 'core/*.cc' 'wasm/*.cc' 'examples/*.cc' 'tests/*.cc'); do
    grep -q "/$source\"" build/native/compile_commands.json || continue
    key=$({
      echo "$common"
      included_by "$source" | sort -u | xargs -d '\n' sha256sum | awk '{print $1}'
    } | sha256sum | cut -c1-16)
    if [ -e "$stamps/$key" ]; then touch "$stamps/$key"; else work+=("$source $stamps/$key"); fi
  done
  [ "${#work[@]}" -eq 0 ] ||
    printf '%s\n' "${work[@]}" | CLANG_TIDY="$(dirname "$(python_program)")/clang-tidy" \
      xargs -P "$(nproc)" -L 1 bash "$SELINET_ROOT/tools/lib/clang_tidy_one.sh"
}

# included_by SOURCE : the files of ours that it is made of, itself among them, as ninja learnt them from the compiler.
included_by() {
  awk -v root="$SELINET_ROOT/" -v source="$1" '
    function flush() {if (is_its) printf "%s", ours; ours = ""; is_its = 0}
    /^[^ ]/ {flush()}
    /^ / {
      sub(/^ +/, "")
      if (index($0, root) == 1) file = substr($0, length(root) + 1)
      else if (index($0, "../../") == 1) file = substr($0, 7) # as ccache writes it
      else next
      ours = ours file "\n"
      if (file == source) is_its = 1
    }
    END {flush()}
  ' build/native/dependencies.txt
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
