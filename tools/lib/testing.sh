# Runs suites of tests, each in its own log, and adds up what they counted.
# shellcheck shell=bash

TESTS_PASSED=0
TESTS_FAILED=0

# suite NAME COUNTER COMMAND... : runs COMMAND and prints one line with its counts and its time; COUNTER reads the log
# and prints "PASSED FAILED". A suite that ends badly has at least one failure, whatever it printed.
suite() {
  local name=$1 counter=$2 log begun status passed failed
  shift 2
  log="$SELINET_CACHE/logs/test-$(tr -cs 'a-zA-Z0-9' '-' <<<"$name" | sed 's/-$//').log"
  begun=$SECONDS
  set +e # as in step: a condition would switch strictness off inside the suite
  (
    set -euo pipefail
    "$@"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  read -r passed failed < <("$counter" "$log" "$status")
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ "$((passed + failed))" -eq 0 ] && [ -z "$TEST_PATTERN" ]; then
    echo 'This suite ran no tests.' >>"$log"
    failed=1
  fi
  printf '%-32s %5d passed, %d failed  %4d s\n' "$name" "$passed" "$failed" "$((SECONDS - begun))"
  if [ "$failed" -gt 0 ]; then
    failures_of "$log"
    echo "    whole log: $log"
  fi
  TESTS_PASSED=$((TESTS_PASSED + passed))
  TESTS_FAILED=$((TESTS_FAILED + failed))
}

# The lines of a log that say what failed, or its end where none does.
failures_of() {
  {
    grep -aE -m 40 -A 6 '^\[  FAILED  \]|: Failure$|^ *✖|^FAIL|ERROR: AddressSanitizer|runtime error:|error:' "$1" ||
      tail -n 20 "$1"
  } | awk 'NR <= 40 {print "    | " $0}'
}

count_gtest() {
  local passed failed
  passed=$(sed -nE 's/^\[  PASSED  \] ([0-9]+) tests?\.$/\1/p' "$1" | tail -n 1)
  failed=$(sed -nE 's/^\[  FAILED  \] ([0-9]+) tests?, listed below:$/\1/p' "$1" | tail -n 1)
  echo "${passed:-0} ${failed:-0}"
}

# node:test's "spec" reporter; a cancelled test is a failed one.
count_node() {
  awk '/^ℹ pass / {p += $3} /^ℹ (fail|cancelled) / {f += $3} END {print p + 0, f + 0}' "$1"
}

count_summary() { # a last line "N passed, N failed"
  local counts
  counts=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$1" | tail -n 1)
  echo "${counts:-0 0}"
}

count_status() { if [ "$2" -eq 0 ]; then echo 1 0; else echo 0 1; fi; }

# run_node_tests CONCURRENCY FILE... : the files whose name matches the pattern; where none does, all of them, with the
# pattern for test names.
run_node_tests() {
  local concurrency=$1 file chosen=() options=()
  shift
  for file in "$@"; do
    [[ -e "$file" ]] || {
      echo "There is no $file."
      return 1
    }
    [[ -z "$TEST_PATTERN" || "$(basename "$file")" != *"$TEST_PATTERN"* ]] || chosen+=("$file")
  done
  if [ -n "$TEST_PATTERN" ] && [ "${#chosen[@]}" -eq 0 ]; then options=(--test-name-pattern "$TEST_PATTERN"); fi
  [ "${#chosen[@]}" -gt 0 ] || chosen=("$@")
  "$(node_program)" --test --test-reporter=spec --test-concurrency="$concurrency" "${options[@]}" "${chosen[@]}"
}

# What tests may read; CONTRIBUTING.md lists it.
export_test_environment() {
  SELINET_FIXTURES=$(fixtures_folder)
  SELINET_SOURCES=$(fixture_sources_folder)
  SELINET_NODE=$(node_program)
  SELINET_OLD_NODE=$(old_node_program)
  SELINET_PYTHON=$(python_program)
  SELINET_CLI="$SELINET_ROOT/build/native/examples/cli/selinet"
  SELINET_BAD_MODELS="$SELINET_ROOT/build/bad-models"
  SELINET_SDK="$SELINET_ROOT/web/sdk/dist"
  SELINET_APP="$SELINET_ROOT/web/app/dist"
  SELINET_CHROMIUM=$(command -v chromium)
  export SELINET_FIXTURES SELINET_SOURCES SELINET_NODE SELINET_OLD_NODE SELINET_PYTHON SELINET_CLI
  export SELINET_BAD_MODELS SELINET_SDK SELINET_APP SELINET_CHROMIUM
  export SELINET_TEST_DEPTH=${SELINET_TEST_DEPTH:-short}
  PATH="$(dirname "$SELINET_NODE"):$PATH" # tests that start Node themselves get the pinned one
  export PATH
}

make_bad_models() {
  step 'make the damaged models for the tests' \
    "$(python_program)" "$SELINET_ROOT/tests/data/make_bad_models.py" --models "$SELINET_ROOT/models" \
    --out "$SELINET_ROOT/build/bad-models"
}
