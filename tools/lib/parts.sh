# The parts of ./tools/test: what each builds and which suites it has.
# shellcheck shell=bash

part_unit() {
  build_quietly native
  suite 'unit native' count_gtest run_unit_tests "$SELINET_ROOT/build/native/tests/unit/selinet_unit_tests"
  build_quietly wasm-simd
  suite 'unit wasm-simd, Node 24' count_gtest \
    run_unit_tests "$(node_program)" "$SELINET_ROOT/build/wasm-simd/tests/unit/selinet_unit_tests.js"
}

run_unit_tests() {
  (cd "$SELINET_ROOT" && "$@" --gtest_brief=0 ${TEST_PATTERN:+"--gtest_filter=*$TEST_PATTERN*"})
}

part_golden() {
  build_quietly native
  build_web
  make_bad_models
  suite 'golden against ai-edge-litert' count_summary "$(python_program)" "$SELINET_ROOT/tests/golden/reference.py" \
    ${TEST_PATTERN:+"*$TEST_PATTERN*"}
  suite 'golden reports' count_node run_node_tests 1 "$SELINET_ROOT"/tests/golden/*.test.ts
}

part_sdk() {
  build_web
  make_bad_models
  suite 'sdk' count_node run_node_tests 2 "$SELINET_ROOT"/web/sdk/test/*.test.ts
  suite 'sdk in Node 20' count_node run_on_old_node "$SELINET_ROOT/tests/golden/node-entry.test.ts"
  suite 'page' count_node run_node_tests 2 "$SELINET_ROOT"/web/app/test/*.test.ts
}

# run_on_old_node TEST : Node 20 reads no TypeScript, so the test goes there as one JavaScript file. It stands among the
# tests' packages to find them, and is told the folder it came from.
run_on_old_node() {
  local test=$1 file="$SELINET_ROOT/tests/node_modules/.selinet/old-node.test.mjs"
  "$SELINET_ROOT/web/node_modules/.bin/esbuild" "$test" --bundle --platform=node --format=esm --packages=external \
    --define:import.meta.dirname="\"$(dirname "$test")\"" --outfile="$file" --log-level=warning
  "$(old_node_program)" --version
  "$(old_node_program)" --test --test-reporter=spec ${TEST_PATTERN:+--test-name-pattern="$TEST_PATTERN"} "$file"
}

part_e2e() {
  build_quietly native # tests compare the page's report with the command line's
  build_web
  make_bad_models
  suite 'e2e in Chromium' count_node run_node_tests 1 "$SELINET_ROOT"/tests/e2e/*.test.ts
}

# Short: unit tests, and the command line over every odd and bad file. Full: over all photos too.
part_asan() {
  build_quietly native-asan
  suite 'asan unit' count_gtest run_unit_tests "$SELINET_ROOT/build/native-asan/tests/unit/selinet_unit_tests"
  suite 'asan command line' count_summary analyze_with_sanitizers
}

# The program may refuse a file (exit status 1) but not stumble over it: sanitizers exit with 99.
analyze_with_sanitizers() {
  local folders=(odd bad) file passed=0 failed=0 status
  [ "$SELINET_TEST_DEPTH" = short ] || folders+=(golden orientations)
  for file in $(cd "$SELINET_FIXTURES" && find "${folders[@]}" -type f | sort); do
    [[ -z "$TEST_PATTERN" || "$file" == *"$TEST_PATTERN"* ]] || continue
    status=0
    ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 timeout 300 \
      "$SELINET_ROOT/build/native-asan/examples/cli/selinet" analyze "$SELINET_FIXTURES/$file" --json \
      --models "$SELINET_ROOT/models" >/dev/null || status=$?
    if [ "$status" -le 1 ]; then
      passed=$((passed + 1))
    else
      echo "FAIL $file: exit status $status"
      failed=$((failed + 1))
    fi
  done
  echo "$passed passed, $failed failed"
}
