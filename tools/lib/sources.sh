# Pinned source archives: from the Debian mirror this machine is configured with, else from git at the pinned commit.
# shellcheck shell=bash

APT_HELPER=/usr/lib/apt/apt-helper

# debian_mirrors: base addresses of this machine's Debian archives, from apt's own answer where it has lists, else read
# from both forms of its configuration.
debian_mirrors() {
  {
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
      awk '$1 == "Debian" {print $2}' || true
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -nE 's/^deb(-src)? +(\[[^]]*\] +)?([^ ]+) .*/\3/p' || true
    sed -nE 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | tr -s ' ' '\n' || true
  } | sed -E 's#/+$##' | grep -E '/debian$' | awk '!seen[$0]++' || true
}

checksum_is() { [ -f "$1" ] && echo "$2  $1" | sha256sum -c --status 2>/dev/null; }

# download ADDRESS FILE SHA256: through apt's own transports, so that its proxies and credentials hold.
download() {
  local address=$1 file=$2 sha256=$3
  if [ -x "$APT_HELPER" ]; then
    "$APT_HELPER" -o Acquire::Retries=3 download-file "$address" "$file" "SHA256:$sha256" || return 1
  else
    curl -fsSL --retry 3 -o "$file" "$address" || return 1
  fi
  checksum_is "$file" "$sha256"
}

# fetch_archive POOL_PATH SHA256: leaves the verified archive in the cache; fails where no mirror has it.
fetch_archive() {
  local pool=$1 sha256=$2 file part mirror
  file="$SELINET_CACHE/downloads/$(basename "$pool")"
  checksum_is "$file" "$sha256" && return 0
  mkdir -p "$SELINET_CACHE/downloads"
  part=$(mktemp -d "$SELINET_CACHE/tmp/download.XXXXXX")
  for mirror in $(debian_mirrors); do
    if download "$mirror/pool/main/$pool" "$part/file" "$sha256"; then
      mv "$part/file" "$file"
      return 0
    fi
    rm -f "$part/file"
  done
  return 1
}

# unpack_archive FILE FOLDER: without the archive's own top folder, if it has exactly one.
unpack_archive() {
  local file=$1 folder=$2 entries
  tar -x --no-same-owner -f "$file" -C "$folder"
  mapfile -t entries < <(find "$folder" -mindepth 1 -maxdepth 1)
  if [ "${#entries[@]}" -eq 1 ] && [ -d "${entries[0]}" ]; then
    mv -T "${entries[0]}" "$folder.inner"
    rmdir "$folder"
    mv -T "$folder.inner" "$folder"
  fi
}

clone_commit() {
  local address=$1 commit=$2 folder=$3
  command -v git >/dev/null || fail "git is needed to fetch $address"
  git -c init.defaultBranch=pinned init -q "$folder"
  git -C "$folder" fetch -q --depth 1 "$address" "$commit"
  git -C "$folder" -c advice.detachedHead=false checkout -q FETCH_HEAD
  rm -rf "$folder/.git"
}

# pin NAME FIELD: the value of NAME_FIELD in tools/pins.sh.
pin() {
  local variable="$1_$2"
  printf '%s' "${!variable}"
}

source_folder() { # NAME in upper case; keyed by content, shared by all variants
  printf '%s/sources/%s-%.12s' "$SELINET_CACHE" "${1,,}" "$(pin "$1" SHA256)"
}

unpack_source() { # NAME FOLDER
  local name=$1 folder=$2
  if fetch_archive "$(pin "$name" POOL)" "$(pin "$name" SHA256)"; then
    unpack_archive "$SELINET_CACHE/downloads/$(basename "$(pin "$name" POOL)")" "$folder"
  else
    echo "no mirror has $(pin "$name" POOL); cloning $(pin "$name" GIT)"
    clone_commit "$(pin "$name" GIT)" "$(pin "$name" COMMIT)" "$folder"
  fi
}

ensure_source() {
  local folder
  folder=$(source_folder "$1")
  [ -d "$folder" ] || install_folder "$folder" unpack_source "$1"
}
