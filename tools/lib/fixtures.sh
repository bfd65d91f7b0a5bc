# Photos and foreign model files for the tests: unpacked from packages, then made by tests/data/make_fixtures.py.
# shellcheck shell=bash

fixture_sources_folder() {
  printf '%s/fixture-sources-%s' "$SELINET_CACHE" "$({
    pins_of FACE_API MEDIAPIPE
    declare -f unpack_fixture_sources unpack_mediapipe keep_only
  } | key_of)"
}

fixtures_folder() {
  printf '%s/fixtures-%s' "$SELINET_CACHE" "$(
    grep -E '^(pillow|numpy)==' "$SELINET_ROOT/tools/requirements.txt" | key_of "$SELINET_ROOT"/tests/data/*.py
  )"
}

# keep_only FOLDER NAME... : of what was unpacked, only files of those name patterns, and licences.
keep_only() {
  local folder=$1 name
  local keep=(-name 'LICENSE*' -o -name README.md -o -name package.json)
  shift
  for name in "$@"; do
    keep+=(-o -name "$name")
  done
  find "$folder" -type f ! \( "${keep[@]}" \) -delete
  find "$folder" -type d -empty -delete
}

# Some models come inside a pack of assets, which tests/golden/reference.py opens.
unpack_mediapipe() { # FOLDER PIN PACKAGE
  local folder="$1/mediapipe-$3"
  mkdir "$folder"
  fetch_npm_package "@mediapipe/$3@$(pin "MEDIAPIPE_$2" VERSION)" "$(pin "MEDIAPIPE_$2" SHA256)" "$folder"
  keep_only "$folder" '*.tflite' '*_packed_assets*'
}

unpack_fixture_sources() { # FOLDER
  local folder=$1 work file
  mkdir "$folder/face-api" "$folder/skimage"
  fetch_npm_package "@vladmandic/face-api@$FACE_API_VERSION" "$FACE_API_SHA256" "$folder/face-api"
  keep_only "$folder/face-api" 'sample*.jpg'
  unpack_mediapipe "$folder" FACE face_detection
  unpack_mediapipe "$folder" POSE pose
  unpack_mediapipe "$folder" SELFIE selfie_segmentation
  unpack_mediapipe "$folder" HANDS hands
  work=$(mktemp -d "$SELINET_CACHE/tmp/apt.XXXXXX")
  prepare_apt_of_debian_13 "$work"
  file=$(fetch_deb "$work" python3-skimage)
  dpkg-deb --fsys-tarfile "$file" | tar -x --no-same-owner -C "$folder/skimage" --wildcards \
    '*/skimage/data/astronaut.png' '*/skimage/data/coffee.png' '*/skimage/data/chelsea.png' '*/copyright'
  rm -rf "$work"
}

make_fixtures() { # FOLDER
  "$(python_program)" "$SELINET_ROOT/tests/data/make_fixtures.py" --sources "$(fixture_sources_folder)" --out "$1/made"
  mv "$1"/made/* "$1"/
  rmdir "$1/made"
}

ensure_fixtures() {
  if [ ! -d "$(fixture_sources_folder)" ]; then
    ensure_node
    step 'fetch photos and models for the tests' install_folder "$(fixture_sources_folder)" unpack_fixture_sources
  fi
  if [ ! -d "$(fixtures_folder)" ]; then
    ensure_python
    step 'make the test photos' install_folder "$(fixtures_folder)" make_fixtures
  fi
}
