#include "arguments.h"

#include <cstdlib>

namespace selinet::cli {

const char* const kUsage =
    "selinet: apparent emotions of the people in photos, and the photos' sentiment and aesthetics\n"
    "\n"
    "  selinet analyze [--json] [--models DIR] [--no-correction] PHOTO...\n"
    "\n"
    "  --json           print {\"reports\": [...]} instead of a table\n"
    "  --models DIR     folder with manifest.json (default: $SELINET_MODELS, else ./models)\n"
    "  --no-correction  do not let sentiment correct the emotions\n"
    "  --               what follows are photos, even if it starts with a dash\n"
    "\n"
    "Exits 0 if all photos were analysed, 1 if one failed (the others still are), 2 if the call "
    "makes no sense.\n"
    "Nothing leaves this machine.\n";

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words,
                                         std::string& problem) {
  Arguments arguments;
  const char* models = std::getenv("SELINET_MODELS");
  arguments.models = models != nullptr && models[0] != '\0' ? models : "models";
  if (words.empty()) {
    problem = "Say what to do: selinet analyze PHOTO...";
    return std::nullopt;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    arguments.help = true;
    return arguments;
  }
  if (words[0] != "analyze") {
    problem = "There is no command \"" + words[0] + "\"; the command is: analyze.";
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
