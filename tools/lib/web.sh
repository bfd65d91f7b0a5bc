# JavaScript packages of web/ and tests/, and the built SDK and page.
# shellcheck shell=bash

# ensure_npm_packages FOLDER : npm ci, once per lock file. Works without network when npm's cache, in ours, has it all.
ensure_npm_packages() {
  local folder="$SELINET_ROOT/$1" stamp key
  stamp="$folder/node_modules/.selinet-stamp"
  key=$(pins_of NODE NPM | key_of "$folder/package-lock.json")
  [ "$(cat "$stamp" 2>/dev/null)" = "$key" ] && return 0
  ensure_node
  step "install the JavaScript packages of $1/" npm_ci "$folder"
  echo "$key" >"$stamp"
}

npm_ci() {
  cd "$1" || return
  run_npm ci || {
    echo 'once more, asking the registry anew'
    npm_config_prefer_offline=false run_npm ci
  }
}

# build_web : SDK and page, which take the wasm module and the models along; skipped when nothing changed.
build_web() {
  local stamp="$SELINET_ROOT/build/web.stamp" key
  lock_cache
  ensure_toolchain wasm-simd
  ensure_npm_packages web
  unlock_cache
  build_quietly wasm-simd selinet_wasm
  key=$(web_inputs)
  if [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || [ ! -d "$SELINET_ROOT/web/app/dist" ]; then
    (
      flock 8
      rm -f "$stamp"
      step 'build the SDK and the page' run_web_build
      echo "$key" >"$stamp"
    ) 8>"$SELINET_ROOT/build/web.lock"
  fi
}

run_web_build() {
  cd "$SELINET_ROOT/web" || return
  run_npm run build
}

web_inputs() {
  {
    find "$SELINET_ROOT/web" \( -name node_modules -o -name dist \) -prune -o -type f -print0 |
      sort -z | xargs -0 sha256sum
    sha256sum "$SELINET_ROOT"/build/wasm-simd/wasm/selinet-* "$SELINET_ROOT"/models/*.tflite \
      "$SELINET_ROOT"/models/manifest.json
  } | sha256sum | cut -c1-12
}
