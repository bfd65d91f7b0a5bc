// selinet evaluate: what the models are worth on annotated photos, by the product's own path.
#pragma once

#include "evaluate_arguments.h"

namespace selinet::cli {

// Prints a table on stdout, progress and complaints on stderr, and writes the JSON file where one
// is asked for. Returns the exit status: 0 if at least one person or photo was evaluated, else 1.
int evaluate(const EvaluateArguments& arguments);

}  // namespace selinet::cli
