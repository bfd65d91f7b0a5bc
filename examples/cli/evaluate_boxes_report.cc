// The detector's figures, for a terminal and as JSON.
#include "evaluate_boxes.h"
#include "evaluate_people_report.h"
#include "text.h"

namespace selinet::cli {
namespace {

void add_figures(cJSON* object, const BoxFigures& figures) {
  add_member(object, "photos", static_cast<double>(figures.photos));
  add_member(object, "skipped", static_cast<double>(total_of(figures.skipped)));
  add_skipped(object, "skipped_reasons", figures.skipped);
  add_member(object, "people", static_cast<double>(figures.people));
  add_member(object, "found", static_cast<double>(figures.found));
  add_member(object, "wrong", static_cast<double>(figures.wrong));
  add_member(object, "recall", figures.recall());
  add_member(object, "precision", figures.precision());
  add_member(object, "capped", figures.capped_recall());
}

void append_row(std::string& text, const std::string& name, const BoxFigures& figures) {
  append(text, "  %-12s %6zu %7zu %7zu %6zu %6zu", name.c_str(), figures.photos,
         total_of(figures.skipped), figures.people, figures.found, figures.wrong);
  for (const auto& share : {figures.recall(), figures.precision(), figures.capped_recall()}) {
    if (share.has_value()) {
      append(text, " %9.3f", *share);
    } else {
      append(text, " %9s", "-");
    }
  }
  text += '\n';
}

}  // namespace

void add_box_figures(cJSON* object, const SetFigures& sets) {
  add_figures(object, sum_of(sets));
  cJSON* list = cJSON_AddObjectToObject(object, "sets");
  for (const auto& [name, figures] : sets) {
    add_figures(cJSON_AddObjectToObject(list, name.c_str()), figures);
  }
}

std::string box_table(const SetFigures& sets) {
  std::string text;
  append(text, "  %-12s %6s %7s %7s %6s %6s %9s %9s %9s\n", "set", "photos", "skipped", "people",
         "found", "wrong", "recall", "precision", "capped");
  for (const auto& [name, figures] : sets) append_row(text, name, figures);
  const BoxFigures sum = sum_of(sets);
  append_row(text, "all", sum);
  append(text, "\n  photos skipped: %zu (%s)\n", total_of(sum.skipped),
         skipped_text(sum.skipped).c_str());
  return text;
}

}  // namespace selinet::cli
