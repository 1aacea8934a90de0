#include "load/markdown/compose_call.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace portolan::load {

namespace {

struct Token {
  std::string text;  // quotes resolved
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    Token token{.text = {}, .begin = i};
    char quote = 0;
    int depth = 0;
    for (; i < text.size() && (quote || depth > 0 || (text[i] != ' ' && text[i] != '\t')); ++i) {
      const char c = text[i];
      if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
        token.text.push_back(text[++i]);
      } else if (depth == 0 && (quote ? c == quote : c == '"' || c == '\'')) {
        quote = quote ? '\0' : c;
      } else {
        if (c == '(') ++depth;
        if (c == ')' && depth > 0) --depth;
        token.text.push_back(c);
      }
    }
    token.end = i;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

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

/// "<service>", "SERVICE_NAME", "[service]", "$NAME" and "…" stand for something the reader fills in.
bool is_placeholder_operand(std::string_view text) {
  if (text.find_first_of("<>[]{}$*…") != std::string_view::npos || text.find("..") != std::string_view::npos) return true;
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class CallReader {
 public:
  CallReader(const std::vector<Token>& tokens, FileId file, std::size_t origin) : tokens_(tokens), file_(file), origin_(origin) {}

  std::optional<ComposeCall> read() {
    skip_prefix();
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
  Spanned<std::string> spanned(const Token& token) const {
    return {token.text, {file_, static_cast<std::uint32_t>(origin_ + token.begin), static_cast<std::uint32_t>(origin_ + token.end)}};
  }

  void skip_prefix() {
    while (at_ < tokens_.size()) {
      const std::string& text = tokens_[at_].text;
      const std::size_t equals = text.find('=');
      const bool assignment = equals != std::string::npos && equals > 0 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789abcdefghijklmnopqrstuvwxyz") == equals;
      if (text != "$" && text != "%" && text != "sudo" && text != "time" && text != "exec" && !assignment) return;
      ++at_;
    }
  }

  void read_global_options() {
    for (; at_ < tokens_.size() && tokens_[at_].text.starts_with('-'); ++at_) {
      const Token& token = tokens_[at_];
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
      const Token& value = tokens_[++at_];
      const std::size_t equals = value.text.find('=');
      if (option == "--scale" && equals != std::string::npos) add_service(value, equals);
    }
  }

  void add_service(const Token& token, std::size_t length) {
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
      const Token& token = tokens_[at_];
      if (is_any(token.text, {">", "<", ">>", "2>", "2>&1", "2>/dev/null"}) || token.text.starts_with('>')) {
        if (!token.text.empty() && (token.text == ">" || token.text == "<" || token.text == ">>" || token.text == "2>")) ++at_;
        continue;  // redirections are no part of the call
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

  const std::vector<Token>& tokens_;
  FileId file_;
  std::size_t origin_;
  std::size_t at_ = 0;
  std::size_t last_ = 0;
  ComposeCall call_;
};

}  // namespace

std::optional<ComposeCall> parse_compose_call(std::string_view text, FileId file, std::size_t origin) {
  const std::vector<Token> tokens = tokens_of(text);
  auto call = CallReader(tokens, file, origin).read();
  if (call) call->text = std::string(text.substr(call->begin - origin, call->end - call->begin));
  return call;
}

}  // namespace portolan::load
