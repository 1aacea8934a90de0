// What a reader sees of a page: the text of its main part, for exact comparison without the noise of markup.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace portolan::test {

/// One line for each block element and table row, cells joined by " | ", entities resolved; without pictures, buttons and the parts that the
/// frame adds around `main`.
std::string page_text(std::string_view html);

/// The same of one page of a site (bytes by path) below its heading `id` up to the next h2; of the whole page without an id. The page must be there,
/// and nest properly.
std::string section_text(const std::map<std::string, std::string>& site, const std::string& path, const std::string& id = {});

/// The start of the first tag that is not closed in order, or of the first "<" that opens no tag; "" for HTML that nests properly.
std::string find_broken_markup(std::string_view html);

}  // namespace portolan::test
