# Emscripten: the machine's own if it is new enough, Debian 13's package there, and on Debian 12 that same package in
# the cache.
# shellcheck shell=bash

# Sanitizer runtimes, position-independent copies, tests and documents: 0.7 GB of 1.6 that no link here asks for. The GL
# libraries stay, every link looks for libGL-getprocaddr.
EMSCRIPTEN_LEFT_OUT=(
  --exclude='*/lib*asan*' --exclude='*/libubsan*' --exclude='*/liblsan*' --exclude='*/pic/*' --exclude='*/lto-pic/*'
  --exclude='*/thinlto*' --exclude='./usr/share/emscripten/test' --exclude='./usr/share/emscripten/docs'
  --exclude='./usr/share/doc'
)

emcc_on_path_version() { # the machine's own, not ours that use_emscripten put there
  local emcc
  emcc=$(command -v emcc) || return 1
  [[ $(readlink -f "$emcc") != "$(emscripten_folder)"/* ]] || return 1
  emcc --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'
}

emcc_on_path_is_good() {
  local version
  version=$(emcc_on_path_version) || return 1
  [ -n "$version" ] && printf '%s\n%s\n' "$EMSCRIPTEN_FLOOR" "$version" | sort -V -C
}

emscripten_folder() {
  printf '%s/emscripten-%s' "$SELINET_CACHE" \
    "$({
      pins_of EMSCRIPTEN BINARYEN ACORN NODE
      echo "$SELINET_CACHE" # its wrappers hold absolute paths
      declare -f unpack_emscripten write_binaryen_wrappers write_emscripten_config
      declare -p EMSCRIPTEN_LEFT_OUT
    } | key_of)"
}

# emscripten_root: the folder with emcc and cmake/Modules.
emscripten_root() {
  if emcc_on_path_is_good; then
    dirname "$(readlink -f "$(command -v emcc)")"
  else
    printf '%s/usr/share/emscripten' "$(emscripten_folder)"
  fi
}

emscripten_toolchain() { printf '%s/cmake/Modules/Platform/Emscripten.cmake' "$(emscripten_root)"; }

emscripten_version() {
  if emcc_on_path_is_good; then
    echo "path $(emcc_on_path_version)"
  else
    echo "debian $EMSCRIPTEN_DEB_SHA256"
  fi
}

use_emscripten() {
  emcc_on_path_is_good && return 0
  EM_CONFIG="$(emscripten_folder)/em_config"
  PATH="$(emscripten_root):$PATH"
  export EM_CONFIG PATH
}

ensure_emscripten() {
  emcc_on_path_is_good && return 0
  case $(debian_release) in
    13)
      ensure_packages 'install Emscripten' :emscripten
      emcc_on_path_is_good || fail "Debian's emcc is older than $EMSCRIPTEN_FLOOR: please update this Debian 13."
      ;;
    12)
      require_x86_64
      ensure_packages 'install the LLVM that Emscripten uses' \
        :clang-19 :lld-19 :llvm-19 python3:python3 xz:xz-utils :debian-archive-keyring
      ensure_node
      [ -d "$(emscripten_folder)" ] ||
        step 'set up Emscripten' install_folder "$(emscripten_folder)" unpack_emscripten "$(emscripten_folder)"
      ;;
    *)
      fail "please install Emscripten $EMSCRIPTEN_FLOOR or newer (the emsdk of emscripten.org) so that emcc is on PATH."
      ;;
  esac
}

unpack_emscripten() { # FINAL TEMPORARY
  local final=$1 folder=$2 work file package
  work=$(mktemp -d "$SELINET_CACHE/tmp/apt.XXXXXX")
  prepare_apt_of_debian_13 "$work"
  file=$(fetch_deb "$work" emscripten "$EMSCRIPTEN_DEB_SHA256")
  dpkg-deb --fsys-tarfile "$file" | tar -x --no-same-owner -C "$folder" "${EMSCRIPTEN_LEFT_OUT[@]}"
  file=$(fetch_deb "$work" binaryen "$BINARYEN_DEB_SHA256")
  dpkg-deb -x "$file" "$folder/binaryen"
  for package in libc6 libstdc++6 libgcc-s1; do
    file=$(fetch_deb "$work" "$package")
    dpkg-deb -x "$file" "$folder/runtime"
  done
  rm -rf "$work"
  write_binaryen_wrappers "$final" "$folder"
  # An ESM import ignores NODE_PATH, so acorn has to stand in a node_modules beside the optimiser.
  mkdir -p "$folder/usr/share/emscripten/node_modules"
  rm -rf "$folder/usr/share/emscripten/node_modules/acorn"
  mkdir "$folder/usr/share/emscripten/node_modules/acorn"
  fetch_npm_package "acorn@$ACORN_VERSION" "$ACORN_SHA256" "$folder/usr/share/emscripten/node_modules/acorn"
  write_emscripten_config "$final" "$folder"
}

# Binaryen is linked against Debian 13's C library: start it through that library's own loader.
write_binaryen_wrappers() { # FINAL FOLDER
  local final=$1 folder=$2 program libraries
  libraries="$final/runtime/usr/lib/x86_64-linux-gnu"
  mkdir -p "$folder/bin"
  for program in "$folder"/binaryen/usr/bin/*; do
    program=$(basename "$program")
    cat >"$folder/bin/$program" <<END
#!/bin/sh
exec '$libraries/ld-linux-x86-64.so.2' --library-path '$libraries:$final/binaryen/usr/lib/x86_64-linux-gnu' \\
  '$final/binaryen/usr/bin/$program' "\$@"
END
    chmod 755 "$folder/bin/$program"
  done
}

write_emscripten_config() { # FINAL FOLDER
  cat >"$2/em_config" <<END
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$1'
NODE_JS = '$(node_program)'
CACHE = '$1/usr/share/emscripten/cache'
FROZEN_CACHE = True
END
}
