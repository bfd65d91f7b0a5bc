// EMOTIC's official annotations: Annotations.mat with the struct arrays train, val and test.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "evaluate_dataset.h"
#include "selinet/error.h"

namespace selinet::cli {

// Reads one split ("train", "val" or "test"). val and test were annotated by several people each;
// the combination that the authors give is taken (combined_categories, combined_continuous). A
// person or a photo that makes no sense is a complaint with its indices, counted from 1 as in
// MATLAB. `source` names the file in complaints. Errors: those of read_mat_variable();
// kInvalidArgument where the split is no array of structs.
Result<AnnotatedDataset> read_emotic_mat(std::span<const uint8_t> file, const std::string& split,
                                         const std::string& source);

}  // namespace selinet::cli
