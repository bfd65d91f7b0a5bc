# Every outside thing this project builds from, tests with or runs on: version, checksum, reason and licence.
# Plain NAME=value lines, sourced by bash. Nothing else in the repository names a version of these.
# Source tarballs are Debian's upstream ("orig") archives: pool path, sha256, and the same bytes' upstream commit.
# shellcheck shell=bash disable=SC2034

# --- C and C++ sources, linked into the engine -----------------------------------------------------------------------

# XNNPACK: all neural arithmetic, native and wasm. The snapshot Debian 13 ships; its wasm kernels were measured with
# Emscripten 3.1.69. Licence: BSD-3-Clause.
XNNPACK_POOL='x/xnnpack/xnnpack_0.0~git20241108.4ea82e5.orig.tar.xz'
XNNPACK_SHA256=90bde2caef0f880f627bab0dc805a86c4b8070cd98e3243db3046ab3f3be1a99
XNNPACK_GIT=https://github.com/google/XNNPACK.git
XNNPACK_COMMIT=4ea82e595b36106653175dcb04b2aa532660d0d8

# pthreadpool: XNNPACK's thread pool (a single-thread shim in the wasm variants without threads). Licence: BSD-2-Clause.
PTHREADPOOL_POOL='p/pthreadpool/pthreadpool_0.0~git20240616.560c60d.orig.tar.xz'
PTHREADPOOL_SHA256=4cc3cbd933b28131d2a34edc54f76af9fb41bc490af5eae1a5bd3cd07ea90708
PTHREADPOOL_GIT=https://github.com/Maratyszcza/pthreadpool.git
PTHREADPOOL_COMMIT=560c60d342a76076f0557a3946924c6478470044

# FXdiv: headers XNNPACK and pthreadpool divide with. Licence: MIT.
FXDIV_POOL='f/fxdiv/fxdiv_0.0~git20200417.b408327.orig.tar.xz'
FXDIV_SHA256=7953482badaf4cb34026c3487c257b8e4ab2df061c019bd6fabbbc12ad52c44b
FXDIV_GIT=https://github.com/Maratyszcza/FXdiv.git
FXDIV_COMMIT=b408327ac2a15ec3e43352421954f5b1967701d1

# cpuinfo: picks XNNPACK's kernels for the native processor; wasm needs none of it. Licence: BSD-2-Clause.
CPUINFO_POOL='c/cpuinfo/cpuinfo_0.0~git20250905.877328f.orig.tar.xz'
CPUINFO_SHA256=557ca404a3836b9f335a3a06b65ff9fe9dbaaefab7fb5c0185f53d9f33615a10
CPUINFO_GIT=https://github.com/pytorch/cpuinfo.git
CPUINFO_COMMIT=877328f188a3c7d1fa855871a278eb48d530c4c0

# stb_image 2.30: the portable picture decoder. Licence: MIT or public domain.
STB_POOL='libs/libstb/libstb_0.0~git20241109.5c20573+ds.orig.tar.xz'
STB_SHA256=a3a5820445a7dd063516bb542a5cd54ced8efc9c5a30bfbaae1bab6dec2c1a74
STB_GIT=https://github.com/nothings/stb.git
STB_COMMIT=5c205738c191bcb0abc65c4febfa9bd25ff35234

# FlatBuffers 23.5.26, headers only: verifies and reads .tflite files. Licence: Apache-2.0.
FLATBUFFERS_POOL='f/flatbuffers/flatbuffers_23.5.26+dfsg.orig.tar.xz'
FLATBUFFERS_SHA256=0d309fd2c47bbbebd450e68d1419c336d53d1b8f5ce47e1f1f7f28f452fc6f3b
FLATBUFFERS_GIT=https://github.com/google/flatbuffers.git
FLATBUFFERS_COMMIT=0100f6a5779831fa7a651e4b67ef389a8752bd9b

# cJSON 1.7.18: reads the manifest, writes the report. Licence: MIT.
CJSON_POOL='c/cjson/cjson_1.7.18.orig.tar.gz'
CJSON_SHA256=3aa806844a03442c00769b83e99970be70fbef03735ff898f4811dd03b9f5ee5
CJSON_GIT=https://github.com/DaveGamble/cJSON.git
CJSON_COMMIT=acc76239bee01d8e9c858ae2cab296704e52d916

# Mbed TLS 3.6.6 (long-term support), its sha256.c alone: model files are checked inside the engine because browsers
# offer crypto.subtle to secure contexts only. Licence: Apache-2.0 or GPL-2.0-or-later; we take Apache-2.0.
MBEDTLS_POOL='m/mbedtls/mbedtls_3.6.6.orig.tar.bz2'
MBEDTLS_SHA256=8fb65fae8dcae5840f793c0a334860a411f884cc537ea290ce1c52bb64ca007a
MBEDTLS_GIT=https://github.com/Mbed-TLS/mbedtls.git
MBEDTLS_COMMIT=0bebf8b8c7f07abe3571ded48a11aa907a1ffb20

# GoogleTest 1.16.0: unit tests, native and wasm; not shipped. Licence: BSD-3-Clause.
GOOGLETEST_POOL='g/googletest/googletest_1.16.0.orig.tar.gz'
GOOGLETEST_SHA256=2f54382b5d13d6cd0be2afc524f1e510d37f8ba78c2d439c5bea64ef37e30d01
GOOGLETEST_GIT=https://github.com/google/googletest.git
GOOGLETEST_COMMIT=6910c9d9165801d8827d628cb72eb7ea9dd538c5

# --- Emscripten -----------------------------------------------------------------------------------------------------

# The oldest emcc accepted from PATH: relaxed SIMD in its final encoding. Licence: MIT or NCSA.
EMSCRIPTEN_FLOOR=3.1.69

# On Debian 12: Debian 13's own package, unpacked beside Debian 12's LLVM 19, since Debian 12's 3.1.6 emits an obsolete
# relaxed SIMD encoding. apt checks its signature, we check that it is the build that was measured.
EMSCRIPTEN_DEB_SHA256=d2ac788b952c56ab6736b4db2ac0825aa63cfb4c08b8abaefe19e324779d1b2d

# Binaryen 120, which that Emscripten needs; same way. Licence: Apache-2.0.
BINARYEN_DEB_SHA256=47be56009e56170f4338a0154fbff2028bd607bc3c8b6a5414658a985bef6470

# acorn: Emscripten's JavaScript optimiser imports it. Licence: MIT.
ACORN_VERSION=8.14.0
ACORN_SHA256=04c1f5545e4e9140e288bb56b4cbbc4ffd730213e6331330e2bcefc649462104

# --- Node and npm, for the tools; npm packages, by version and sha256 of the published archive -----------------------

# Node 24: runs TypeScript sources as they are and computes relaxed SIMD correctly, neither of which 20 does. Licence: MIT.
NODE_VERSION=24.9.0
NODE_SHA256=7b65c4b3335cf3c2a9b87656d8aa6f2204b1fa8793a1d0e8e02ad812453dde70

# Node 20: the oldest on which the shipped Node entry is tested. Licence: MIT.
OLD_NODE_VERSION=20.19.5
OLD_NODE_SHA256=82efe0319dc8cbea8450d100cdfb7f61fe16ade12d222d7e4b17b1d07ec90052

# npm: one version whatever the machine has, so that a lock file means the same everywhere. Licence: Artistic-2.0.
NPM_VERSION=11.6.1
NPM_SHA256=c8ac3e94b6809e36eb3eac225c60bfed96784f49d03e248f7877ac13fb089725

# --- Tools of the operating system: whichever version apt gives, because nothing that ships depends on it -------------

# g++, CMake, Ninja: the native build. Licences: GPL-3.0 with the runtime exception, BSD-3-Clause, Apache-2.0.
# ccache: a fresh clone does not compile again what was compiled once; done without where it is missing. GPL-3.0-or-later.
# Chromium, fonts-noto-cjk: the page's tests in a real browser, with Japanese text. BSD-3-Clause, OFL-1.1.

# --- Photos and models for the tests; never shipped ------------------------------------------------------------------

# @vladmandic/face-api: six group photos in its demo folder. Licence: MIT.
FACE_API_VERSION=1.7.15
FACE_API_SHA256=0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031

# MediaPipe's .tflite files: models nobody here made, for the reader of model files. Licence: Apache-2.0.
MEDIAPIPE_FACE_VERSION=0.4.1657300184
MEDIAPIPE_FACE_SHA256=a118cde74923dc4435257fbfbb613464a0f58d115dff6314d4ff96c8aebf6419
MEDIAPIPE_POSE_VERSION=0.5.1675469404
MEDIAPIPE_POSE_SHA256=8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84
MEDIAPIPE_SELFIE_VERSION=0.1.1675465747
MEDIAPIPE_SELFIE_SHA256=7767b33eaa68990ee06c28bbb89f39a13a47ebb07ff0f1fd4947d9e817bb9bf9
MEDIAPIPE_HANDS_VERSION=0.4.1675469240
MEDIAPIPE_HANDS_SHA256=bdd5be939c60cbd72a49f4b6141407683cf2a67263598e1a44757d70b3dfcb8a

# Debian's python3-skimage has three public-domain pictures; whichever version apt gives, because the pictures
# themselves are checked by sha256 in tests/data/make_fixtures.py. Licence: BSD-3-Clause.

# --- The peer that tools/bench measures beside ours; fetched only then, never shipped --------------------------------

# @vladmandic/human and its models: the nearest in-browser analyser of people in photos. Licence: MIT.
PEER_HUMAN_VERSION=3.3.6
PEER_HUMAN_SHA256=425e9c51dbbca0c8934362b170cb0d54c2529c11c654b3c03092b16e9d6ad3f7
PEER_HUMAN_MODELS_VERSION=3.0.4
PEER_HUMAN_MODELS_SHA256=adbc87995b9a298f58c492d3d182027a2eeb48e9c461b82f6b800b28614ff935

# The wasm backend that human 3.3.6 loads at run time. Licence: Apache-2.0.
PEER_TFJS_WASM_VERSION=4.22.0
PEER_TFJS_WASM_SHA256=5cd6f5e18657c12fb94f4ec3dcef485c8c1a9ca39f3ef1d261c1cb13c1a231c3

# Python packages of tools and tests: tools/requirements.txt. JavaScript packages: web/ and tests/ package-lock.json.
