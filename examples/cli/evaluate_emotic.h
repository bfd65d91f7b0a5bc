// A copy of EMOTIC (Kosti et al., "Context Based Emotion Recognition using EMOTIC Dataset", TPAMI
// 2019) on disk.
#pragma once

#include <string>

#include "evaluate_dataset.h"
#include "selinet/error.h"

namespace selinet::cli {

// Reads DIR/SPLIT.csv or DIR/annotations/SPLIT.csv; where there is neither, Annotations.mat in DIR,
// DIR/annotations or DIR/Annotations. Errors: kInvalidArgument where there is none of them; those
// of the readers.
Result<AnnotatedDataset> read_emotic(const std::string& folder, const std::string& split);

// Where a photo lies: below DIR, DIR/emotic or DIR/emotic_db; empty where it is in none of them.
std::string find_emotic_photo(const std::string& folder, const std::string& name);

}  // namespace selinet::cli
