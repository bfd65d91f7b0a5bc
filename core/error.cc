#include "selinet/error.h"

namespace selinet {

const char* error_code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kOk:
      return "ok";
    case ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case ErrorCode::kEmptyFile:
      return "empty-file";
    case ErrorCode::kUnsupportedFormat:
      return "unsupported-format";
    case ErrorCode::kCorruptImage:
      return "corrupt-image";
    case ErrorCode::kTruncatedImage:
      return "truncated-image";
    case ErrorCode::kImageTooLarge:
      return "image-too-large";
    case ErrorCode::kOutOfMemory:
      return "out-of-memory";
    case ErrorCode::kInvalidManifest:
      return "invalid-manifest";
    case ErrorCode::kMissingModel:
      return "missing-model";
    case ErrorCode::kModelHashMismatch:
      return "model-hash-mismatch";
    case ErrorCode::kCorruptModel:
      return "corrupt-model";
    case ErrorCode::kUnsupportedOperator:
      return "unsupported-operator";
    case ErrorCode::kWrongState:
      return "wrong-state";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace selinet
