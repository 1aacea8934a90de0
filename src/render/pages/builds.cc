// Builds of one environment: stages as a chain, what each image ends up with, which environment uses which target, and where images come from.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/builds.h"
#include "render/facts/masking.h"
#include "render/facts/service_facts.h"
#include "render/pages/build_rows.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

constexpr std::size_t most_builds = 60, most_details = 16, most_stages = 60, most_images = 80, most_services = 80;

Html services_of(const PageContext& page, const std::vector<const Service*>& services) { return service_list(page, *page.environment_index, services, 8); }

Html dockerfile_link(const PageContext& page, const BuildFact& fact) {
  const std::string& written = fact.build->dockerfile.value;
  if (!fact.built) return {written.empty() ? "" : fmt::format("<code>{}</code>", escape_html(printable_utf8(written)))};
  const std::string place = source_text(page, Span{fact.built->dockerfile->file, 0, 0});
  const std::optional<std::string> target = page.links().file(fact.built->dockerfile->path);
  const std::string name = place.substr(0, place.rfind(':'));
  return target ? link(page, *target, name) : Html{fmt::format("<code>{}</code>", escape_html(name))};
}

Data describe_build(const PageContext& page, const Masking& masking, const BuildFact& fact) {
  std::vector<Data> arguments;
  for (const Variable& argument : fact.build->args) {
    if (arguments.size() == 30) break;
    arguments.emplace_back().set("name", shown(masking, argument.name.value)).set_flag("secret", argument.secret)
        .set("value", argument.value && !argument.secret ? shown_value(masking, argument) : "");
  }
  Data row;
  row.set("services", services_of(page, fact.services)).set("context", shown(masking, fact.build->context.value, fact.build->context.span));
  row.set("dockerfile", dockerfile_link(page, fact)).set("target", fact.build->target ? shown(masking, fact.build->target->value) : "");
  row.set("chain", fact.built ? chain_chips(page, *fact.built) : Html{}).set("problem", printable_utf8(fact.problem));
  row.set("image", fact.services.front()->image ? shown(masking, fact.services.front()->image->value, fact.services.front()->image->span) : "");
  row.set_flag("has_arguments", !arguments.empty()).set_list("arguments", std::move(arguments)).set("source", source_link(page, fact.build->span));
  return row;
}

/// Each Dockerfile that this environment builds from, once, with all its stages.
std::vector<Data> describe_dockerfiles(const PageContext& page, const Masking& masking, const std::vector<BuildFact>& builds) {
  std::vector<const Dockerfile*> dockerfiles;
  for (const BuildFact& build : builds) {
    const bool known = !build.built || std::find(dockerfiles.begin(), dockerfiles.end(), build.built->dockerfile) != dockerfiles.end();
    if (!known) dockerfiles.push_back(build.built->dockerfile);
  }
  std::vector<Data> items;
  std::size_t left = most_stages;
  for (const Dockerfile* dockerfile : dockerfiles) {
    if (left == 0) break;
    std::vector<Data> rows;
    for (std::size_t i = 0; i < dockerfile->stages.size() && left > 0; ++i, --left) rows.push_back(describe_stage(page, masking, *dockerfile, i, builds));
    const std::string place = source_text(page, Span{dockerfile->file, 0, 0});
    items.emplace_back().set("name", place.substr(0, place.rfind(':'))).set_list("rows", std::move(rows));
  }
  return items;
}

/// The stage or image that a service has in one environment.
std::string target_text(const PageContext& page, const Masking& masking, const Service* service) {
  if (!service) return {};
  if (!service->build) return service->image ? shown(masking, service->image->value, service->image->span) : "";
  if (service->build->target) return "stage " + shown(masking, service->build->target->value);
  const auto built = find_built_stage(page.stack(), *service->build);
  return built ? printable_utf8(stage_name(*built->dockerfile, built->stage)) + (built->dockerfile->stages.size() > 1 ? ", the last" : "") : "built";
}

void add_environments(const PageContext& page, Data& data) {
  std::vector<Data> heads, rows;
  const auto& environments = page.stack().environments;
  std::vector<std::string> names;
  std::vector<Masking> maskings;
  for (std::size_t e = 0; e < environments.size(); ++e) {
    heads.emplace_back().set("chip", environment_chip(page, e));
    maskings.push_back(find_secrets(environments[e], page.sources()));
    for (const Service& service : environments[e].services) {
      const bool known = !service.build || std::find(names.begin(), names.end(), service.name.value) != names.end();
      if (!known && names.size() < most_services) names.push_back(service.name.value);
    }
  }
  for (const std::string& name : names) {
    std::vector<Data> cells;
    for (std::size_t e = 0; e < environments.size(); ++e) {
      const Service* service = environments[e].find_service(name);
      const Span place = service && service->build ? service->build->target ? service->build->target->span : service->build->span : service && service->image ? service->image->span : Span{};
      cells.emplace_back().set("text", target_text(page, maskings[e], service)).set("source", source_link(page, place));
    }
    rows.emplace_back().set("name", printable_utf8(name)).set_list("cells", std::move(cells));
  }
  data.set_flag("compared", environments.size() > 1 && !rows.empty()).set_list("heads", std::move(heads)).set_list("targets", std::move(rows));
}

Html stages_of(const PageContext& page, const ImageFact& image) {
  std::string text;
  std::size_t count = 0;
  for (const ImageFact::StageUse& use : image.stages) {
    if (++count > 12) break;
    text += fmt::format("{}{} <span class=\"sm\">{}</span>", text.empty() ? "" : "<br>", stage_link(*use.dockerfile, use.stage).text, source_link(page, use.dockerfile->stages[use.stage].span).text);
  }
  return {text};
}

Data describe_image(const PageContext& page, const Masking& masking, const ImageFact& image) {
  Data row;
  // The name of an image is no secret, though a careless password may be the same word.
  const bool hidden = image.span.known() && page.sources().is_secret(image.span);
  row.set("name", hidden ? shown(masking, image.name) : printable_utf8(image.name)).set("pin", std::string(words_of(image.pin)));
  row.set("colour", image.pin == Pin::floating ? "warn" : image.pin == Pin::digest || image.pin == Pin::version ? "ok" : "");
  row.set("services", services_of(page, image.services)).set("stages", stages_of(page, image)).set("source", image.services.empty() ? Html{} : source_link(page, image.span));
  return row;
}

std::string describe_lead(const PageContext& page, const std::vector<BuildFact>& builds) {
  std::size_t built = 0, ready = 0;
  for (const BuildFact& fact : builds) built += fact.services.size();
  for (const Service& service : page.environment().services) ready += !service.build && service.image;
  const auto uses = [](std::size_t count, const char* one, const char* many) { return fmt::format("{} {}", count_of(count, "service"), count == 1 ? one : many); };
  if (built == 0) return ready == 0 ? "No service is built, and none names an image." : fmt::format("Nothing is built here; {} a ready image.", uses(ready, "uses", "use"));
  const std::string first = uses(built, "is built", "are built");
  return ready == 0 ? first + "." : fmt::format("{}, {} a ready image.", first, ready == 1 ? "1 uses" : fmt::format("{} use", ready));
}

std::string render_builds(const PageContext& page) {
  const Masking masking = find_secrets(page.environment(), page.sources());
  const std::vector<BuildFact> builds = list_builds(page.stack(), page.environment());
  const std::vector<ImageFact> all_images = list_images(page.environment(), builds);
  std::vector<Data> rows, details, images;
  for (const BuildFact& fact : builds) {
    if (rows.size() < most_builds) rows.push_back(describe_build(page, masking, fact));
    if (fact.built && details.size() < most_details) {
      details.emplace_back().set("title", fmt::format("In the image of {}", name_of_build(fact))).set("id", fmt::format("image-{}", details.size() + 1))
          .set_list("facts", describe_result(page, masking, fact));
    }
  }
  for (const ImageFact& image : all_images) {
    if (images.size() < most_images) images.push_back(describe_image(page, masking, image));
  }
  Data data;
  add_broken(page, data);
  data.set_flag("has_builds", !rows.empty()).set("more", builds.size() > rows.size() ? fmt::format("{} more builds are not shown.", builds.size() - rows.size()) : "");
  data.set_list("builds", std::move(rows)).set_list("details", std::move(details)).set_list("dockerfiles", describe_dockerfiles(page, masking, builds));
  add_environments(page, data);
  data.set("images_more", all_images.size() > images.size() ? fmt::format("{} more images are not shown.", all_images.size() - images.size()) : "");
  data.set_flag("has_images", !images.empty()).set_list("images", std::move(images)).set("key", icon("key-round"));
  return frame_environment_page(page, describe_lead(page, builds), Html{page.render("builds", data)});
}

}  // namespace

void plan_builds(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::builds, render_builds); }

}  // namespace portolan::render
