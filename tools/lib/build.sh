# Configures and builds one CMake preset, with all that it needs.
# shellcheck shell=bash

# With what unpacks the source archives.
COMPILER_PACKAGES=(c++:g++ cmake:cmake ninja:ninja-build xz:xz-utils bzip2:bzip2)
# A convenience (use_compiler_cache), so nobody has to install it by hand.
[ -z "$(debian_release)" ] || COMPILER_PACKAGES+=(ccache:ccache)

variant_of() { # PRESET
  case $1 in
    native | native-asan) echo native ;;
    wasm-simd) echo wasm-simd ;;
    *) fail "unknown preset '$1'; one of: native, native-asan, wasm-simd" ;;
  esac
}

# ensure_toolchain PRESET : compilers and third-party libraries; the caller holds the cache's lock.
ensure_toolchain() {
  local variant
  variant=$(variant_of "$1")
  ensure_packages 'install the compiler and build tools' "${COMPILER_PACKAGES[@]}"
  if [ "$variant" != native ]; then
    ensure_node
    ensure_emscripten
  fi
  ensure_third_party "$variant"
}

# use_compiler_cache : what was compiled once is not compiled again in another checkout. A convenience: where there is no
# ccache, everything is compiled. Paths in debug information are then those of the first checkout.
use_compiler_cache() {
  command -v ccache >/dev/null || return 0
  export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
  export CCACHE_DIR="$SELINET_CACHE/ccache" CCACHE_MAXSIZE=1G CCACHE_BASEDIR="$SELINET_ROOT" CCACHE_NOHASHDIR=1
}

# export_build_environment PRESET : what CMakePresets.json reads.
export_build_environment() {
  local variant
  variant=$(variant_of "$1")
  SELINET_WARNINGS_AS_ERRORS=OFF
  [ "${CI:-}" != true ] || SELINET_WARNINGS_AS_ERRORS=ON
  export SELINET_WARNINGS_AS_ERRORS
  case $variant in
    native)
      use_compiler_cache
      SELINET_THIRD_PARTY_NATIVE=$(third_party_prefix native)
      export SELINET_THIRD_PARTY_NATIVE
      ;;
    wasm-simd)
      use_emscripten
      SELINET_THIRD_PARTY_WASM_SIMD=$(third_party_prefix wasm-simd)
      SELINET_EMSCRIPTEN_TOOLCHAIN=$(emscripten_toolchain)
      SELINET_NODE=$(node_program)
      export SELINET_THIRD_PARTY_WASM_SIMD SELINET_EMSCRIPTEN_TOOLCHAIN SELINET_NODE
      ;;
  esac
}

# build_preset PRESET [TARGET...] : configures when the preset's inputs changed, builds, says what ninja says on stderr.
build_preset() {
  local preset=$1 tree stamp inputs
  shift
  tree="$SELINET_ROOT/build/$preset"
  stamp="$tree/selinet.stamp"
  mkdir -p "$tree"
  (
    flock 8 # two builds in one tree would spoil it
    export_build_environment "$preset"
    inputs=$({ env | grep -E '^(SELINET_(THIRD_PARTY|EMSCRIPTEN|NODE|WARNINGS)|CMAKE_)' | sort; } | key_of "$SELINET_ROOT/CMakePresets.json")
    if [ "$(cat "$stamp" 2>/dev/null)" != "$inputs" ]; then
      rm -rf "$tree/CMakeCache.txt" "$tree/CMakeFiles"
      (cd "$SELINET_ROOT" && cmake --preset "$preset") >&2 || exit 1
      echo "$inputs" >"$stamp"
    fi
    if [ "$#" -gt 0 ]; then
      (cd "$SELINET_ROOT" && cmake --build --preset "$preset" --target "$@") >&2
    else
      (cd "$SELINET_ROOT" && cmake --build --preset "$preset") >&2
    fi
  ) 8>"$tree.lock"
}

# build_quietly PRESET [TARGET...] : build_preset for tools whose output is about something else: says only what a person
# must see, and the time when it was long.
build_quietly() {
  local log="$SELINET_CACHE/logs/build-$1.log" begun=$SECONDS status
  set +e
  (build_preset "$@") >"$log" 2>&1
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    { grep -aE -A 12 'FAILED|error:|CMake Error' "$log" || tail -n 20 "$log"; } | awk 'NR <= 40' >&2
    fail "building $1 failed; the whole log is $log"
  fi
  grep -a 'warning:' "$log" >&2 || true
  [ $((SECONDS - begun)) -lt 5 ] || say "  built $1 in $((SECONDS - begun)) s"
}
