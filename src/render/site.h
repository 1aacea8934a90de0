// The handbook as a list of page plans: a path and a function that makes the bytes.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/file_reader.h"
#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"
#include "model/summary.h"
#include "render/diagrams/layout.h"

namespace portolan::render {

struct PagePlan {
  std::string path;                     ///< "exhibition/production/ports.html", forward slashes
  std::function<std::string()> render;  ///< pure; safe from any thread
};

struct SiteContext;
struct SiteContextDeleter {
  void operator()(const SiteContext* context) const;
};

/// Sorted by path, paths unique. Assets are page plans too.
struct Site {
  std::vector<PagePlan> pages;
  std::unique_ptr<const SiteContext, SiteContextDeleter> context;  ///< templates and links that all pages share
};

struct SiteOptions {
  std::string title = "Infrastructure handbook";
  std::string revision = {};    ///< what build this is, as the caller names it; "" for nothing
  FileReader* theme = nullptr;  ///< overrides templates file by file
};

/// Everything a page may look at. Lives as long as the site.
struct SiteInput {
  const Handbook& handbook;
  const std::vector<StackReport>& reports;         ///< parallel to handbook.stacks
  const std::vector<Finding>& problems;            ///< about files of no stack
  const std::vector<StackSummary>& summaries;      ///< parallel to handbook.stacks
  const SourceMap& sources;
  LayoutFunction layout;                           ///< safe from any thread
  SiteOptions options;
  std::vector<Plan> rules = {};                    ///< the embedded rule pages as read by load; path "rules/<rule>.md"
};

/// Templates are compiled here: a broken one throws Fatal with FILE:LINE:COLUMN before anything is written.
Site plan_site(const SiteInput& input);

}  // namespace portolan::render
