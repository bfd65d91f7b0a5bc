# What the operating system has to offer: which Debian this is, and its packages. The only place that asks for root.
# shellcheck shell=bash

# debian_release: 12, 13 ... or nothing where this is not Debian.
debian_release() {
  (
    # shellcheck disable=SC1091
    source /etc/os-release 2>/dev/null || exit 0
    if [ "${ID:-}" = debian ]; then echo "${VERSION_ID:-}"; fi
  )
}

package_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = ii ]
}

# ensure_packages REASON COMMAND:PACKAGE... | :PACKAGE... : installs the Debian packages whose command (or, with nothing
# before ":", whose package) is missing.
ensure_packages() {
  local reason=$1 pair missing=()
  shift
  for pair in "$@"; do
    if [ -n "${pair%%:*}" ]; then
      command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    else
      package_installed "${pair#:}" || missing+=("${pair#:}")
    fi
  done
  [ "${#missing[@]}" -eq 0 ] && return 0
  if [ -z "$(debian_release)" ]; then
    fail "$reason: please install what Debian calls ${missing[*]}, then run this again."
  fi
  local line="apt-get install -y --no-install-recommends ${missing[*]}"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "$reason: please run as root: $line"
    say "  root is needed for: $line"
    sudo -v || fail "$reason: please run as root: $line"
    root=(sudo -n)
  fi
  step "$reason (apt: ${missing[*]})" install_packages "${root[@]}" -- "${missing[@]}"
}

# install_packages [sudo -n] -- PACKAGE... : the lists are refreshed only when an installation with the present ones fails.
install_packages() {
  local root=()
  while [ "$1" != -- ]; do
    root+=("$1")
    shift
  done
  shift
  local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
  local install=("${apt[@]}" install -y --no-install-recommends "$@")
  if "${install[@]}"; then return 0; fi
  "${apt[@]}" update
  "${install[@]}"
}
