// Figures of merit. Each is a pure function and gives nothing where it is not defined, never NaN.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace selinet::cli {

// A prediction of yes or no: the higher the score, the likelier yes.
struct Scored {
  double score = 0;
  bool positive = false;  // the truth
};

// A prediction of a number.
struct Predicted {
  double predicted = 0;
  double actual = 0;
};

// Sum over the distinct scores, falling, of precision times the gain in recall, without
// interpolation: scikit-learn's average_precision_score. Equal scores count as one step. Undefined
// without a positive.
std::optional<double> average_precision(std::span<const Scored> values);

// Probability that a positive scores above a negative, a tie counting half: scikit-learn's
// roc_auc_score. Undefined unless there are both.
std::optional<double> roc_auc(std::span<const Scored> values);

// Expected calibration error (Naeini et al., "Obtaining Well Calibrated Probabilities Using
// Bayesian Binning", AAAI 2015) over `bins` bins of equal width; scores are probabilities.
// Undefined without values.
std::optional<double> calibration_error(std::span<const Scored> values, size_t bins = 15);

// Pearson's correlation. Undefined for fewer than two values or where either side is constant.
std::optional<double> pearson(std::span<const Predicted> values);

// Undefined without values.
std::optional<double> mean_absolute_error(std::span<const Predicted> values);

}  // namespace selinet::cli
