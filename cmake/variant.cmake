# The one place that says what each build variant means; the third-party build and the project both read it, so that
# no object file is ever compiled for another variant than the one it is linked into.
#   native                 this machine, threads
#   wasm-simd              baseline: fixed-width SIMD, one thread
#   wasm-relaxed           relaxed SIMD as well, one thread
#   wasm-relaxed-threads   relaxed SIMD and shared-memory threads

# selinet_read_variant(NAME) sets in the caller:
#   SELINET_WASM, SELINET_WASM_RELAXED, SELINET_WASM_THREADS   booleans
#   SELINET_WASM_COMPILE_OPTIONS                               for every compile and link of the variant
function(selinet_read_variant name)
  set(known native wasm-simd wasm-relaxed wasm-relaxed-threads)
  if(NOT name IN_LIST known)
    message(FATAL_ERROR "Unknown variant '${name}'; one of: ${known}")
  endif()
  set(wasm OFF)
  set(relaxed OFF)
  set(threads OFF)
  set(options "")
  if(name MATCHES "^wasm-")
    set(wasm ON)
    # nontrapping-fptoint and bulk-memory are in every browser that has SIMD; Emscripten 4 turns them on by itself.
    list(APPEND options -msimd128 -mnontrapping-fptoint -mbulk-memory)
  endif()
  if(name MATCHES "relaxed")
    set(relaxed ON)
    list(APPEND options -mrelaxed-simd)
  endif()
  if(name MATCHES "threads")
    set(threads ON)
    list(APPEND options -pthread)
  endif()
  if(wasm AND NOT EMSCRIPTEN)
    message(FATAL_ERROR "Variant '${name}' needs the Emscripten toolchain file")
  endif()
  set(SELINET_WASM ${wasm} PARENT_SCOPE)
  set(SELINET_WASM_RELAXED ${relaxed} PARENT_SCOPE)
  set(SELINET_WASM_THREADS ${threads} PARENT_SCOPE)
  set(SELINET_WASM_COMPILE_OPTIONS ${options} PARENT_SCOPE)
endfunction()
