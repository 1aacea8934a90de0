#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

std::string write_checkstyle(const FindingsInput& input, Excerpts) {
  std::map<std::string, std::string> files;  // by path: checkstyle groups by file
  for (const Finding* finding : sorted_findings(input)) {
    const Location place = input.sources.locate(finding->diagnostic.span);
    files[place.file.empty() ? "." : place.file] +=
        fmt::format("    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"{}\"/>\n", std::max(1, place.line), std::max(1, place.column),
                    name_of(finding->diagnostic.severity), escape_xml(full_text(*finding, input.sources)), escape_xml(finding->diagnostic.rule.empty() ? "portolan" : "portolan." + finding->diagnostic.rule));
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n";
  for (const auto& [file, rows] : files) out += fmt::format("  <file name=\"{}\">\n{}  </file>\n", escape_xml(file), rows);
  return out + "</checkstyle>\n";
}

}  // namespace portolan::write
