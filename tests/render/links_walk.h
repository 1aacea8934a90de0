// Walks a whole site as a browser and a strict reader would: every link and anchor, every id, every tag.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace portolan::test {

/// What is wrong with the pages of `files` (path → bytes), one line each: links and anchors that lead nowhere, ids that stand twice, tags that
/// are not closed or closed in the wrong order, style attributes and inline scripts (the content security policy forbids them), links that leave the
/// site by anything but http(s) and mailto.
std::vector<std::string> walk_links(const std::map<std::string, std::string>& files);

}  // namespace portolan::test
