// C ABI over the core: the only door between JavaScript and C++.
//
// Plain C, opaque handle, plain structs with offsets that selinet_abi.cc asserts, so that one
// TypeScript file can read them from the heap. All strings are UTF-8 with a terminating zero.
// Nothing throws, prints or keeps global state; an analyser is used by one thread at a time.
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Raised with every change of a signature, a struct or a number below. JavaScript refuses to talk
// to another version: mixed files of two releases must not half-work.
#define SELINET_ABI_VERSION 1

#define SELINET_EMOTION_COUNT 26
#define SELINET_AESTHETIC_LEVELS 10

typedef struct selinet_analyzer selinet_analyzer;

// Codes are selinet::ErrorCode (core/include/selinet/error.h); 0 is success.
typedef int32_t selinet_status;

// Filled by a call that fails; the caller owns it. Long texts are cut at a character's boundary.
typedef struct selinet_error {
  selinet_status code;
  char message[512];  // one sentence for a person
  char detail[252];   // technical particulars
} selinet_error;

typedef struct selinet_file {
  const char* path;  // relative to the models' folder
  const uint8_t* bytes;
  uint32_t size;
} selinet_file;

typedef struct selinet_options {
  const char* tier;    // "standard"; null means "standard"
  int32_t correction;  // 0 or 1: let sentiment correct the emotions
} selinet_options;

typedef struct selinet_image_info {
  int32_t format;  // selinet::ImageFormat
  int32_t stored_width;
  int32_t stored_height;
  int32_t orientation;  // EXIF, 1..8
} selinet_image_info;

typedef struct selinet_progress {
  int32_t next_stage;  // selinet::Stage
  int32_t completed;
  int32_t total;
} selinet_progress;

typedef struct selinet_sentiment {
  float negative;
  float neutral;
  float positive;
} selinet_sentiment;

typedef struct selinet_person {
  float x, y, width, height;  // pixels of the upright photo
  float score;
  float emotions[SELINET_EMOTION_COUNT];
  float valence, arousal, dominance;
  selinet_sentiment sentiment;
} selinet_person;

typedef struct selinet_warning {
  const char* code;
  const char* message;
} selinet_warning;

// Units and ranges as in selinet::Report (core/include/selinet/report.h).
typedef struct selinet_report {
  int32_t width, height;
  int32_t format;
  int32_t decoded_by_caller;
  int32_t correction;
  selinet_sentiment sentiment;
  float aesthetic_score, aesthetic_deviation;
  float aesthetic_distribution[SELINET_AESTHETIC_LEVELS];
  float light, composition, colour, sharpness;
  float evoked_valence, evoked_arousal;
  float thresholds[SELINET_EMOTION_COUNT];
  float decode_ms, detect_ms, scene_ms, people_ms, total_ms;
  const char* engine_version;
  const char* models_version;
  uint32_t people_count;
  const selinet_person* people;
  uint32_t warnings_count;
  const selinet_warning* warnings;
} selinet_report;

// SELINET_ABI_VERSION of the compiled library.
int32_t selinet_abi_version(void);

// "truncated-image" and so on; static; never null.
const char* selinet_status_string(selinet_status code);

// EMOTIC's name of emotion `index` (0..25); static; null outside that range.
const char* selinet_emotion_name(int32_t index);

// Memory for what the calls below read. Null when there is none left, or for a size of 0.
void* selinet_alloc(uint32_t size);
void selinet_free(void* pointer);

// Looks at a photo file without decoding it. `error` may be null.
selinet_status selinet_inspect(const uint8_t* bytes, uint32_t size, selinet_image_info* info,
                               selinet_error* error);

// Loads the models; `files` and all they point to may be freed afterwards. On success *analyzer is
// owned by the caller (selinet_destroy); on failure it is null. `options` may be null.
selinet_status selinet_create(const selinet_file* files, uint32_t count,
                              const selinet_options* options, selinet_analyzer** analyzer,
                              selinet_error* error);

// Null is allowed.
void selinet_destroy(selinet_analyzer* analyzer);

// Starts on a photo file. The bytes may be freed afterwards.
selinet_status selinet_begin(selinet_analyzer* analyzer, const uint8_t* bytes, uint32_t size,
                             selinet_error* error);

// Starts on decoded upright pixels (4 bytes each: red, green, blue, alpha, not premultiplied);
// `format` is the selinet::ImageFormat that they were decoded from. The pixels may be freed
// afterwards.
selinet_status selinet_begin_rgba(selinet_analyzer* analyzer, const uint8_t* rgba, int32_t width,
                                  int32_t height, int32_t photo_width, int32_t photo_height,
                                  int32_t format, selinet_error* error);

// Does one stage; *progress says what comes next. After a failure the analyser is idle again.
selinet_status selinet_step(selinet_analyzer* analyzer, selinet_progress* progress,
                            selinet_error* error);

// The finished report, owned by the analyser, valid until its next begin, reset or destroy; null
// when there is none.
const selinet_report* selinet_get_report(selinet_analyzer* analyzer);

// Drops the photo and its report; the models stay.
void selinet_reset(selinet_analyzer* analyzer);

#ifdef __cplusplus
}
#endif
