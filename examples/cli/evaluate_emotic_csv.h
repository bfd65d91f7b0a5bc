// The community's form of EMOTIC's annotations: train.csv, val.csv and test.csv, one person a row.
#pragma once

#include <string>
#include <string_view>

#include "evaluate_dataset.h"
#include "selinet/error.h"

namespace selinet::cli {

// Columns are found by name: Folder, Filename, BBox (x1, y1, x2, y2 in pixels), Categorical_Labels
// and Continuous_Labels; others are ignored. A row that makes no sense is a complaint with its line
// (the header is line 1). `source` names the file in complaints. Errors: kInvalidArgument where a
// column is missing.
Result<AnnotatedDataset> read_emotic_csv(std::string_view text, const std::string& source);

}  // namespace selinet::cli
