#include "load/markdown/compose_call.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/markdown/shell_tokens.h"

namespace portolan::load {

namespace {

bool is_any(std::string_view text, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), text) != list.end(); }

bool takes_global_value(std::string_view option) {
  return is_any(option, {"-f",           "--file",     "-p",     "--project-name", "--profile", "--env-file", "--project-directory",
                         "--ansi",       "--progress", "--parallel", "--workdir",  "-H",        "--host",     "--context"});
}

bool takes_value(std::string_view verb, std::string_view option) {
  if (is_any(verb, {"exec", "run"})) {
    return is_any(option, {"-u", "--user", "-e", "--env", "-w", "--workdir", "--index", "-v", "--volume", "-p", "--publish", "--name", "--entrypoint", "-l", "--label", "--pull", "--cap-add", "--cap-drop"});
  }
  if (verb == "logs") return is_any(option, {"--tail", "-n", "--since", "--until", "--index"});
  if (verb == "config" || verb == "convert") return is_any(option, {"--format", "-o", "--output", "--hash"});
  return is_any(option, {"--scale", "-t", "--timeout", "--pull", "--wait-timeout", "--rmi", "--build-arg", "--progress", "-m", "--memory", "--ssh", "--format", "--filter", "--status", "-s",
                         "--signal", "--index", "--protocol", "--policy", "--since", "--until", "--attach", "--no-attach", "--exit-code-from"});
}

/// Operands that are all services; one service and then arguments; no services at all.
enum class Operands { services, service_then_arguments, arguments };

Operands operands_of(std::string_view verb) {
  if (is_any(verb, {"exec", "run", "port", "attach"})) return Operands::service_then_arguments;
  if (is_any(verb, {"up", "start", "stop", "restart", "build", "pull", "push", "logs", "ps", "down", "kill", "rm", "pause", "unpause", "create", "top", "images", "events", "watch", "stats", "wait",
                    "config", "convert", "scale"})) {
    return Operands::services;
  }
  return Operands::arguments;
}

class CallReader {
 public:
  CallReader(const std::vector<ShellToken>& tokens, FileId file, std::size_t origin) : tokens_(tokens), file_(file), origin_(origin) {}

  std::optional<ComposeCall> read() {
    at_ = skip_prefix(tokens_);
    if (at_ >= tokens_.size()) return std::nullopt;
    const std::size_t first = at_;
    if (tokens_[at_].text == "docker-compose") {
      call_.legacy_spelling = true;
      ++at_;
    } else if (tokens_[at_].text == "docker" && at_ + 1 < tokens_.size() && tokens_[at_ + 1].text == "compose") {
      at_ += 2;
    } else {
      return std::nullopt;
    }
    read_global_options();
    if (at_ < tokens_.size()) call_.verb = spanned(tokens_[at_++]);
    read_operands();
    call_.begin = origin_ + tokens_[first].begin;
    call_.end = origin_ + tokens_[last_].end;
    return std::move(call_);
  }

 private:
  Spanned<std::string> spanned(const ShellToken& token) const { return token.placed(file_, origin_); }

  void read_global_options() {
    for (; at_ < tokens_.size() && tokens_[at_].text.starts_with('-'); ++at_) {
      const ShellToken& token = tokens_[at_];
      const std::size_t equals = token.text.find('=');
      const std::string name = token.text.substr(0, equals);
      Spanned<std::string> value = spanned(token);
      if (equals != std::string::npos) {
        value.value = token.text.substr(equals + 1);
        value.span.begin += static_cast<std::uint32_t>(equals + 1);
      } else if (takes_global_value(name) && at_ + 1 < tokens_.size()) {
        value = spanned(tokens_[++at_]);
      }
      if (name == "-f" || name == "--file") call_.files.push_back(value);
      if (name == "--profile") call_.profiles.push_back(value);
      if (name == "--env-file") call_.env_files.push_back(value);
      last_ = at_;
    }
    last_ = at_ == 0 ? 0 : std::min(at_, tokens_.size() - 1);
  }

  /// "--scale backend=3" names a service.
  void read_option(const std::string& verb) {
    const std::string option = tokens_[at_].text;
    if (option.find('=') == std::string::npos && takes_value(verb, option) && at_ + 1 < tokens_.size()) {
      const ShellToken& value = tokens_[++at_];
      const std::size_t equals = value.text.find('=');
      if (option == "--scale" && equals != std::string::npos) add_service(value, equals);
    }
  }

  void add_service(const ShellToken& token, std::size_t length) {
    Spanned<std::string> service = spanned(token);
    service.value = token.text.substr(0, length);
    if (length < token.text.size()) service.span.end = service.span.begin + static_cast<std::uint32_t>(length);
    const bool computed = service.value.starts_with("$(");  // by the shell: nothing is left to fill in, and nothing to ask for
    if (computed) return;
    (is_placeholder_operand(service.value) ? call_.placeholders : call_.services).push_back(std::move(service));
  }

  void read_operands() {
    const std::string verb = call_.verb.value;
    const Operands operands = operands_of(verb);
    bool arguments = operands == Operands::arguments;
    for (; at_ < tokens_.size(); ++at_) {
      const ShellToken& token = tokens_[at_];
      if (const std::size_t length = redirection_at(tokens_, at_)) {
        at_ += length - 1;
        continue;
      }
      last_ = at_;
      if (!arguments && token.text.starts_with('-')) {
        read_option(verb);
        last_ = std::min(at_, tokens_.size() - 1);
      } else if (arguments) {
        call_.arguments.push_back(spanned(token));
      } else {
        const std::size_t equals = verb == "scale" ? token.text.find('=') : std::string::npos;
        add_service(token, std::min(equals, token.text.size()));
        arguments = operands == Operands::service_then_arguments;
      }
    }
  }

  const std::vector<ShellToken>& tokens_;
  FileId file_;
  std::size_t origin_;
  std::size_t at_ = 0;
  std::size_t last_ = 0;
  ComposeCall call_;
};

}  // namespace

std::optional<ComposeCall> parse_compose_call(std::string_view text, FileId file, std::size_t origin) {
  const std::vector<ShellToken> tokens = shell_tokens(text);
  auto call = CallReader(tokens, file, origin).read();
  if (call) call->text = std::string(text.substr(call->begin - origin, call->end - call->begin));
  return call;
}

}  // namespace portolan::load
