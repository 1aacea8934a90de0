// The formats of a report of findings: one function and one .cc each, listed in findings.cc.
#pragma once

#include <string>

#include "write/findings.h"

namespace portolan::write {

/// Of the contract, version 1. Excerpts do not count: places are numbers.
std::string write_json(const FindingsInput& input, Excerpts excerpts);
/// Checkstyle 10's XML: findings by file.
std::string write_checkstyle(const FindingsInput& input, Excerpts excerpts);
/// Workflow commands of GitHub Actions, which become annotations of a pull request.
std::string write_github(const FindingsInput& input, Excerpts excerpts);
/// Code Quality of GitLab: a list of issues with fingerprints, each once.
std::string write_gitlab(const FindingsInput& input, Excerpts excerpts);
/// JUnit's XML as Jenkins and GitLab read it: one suite for each stack, one test for each finding.
std::string write_junit(const FindingsInput& input, Excerpts excerpts);
/// A comment for a pull request, in GitHub's Markdown.
std::string write_markdown(const FindingsInput& input, Excerpts excerpts);
/// Reviewdog's diagnostic format, whose columns count bytes.
std::string write_rdjson(const FindingsInput& input, Excerpts excerpts);
/// SARIF 2.1.0 (OASIS) with related locations, fingerprints, fixes and the rules' metadata.
std::string write_sarif(const FindingsInput& input, Excerpts excerpts);
/// One finding after the other; an empty text when there are none.
std::string write_text(const FindingsInput& input, Excerpts excerpts);

}  // namespace portolan::write
