# Debian 13's packages as files, fetched by apt itself, so that signatures are checked, without touching the machine's
# configuration or needing root.
# shellcheck shell=bash

# apt_of_debian_13 WORK ARGUMENTS... : apt-get with a private state that knows Debian 13 only, from this machine's own
# mirror and checked with Debian's own keys. The machine's configuration is not touched.
apt_of_debian_13() {
  local work=$1
  shift
  apt-get -q -o Acquire::Retries=3 -o Acquire::Languages=none \
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources" -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" "$@"
}

prepare_apt_of_debian_13() { # WORK
  local work=$1 mirrors
  mirrors=$(debian_mirrors | tr '\n' ' ')
  [ -n "$mirrors" ] || fail 'apt knows no Debian mirror on this machine'
  mkdir -p "$work/sources" "$work/lists/partial" "$work/cache/archives/partial" "$work/debs"
  cat >"$work/sources/debian-13.sources" <<END
Types: deb
URIs: $mirrors
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
  apt_of_debian_13 "$work" update
}

# fetch_deb WORK PACKAGE [SHA256] : prints the file's path.
fetch_deb() {
  local work=$1 package=$2 sha256=${3:-} file
  (cd "$work/debs" && apt_of_debian_13 "$work" download "$package") >&2
  file=$(find "$work/debs" -name "${package}_*.deb")
  if [ -n "$sha256" ] && ! checksum_is "$file" "$sha256"; then
    echo "$package is not the pinned build: $(sha256sum "$file")" >&2
    return 1
  fi
  printf '%s' "$file"
}
