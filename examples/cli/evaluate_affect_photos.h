// The annotated photographs that the models were made with: labels.jsonl and images/. Its format is
// described in models/MODEL_CARD.md's data section and in the data's own README.
#pragma once

#include <string>
#include <string_view>

#include "evaluate_dataset.h"
#include "selinet/error.h"

namespace selinet::cli {

// One photo a line; those of `split` ("dev" or "train") are kept. A category's strength is its mean
// over the passes of a person, each 0 where a pass does not name it, 1 slight to 3 clear. A line
// that makes no sense is a complaint with its number. `source` names the file in complaints.
AnnotatedDataset read_affect_photos(std::string_view text, const std::string& split,
                                    const std::string& source);

}  // namespace selinet::cli
