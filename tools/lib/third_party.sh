# The C and C++ libraries below the core: built once per variant, installed into the cache.
# shellcheck shell=bash

THIRD_PARTY_NAMES=(XNNPACK PTHREADPOOL FXDIV CPUINFO STB FLATBUFFERS CJSON MBEDTLS GOOGLETEST)

# third_party_prefix VARIANT: where that variant is, or will be, installed. A new recipe or compiler is a new folder.
third_party_prefix() {
  local variant=$1 key
  key=$({
    echo "$variant"
    compiler_version "$variant"
    pins_of "${THIRD_PARTY_NAMES[@]}"
  } | key_of "$SELINET_ROOT/cmake/third_party" "$SELINET_ROOT/cmake/variant.cmake")
  printf '%s/third_party/%s-%s' "$SELINET_CACHE" "$variant" "$key"
}

compiler_version() {
  if [ "$1" = native ]; then
    "${CXX:-c++}" --version | head -n 1
  else
    emscripten_version
  fi
}

gather_sources() {
  local name
  for name in "${THIRD_PARTY_NAMES[@]}"; do
    ensure_source "$name"
  done
}

build_third_party() { # VARIANT WORK PREFIX
  local variant=$1 work=$2 prefix=$3 name toolchain=()
  mkdir -p "$work/sources"
  for name in "${THIRD_PARTY_NAMES[@]}"; do
    ln -sfn "$(source_folder "$name")" "$work/sources/${name,,}"
  done
  if [ "$variant" != native ]; then
    toolchain=(-DCMAKE_TOOLCHAIN_FILE="$(emscripten_toolchain)")
  fi
  cmake -S "$SELINET_ROOT/cmake/third_party" -B "$work/build" -G Ninja \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS_RELEASE='-O2 -DNDEBUG' -DCMAKE_CXX_FLAGS_RELEASE='-O2 -DNDEBUG' \
    -DSELINET_SOURCES="$work/sources" -DSELINET_VARIANT="$variant" "${toolchain[@]}"
  cmake --build "$work/build"
  cmake --install "$work/build" --prefix "$prefix"
}

ensure_third_party() { # VARIANT
  local variant=$1 prefix work
  prefix=$(third_party_prefix "$variant")
  # The build tree has a name of its own rather than a temporary one, so that an interrupted build goes on.
  work="$SELINET_CACHE/build/$(basename "$prefix")"
  [ -d "$prefix" ] && return 0
  step 'fetch the pinned third-party sources' gather_sources
  step "build the third-party libraries ($variant)" install_folder "$prefix" build_third_party "$variant" "$work"
  rm -rf "$work"
}
