# Loads the whole library, in dependency order.
# shellcheck shell=bash

_lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for _part in common system sources debs node emscripten third_party build web python fixtures setup testing lint parts; do
  # shellcheck source=/dev/null
  source "$_lib/$_part.sh"
done
unset _lib _part
