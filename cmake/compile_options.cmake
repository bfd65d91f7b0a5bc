# Flags for our own code. Everything is built without exceptions: errors are values, and wasm without exception support
# is smaller.
add_compile_options(
  ${SELINET_WASM_COMPILE_OPTIONS}
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>
  -ffunction-sections
  -fdata-sections)
add_link_options(${SELINET_WASM_COMPILE_OPTIONS})

if(SELINET_SANITIZE)
  # The first finding ends the test; frame pointers make its stack readable.
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${sanitize})
  add_link_options(${sanitize})
endif()

# Linked privately by our own targets, so that no one who uses a public header inherits our warnings.
add_library(selinet_warnings INTERFACE)
target_compile_options(selinet_warnings INTERFACE
  -Wall
  -Wextra
  -Wpedantic
  -Wshadow
  -Wnon-virtual-dtor
  -Wimplicit-fallthrough)
if(SELINET_WARNINGS_AS_ERRORS)
  target_compile_options(selinet_warnings INTERFACE -Werror)
endif()
