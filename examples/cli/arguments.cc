#include "arguments.h"

#include <cstdlib>

namespace selinet::cli {

const char* const kUsage =
    "selinet: apparent emotions of the people in photos, and the photos' sentiment and aesthetics\n"
    "\n"
    "  selinet analyze [--json] [--models DIR] [--no-correction] PHOTO...\n"
    "\n"
    "  --json             print {\"reports\": [...]} instead of a table\n"
    "  --models DIR       folder with manifest.json (default: $SELINET_MODELS, else ./models)\n"
    "  --no-correction    do not let sentiment correct the emotions\n"
    "  --                 what follows are photos, even if it starts with a dash\n"
    "\n"
    "Exits 0 if all photos were analysed, 1 if one failed (the others still are), 2 if the call "
    "makes no sense.\n"
    "\n"
    "  selinet evaluate --dataset emotic --data DIR [--split test|val|train]\n"
    "  selinet evaluate --dataset affect-photos --data DIR [--split dev|train]\n"
    "  selinet evaluate --dataset folders --data DIR --positive FOLDER\n"
    "  selinet evaluate --dataset boxes --data DIR --boxes-file FILE\n"
    "\n"
    "  emotic             EMOTIC's Annotations.mat, or SPLIT.csv; average precision a category,\n"
    "                     valence, arousal and dominance\n"
    "  affect-photos      labels.jsonl and images/; the same, and the photos' own labels\n"
    "  folders            one folder of photos a class; sentiment's AUC for FOLDER against the "
    "rest\n"
    "  boxes              people boxed by eye (x, y, width, height); the detector's recall and "
    "precision\n"
    "\n"
    "  --boxes detected   people as the detector finds them (default: given, the annotated boxes)\n"
    "  --tier NAME        the models' tier: standard (default) or lite\n"
    "  --threads N        default: one a core\n"
    "  --json FILE        also write the figures as JSON; what was done is kept in FILE.partial,\n"
    "                     and the same call goes on from there after an interruption\n"
    "  --models DIR, --no-correction as above\n"
    "\n"
    "Exits 0 if at least one person or photo was evaluated, else 1; 2 if the call makes no sense.\n"
    "\n"
    "Nothing leaves this machine.\n";

std::string default_models_folder() {
  const char* models = std::getenv("SELINET_MODELS");
  return models != nullptr && models[0] != '\0' ? models : "models";
}

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words,
                                         std::string& problem) {
  Arguments arguments;
  arguments.models = default_models_folder();
  if (words.empty()) {
    problem = "Say what to do: selinet analyze PHOTO...";
    return std::nullopt;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    arguments.help = true;
    return arguments;
  }
  if (words[0] != "analyze") {
    problem = "There is no command \"" + words[0] + "\"; the commands are: analyze, evaluate.";
    return std::nullopt;
  }
  bool only_photos = false;
  for (size_t i = 1; i < words.size(); i++) {
    const std::string& word = words[i];
    if (only_photos || word.empty() || word[0] != '-') {
      arguments.photos.push_back(word);
    } else if (word == "--") {
      only_photos = true;
    } else if (word == "--help" || word == "-h") {
      arguments.help = true;
    } else if (word == "--json") {
      arguments.json = true;
    } else if (word == "--no-correction") {
      arguments.correction = false;
    } else if (word == "--models" && i + 1 < words.size()) {
      arguments.models = words[++i];
    } else {
      problem =
          word == "--models" ? "--models needs a folder." : "There is no option " + word + ".";
      return std::nullopt;
    }
  }
  if (arguments.photos.empty() && !arguments.help) {
    problem = "Name at least one photo.";
    return std::nullopt;
  }
  return arguments;
}

}  // namespace selinet::cli
