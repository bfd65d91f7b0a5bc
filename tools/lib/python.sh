# The Python environment of tools and tests: formatters, linters, the reference interpreter.
# shellcheck shell=bash

python_folder() {
  printf '%s/python-%s' "$SELINET_CACHE" "$({
    /usr/bin/python3 --version 2>/dev/null
    declare -f make_python
    echo "$SELINET_CACHE" # an environment knows its place
  } | key_of "$SELINET_ROOT/tools/requirements.txt")"
}
python_program() { printf '%s/bin/python' "$(python_folder)"; }

# An environment cannot be moved once made, so a last file says that it is complete.
make_python() { # FOLDER
  rm -rf "$1"
  /usr/bin/python3 -m venv "$1"
  PIP_CACHE_DIR="$SELINET_CACHE/pip" "$1/bin/python" -m pip install --disable-pip-version-check --no-input \
    --only-binary :all: --no-deps --require-hashes -r "$SELINET_ROOT/tools/requirements.txt"
  touch "$1/complete"
}

ensure_python() {
  [ -e "$(python_folder)/complete" ] && return 0
  ensure_packages 'install Python' :python3-venv
  step 'set up Python for the tests' make_python "$(python_folder)"
}
