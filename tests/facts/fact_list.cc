#include "tests/facts/fact_list.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "tests/facts/places.h"

namespace portolan::test {

namespace {

/// How much of a page may hold a fact together.
enum class Reach {
  row,      ///< a row, list item or card
  section,  ///< also the section below one heading, whose subject may stand in a heading above
  page,     ///< a row, list item or card of a page that is the subject's own
};

struct Kind {
  std::string_view name;
  Reach reach = Reach::row;
  /// Paths below the stack's folder; ENV is the fact's environment, SUBJECT its subject, "plan/" each page of a plan.
  std::vector<std::string_view> pages;
  /// What has to stand with the fact for this kind.
  std::string_view also;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"advice", Reach::section, {"plan/"}, {}},
      {"backup", Reach::section, {"plan/"}, {}},
      {"benefit", Reach::section, {"plan/"}, {}},
      {"bind", Reach::row, {"ENV/volumes.html"}, {}},
      {"build", Reach::row, {"ENV/builds.html"}, {}},
      {"certificates", Reach::section, {"plan/"}, {}},
      {"cloud", Reach::section, {"plan/"}, {}},
      {"compare", Reach::row, {"compare.html"}, {}},
      {"container", Reach::row, {"ENV/settings.html"}, {}},
      {"count", Reach::section, {"plan/"}, {}},
      {"credentials", Reach::section, {"plan/"}, {}},
      {"dockerfile", Reach::section, {"plan/"}, {}},
      {"endpoint", Reach::section, {"plan/"}, {}},
      {"entrypoint", Reach::row, {"ENV/builds.html"}, {}},
      {"environment", Reach::row, {"index.html"}, {}},
      {"envfile", Reach::section, {"plan/"}, {}},
      {"explains", Reach::section, {"plan/"}, {}},
      {"exposure", Reach::section, {"plan/"}, {}},
      {"file", Reach::section, {"plan/"}, {}},
      {"header", Reach::section, {"plan/"}, {}},
      {"health", Reach::row, {"ENV/health.html"}, {}},
      {"image", Reach::row, {"ENV/services/index.html"}, {}},
      {"limit", Reach::row, {"ENV/settings.html"}, {}},
      {"listen", Reach::section, {"ENV/routes.html"}, {}},
      {"meaning", Reach::row, {"ENV/variables.html"}, {}},
      {"member", Reach::row, {"ENV/networks.html"}, {}},
      {"monitoring", Reach::section, {"plan/"}, {}},
      {"network", Reach::row, {"ENV/networks.html"}, {}},
      {"nocheck", Reach::row, {"ENV/health.html"}, {}},
      {"noport", Reach::row, {"ENV/services/index.html"}, "not published"},
      {"order", Reach::row, {"ENV/health.html"}, {}},
      {"package", Reach::section, {"plan/"}, {}},
      {"pipeline", Reach::section, {"plan/"}, {}},
      {"planned", Reach::section, {"plan/"}, {}},
      {"port", Reach::row, {"ENV/ports.html"}, {}},
      {"process", Reach::page, {"ENV/services/SUBJECT.html", "ENV/builds.html"}, {}},
      {"production", Reach::section, {"plan/"}, {}},
      {"proxy", Reach::section, {"plan/"}, {}},
      {"purpose", Reach::section, {"plan/"}, {}},
      {"reach", Reach::section, {"plan/"}, {}},
      {"reference", Reach::section, {"plan/"}, {}},
      {"registry", Reach::section, {"plan/"}, {}},
      {"restart", Reach::row, {"ENV/settings.html"}, {}},
      {"restore", Reach::section, {"plan/"}, {}},
      {"route", Reach::row, {"ENV/routes.html"}, {}},
      {"rule", Reach::section, {"plan/"}, {}},
      {"scaling", Reach::section, {"plan/"}, {}},
      {"secret", Reach::row, {"ENV/variables.html"}, {}},
      {"secretreading", Reach::section, {"plan/"}, {}},
      {"security", Reach::section, {"plan/"}, {}},
      {"service", Reach::row, {"ENV/services/index.html"}, {}},
      {"stage", Reach::row, {"ENV/builds.html"}, {}},
      {"startup", Reach::section, {"plan/"}, {}},
      {"target", Reach::row, {"ENV/builds.html"}, {}},
      {"task", Reach::row, {"commands.html"}, {}},
      {"template", Reach::section, {"plan/"}, {}},
      {"trouble", Reach::section, {"troubleshooting.html"}, {}},
      {"unpublished", Reach::row, {"ENV/ports.html"}, "not published"},
      {"upstream", Reach::section, {"plan/"}, {}},
      {"user", Reach::row, {"ENV/builds.html"}, {}},
      {"variable", Reach::row, {"ENV/variables.html"}, {}},
      {"volume", Reach::row, {"ENV/volumes.html"}, {}},
      {"workflow", Reach::section, {"plan/"}, {}},
  };
  return all;
}

std::vector<std::string> parts_of(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.emplace_back(trim(text.substr(0, end)));
    text.remove_prefix(end + separator.size());
  }
  parts.emplace_back(trim(text));
  return parts;
}

/// A command is the whole line: "up" is not "up -d".
bool is_command(const Fact& fact, std::string_view words) { return fact.kind == "task" && words.starts_with("docker "); }

bool stands(const Fact& fact, std::string_view words, std::size_t times, const std::string& where) {
  if (!is_command(fact, words)) return count_words(where, words) >= times;
  return where.find(std::string(words) + "\n") != std::string::npos;
}

/// Parts that are the same words, "8000 + 8000", have to stand as often as they are written.
bool holds_value(const Fact& fact, std::string_view also, const std::string& where) {
  for (const std::vector<std::string>& wordings : fact.value) {
    const auto same = static_cast<std::size_t>(std::count(fact.value.begin(), fact.value.end(), wordings));
    if (std::none_of(wordings.begin(), wordings.end(), [&](const std::string& words) { return stands(fact, words, same, where); })) return false;
  }
  return also.empty() || count_words(where, also) > 0;
}

bool names_subject(const Fact& fact, const std::string& where) {
  return std::all_of(fact.subject.begin(), fact.subject.end(), [&](const std::string& part) {
    const std::vector<std::string> wordings = parts_of(part, " OR ");
    return std::any_of(wordings.begin(), wordings.end(), [&](const std::string& words) { return count_words(where, words) > 0; });
  });
}

bool holds(const Fact& fact, const Kind& kind, const Place& place) {
  if (kind.reach != Reach::section && place.kind == PlaceKind::section) return false;
  // A page of facts has to show what the files say; that a plan says so too, right or wrong, is not enough.
  if (kind.reach != Reach::section && place.heading.starts_with("What the plans say")) return false;
  const std::string text = place.text + "\n" + place.columns;
  const std::string headings = kind.reach == Reach::row ? place.heading : place.path;
  return names_subject(fact, text + "\n" + headings) && holds_value(fact, kind.also, text + "\n" + place.heading);
}

std::string replace(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

/// Page patterns of one fact → the pages of the site that they mean; a page that is not there is kept, so that it is named as missing.
std::vector<std::string> pages_of(const Fact& fact, const Kind& kind, std::string_view stack, std::string_view environment, const SiteFiles& site) {
  std::vector<std::string> pages;
  for (const std::string_view pattern : kind.pages) {
    const std::string path = std::string(stack) + "/" + replace(replace(std::string(pattern), "ENV", environment), "SUBJECT", fact.subject.front());
    if (!path.ends_with("/")) pages.push_back(path);
    for (auto at = site.lower_bound(path); path.ends_with("/") && at != site.end() && at->first.starts_with(path); ++at) {
      if (at->first.ends_with(".html")) pages.push_back(at->first);
    }
  }
  return pages;
}

class Search {
 public:
  Search(std::string_view stack, const SiteFiles& site) : stack_(stack), site_(site) {}

  bool finds(const Fact& fact, const Kind& kind, std::string_view environment) {
    const std::vector<std::string> pages = pages_of(fact, kind, stack_, environment, site_);
    return std::any_of(pages.begin(), pages.end(), [&](const std::string& page) {
      const std::vector<Place>& places = read(page);
      return std::any_of(places.begin(), places.end(), [&](const Place& place) { return holds(fact, kind, place); });
    });
  }

 private:
  const std::vector<Place>& read(const std::string& page) {
    const auto known = places_.find(page);
    if (known != places_.end()) return known->second;
    const auto file = site_.find(page);
    return places_[page] = file == site_.end() ? std::vector<Place>{} : places_of(file->second);
  }

  std::string stack_;
  const SiteFiles& site_;
  std::map<std::string, std::vector<Place>> places_;
};

}  // namespace

std::vector<Fact> read_facts(std::string_view text) {
  std::vector<Fact> facts;
  for (const std::string_view raw : split(text, '\n')) {
    const std::string_view line = trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string> fields = parts_of(line, " | ");
    Fact fact{.text = std::string(line), .kind = fields.size() == 4 ? fields[0] : "?", .subject = {}, .value = {}, .environment = fields.back()};
    if (fields.size() == 4) {
      fact.subject = parts_of(fields[1], " + ");
      for (const std::string& part : parts_of(fields[2], " + ")) fact.value.push_back(parts_of(part, " OR "));
    }
    facts.push_back(std::move(fact));
  }
  return facts;
}

std::vector<std::string> environments_of(const SiteFiles& site, std::string_view stack) {
  std::set<std::string> names;
  const std::string folder = std::string(stack) + "/";
  for (auto at = site.lower_bound(folder); at != site.end() && at->first.starts_with(folder); ++at) {
    const std::vector<std::string_view> parts = split(at->first, '/');
    if (parts.size() == 3 && parts[2] == "architecture.html" && parts[1] != "plan") names.emplace(parts[1]);
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> find_missing(const std::vector<Fact>& facts, std::string_view stack, const SiteFiles& site) {
  std::vector<std::string> missing;
  const std::vector<std::string> environments = environments_of(site, stack);
  Search search(stack, site);
  for (const Fact& fact : facts) {
    const auto kind = std::find_if(kinds().begin(), kinds().end(), [&](const Kind& known) { return known.name == fact.kind; });
    if (kind == kinds().end()) {
      missing.push_back(fact.text + ": not a fact of a known kind");
      continue;
    }
    // A fact of the stack stands where one of its environments shows it; a fact of all of them in each.
    const bool any = fact.environment == "-";
    const std::vector<std::string> asked = any || fact.environment == "all" ? environments : std::vector{fact.environment};
    const auto found = [&](const std::string& environment) { return search.finds(fact, *kind, environment); };
    const bool good = !asked.empty() && (any ? std::any_of(asked.begin(), asked.end(), found) : std::all_of(asked.begin(), asked.end(), found));
    const auto bad = std::find_if_not(asked.begin(), asked.end(), found);
    const std::vector<std::string> pages = bad == asked.end() ? std::vector<std::string>{} : pages_of(fact, *kind, stack, *bad, site);
    if (!good) missing.push_back(fact.text + ": not on " + join_naturally(pages));
  }
  return missing;
}

}  // namespace portolan::test
