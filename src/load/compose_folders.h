// Which folders make a stack, and which compose files, of whatever name, belong to it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "load/discover.h"

namespace portolan::load {

/// YAML files of other names that are opened to see whether they are compose files, and the largest that is.
inline constexpr std::size_t most_yaml_files = 400;
inline constexpr std::size_t largest_yaml_file = 256u << 10;

/// Stacks by their folders, with compose files and reasons only. `files` are all that were found, sorted. Files of tests make a stack only where there
/// is no other; folders of overlays alone join the stack around them. What is not taken is named in `left_out`.
std::map<std::string, FoundStack> group_compose_files(FileReader& reader, const std::vector<std::string>& files, std::vector<LeftOut>& left_out);

enum class ComposeLikeness {
  none,
  overlay,   ///< services with keys of Compose, none of which says what runs
  complete,  ///< a service with `image:` or `build:`
};

/// Whether the text is a compose file, judged by its lines: `services:` at the margin, and keys of Compose two levels below it.
ComposeLikeness likeness_of(std::string_view yaml);

/// The outermost folder on the way to `path` that holds tests; "" when there is none.
std::string test_folder_of(std::string_view path);

/// A document in the folder itself, or in a folder below it where documents usually stand.
bool has_document(const std::vector<std::string>& files, const std::string& folder);

/// Markdown in folders that start with a dot: it speaks to tools, and is named to whoever misses it. At most a few levels and folders.
std::vector<std::string> hidden_documents(FileReader& reader, const std::vector<std::string>& folders);

}  // namespace portolan::load
