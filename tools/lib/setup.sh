# Everything that building, running and testing need, in one go.
# shellcheck shell=bash

BROWSER_PACKAGES=(chromium:chromium :fonts-noto-cjk)

# set_up PURPOSE : run (browser, page) or test (all of it). Prints only what it has to do.
set_up() {
  local purpose=$1 begun=$SECONDS
  lock_cache
  ensure_packages 'install what Debian has' "${COMPILER_PACKAGES[@]}" "${BROWSER_PACKAGES[@]}" \
    git:git python3:python3 :ca-certificates
  ensure_node
  ensure_toolchain native
  ensure_toolchain wasm-simd
  ensure_npm_packages web
  ensure_npm_packages tests
  if [ "$purpose" = test ]; then
    ensure_packages 'install Python' :python3-venv
    ensure_old_node
    ensure_python
    ensure_fixtures
  fi
  unlock_cache
  [ $((SECONDS - begun)) -lt 5 ] || say "Set-up took $((SECONDS - begun)) s."
}
