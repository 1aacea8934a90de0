#include <set>
#include <sstream>

#include "cli/config_yaml.h"
#include "load/yaml/yaml.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

void require_sound(const SourceMap& sources, const Value& value, int depth) {
  require(depth <= load::YamlLimits{}.depth, "no tree is deeper than the limit");
  require_place(sources, value.span);
  std::set<std::string_view> keys;
  for (const Entry& entry : value.entries) {
    require(keys.insert(entry.key.value).second, "keys of a mapping are unique");
    require_place(sources, entry.key.span);
    require_sound(sources, entry.value, depth + 1);
  }
  for (const Value& item : value.items) require_sound(sources, item, depth + 1);
}

}  // namespace

void fuzz_yaml(std::string_view input) {
  SourceMap sources;
  const FileId file = sources.add("input.yml", std::string(input));
  const load::YamlFile yaml = load::read_yaml(sources, file);
  require_located(sources, yaml.problems);
  require(yaml.readable || !yaml.problems.empty(), "a file that cannot be read says why");
  for (const load::YamlComment& comment : yaml.comments) {
    require_place(sources, comment.span);
    require(sources.text(comment.span).starts_with('#'), "a comment starts with its sign");
  }
  for (const Value& document : yaml.documents) {
    require_sound(sources, document, 0);
    if (!document.is_map() || document.entries.empty()) continue;
    for (const cli::Origins origins : {cli::Origins::hidden, cli::Origins::shown}) {
      std::ostringstream printed;
      cli::print_yaml(document, sources, origins, printed);
      if (printed.str().size() > load::YamlLimits{}.bytes) continue;  // aliases were written out
      const FileId copy = sources.add(origins == cli::Origins::shown ? "origins.yml" : "printed.yml", printed.str());
      const load::YamlFile again = load::read_yaml(sources, copy);
      require(again.problems.empty() && again.documents.size() == 1, "what is printed can be read");
      require(says_the_same(again.documents[0], document), "what is printed says the same");
    }
    return;  // the first paths of a name win in a source map, so one document is enough
  }
}

}  // namespace portolan::fuzz
