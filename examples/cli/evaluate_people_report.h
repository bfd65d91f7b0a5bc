// The figures over annotated people, for a terminal and as JSON.
#pragma once

#include <string>

#include "evaluate_people.h"
#include "json.h"

namespace selinet::cli {

// Adds to `object`: people, skipped, mean_ap (0..1), ap by category (null without a positive),
// positives, calibration errors, valence_r, valence_mean_error and so on; where the data set has
// them, the same at the lower strength under "slight", and the photos' correlations under "photo".
void add_people_figures(cJSON* object, const AnnotatedDataset& dataset,
                        const PeopleFigures& figures);

// A table of several lines; average precision in percent, as the literature has it.
std::string people_table(const AnnotatedDataset& dataset, const PeopleFigures& figures);

// "{reason: count}" for JSON, and "2 photo missing, 1 malformed row" for a terminal.
void add_skipped(cJSON* object, const char* key, const Skipped& skipped);
std::string skipped_text(const Skipped& skipped);

}  // namespace selinet::cli
