#include "load/markdown/docker_call.h"

#include <algorithm>

#include "base/text.h"
#include "load/markdown/shell_tokens.h"

namespace portolan::load {

namespace {

bool is_any(std::string_view text, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), text) != list.end(); }

/// What the operands of a command are.
enum class Operands { containers, container_then_arguments, paths, made, none };

Operands operands_of(std::string_view verb) {
  if (is_any(verb, {"logs", "restart", "start", "stop", "kill", "rm", "pause", "unpause", "wait", "stats", "inspect", "update"})) return Operands::containers;
  if (is_any(verb, {"exec", "top", "port", "attach", "diff", "export", "rename"})) return Operands::container_then_arguments;
  if (verb == "cp") return Operands::paths;
  if (is_any(verb, {"run", "create"})) return Operands::made;
  return Operands::none;
}

bool takes_value(std::string_view verb, std::string_view option) {
  if (verb == "exec") return is_any(option, {"-u", "--user", "-e", "--env", "--env-file", "-w", "--workdir", "--detach-keys"});
  if (verb == "logs") return is_any(option, {"-n", "--tail", "--since", "--until"});
  if (verb == "inspect") return is_any(option, {"-f", "--format", "--type"});
  if (verb == "update") return is_any(option, {"-m", "--memory", "--memory-swap", "--memory-reservation", "--cpus", "-c", "--cpu-shares", "--restart", "--pids-limit"});
  return is_any(option, {"-t", "--time", "--timeout", "-s", "--signal", "--format", "--detach-keys", "-o", "--output"});
}

class DockerCallReader {
 public:
  DockerCallReader(std::string_view text, FileId file, std::size_t origin) : text_(text), tokens_(shell_tokens(text)), file_(file), origin_(origin) {}

  std::optional<ComposeCall> read() {
    const std::size_t first = skip_prefix(tokens_);
    if (first >= tokens_.size() || tokens_[first].text != "docker") return std::nullopt;
    at_ = first + 1;
    for (; at_ < tokens_.size() && tokens_[at_].text.starts_with('-'); ++at_) {
      if (is_any(tokens_[at_].text, {"-H", "--host", "-c", "--context", "-l", "--log-level", "--config"})) ++at_;
    }
    if (at_ < tokens_.size() && tokens_[at_].text == "container") ++at_;
    if (at_ >= tokens_.size()) return std::nullopt;
    call_.verb = tokens_[at_].placed(file_, origin_);
    ++at_;
    read_operands(operands_of(call_.verb.value));
    if (call_.containers.empty() && !call_.made_container) return std::nullopt;
    call_.begin = origin_ + tokens_[first].begin;
    call_.end = origin_ + tokens_[last_].end;
    call_.text = std::string(text_.substr(call_.begin - origin_, call_.end - call_.begin));
    return std::move(call_);
  }

 private:
  /// Takes the option at `at_` with its value.
  void read_option(Operands operands) {
    const std::string& option = tokens_[at_].text;
    if (operands == Operands::made && option.starts_with("--name")) {
      Spanned<std::string> name = tokens_[at_].placed(file_, origin_);
      if (option == "--name" && at_ + 1 < tokens_.size()) {
        name = tokens_[++at_].placed(file_, origin_);
      } else if (option.starts_with("--name=")) {
        name.value = option.substr(7);
        name.span.begin += 7;
      } else {
        return;
      }
      call_.made_container = std::move(name);
    } else if (operands != Operands::made && option.find('=') == std::string::npos && takes_value(call_.verb.value, option) && at_ + 1 < tokens_.size()) {
      ++at_;
    }
  }

  void add_container(Spanned<std::string> name) {
    if (name.value.starts_with("$(")) return;  // computed by the shell: nothing to ask for
    if (is_placeholder_operand(name.value)) call_.placeholders.push_back(name);
    call_.containers.push_back(std::move(name));
  }

  void read_operands(Operands operands) {
    if (operands == Operands::none) return;
    bool arguments = false;
    for (; at_ < tokens_.size(); ++at_) {
      if (const std::size_t length = redirection_at(tokens_, at_)) {
        at_ += length - 1;
        continue;
      }
      last_ = at_;
      Spanned<std::string> token = tokens_[at_].placed(file_, origin_);
      if (arguments) {
        call_.arguments.push_back(std::move(token));
      } else if (token.value.starts_with('-')) {
        read_option(operands);
        last_ = std::min(at_, tokens_.size() - 1);
      } else if (operands == Operands::paths) {
        // "web:/srv/file" is in a container; "./file" and "C:/file" are here.
        const std::size_t colon = token.value.find(':');
        if (colon != std::string::npos && colon > 1 && token.value.find('/') > colon) {
          token.value.resize(colon);
          token.span.end = token.span.begin + static_cast<std::uint32_t>(colon);
          add_container(std::move(token));
        }
      } else if (operands != Operands::made) {
        add_container(std::move(token));
        arguments = operands == Operands::container_then_arguments;
      }
    }
  }

  std::string_view text_;
  std::vector<ShellToken> tokens_;
  FileId file_;
  std::size_t origin_;
  std::size_t at_ = 0;
  std::size_t last_ = 0;
  ComposeCall call_;
};

}  // namespace

std::optional<ComposeCall> parse_docker_call(std::string_view text, FileId file, std::size_t origin) { return DockerCallReader(text, file, origin).read(); }

}  // namespace portolan::load
