#include "load/dockerfile/installs.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace portolan::load {

namespace {

/// A program that installs, and its options that take the next word with them.
struct Installer {
  std::string_view program, verb;
  std::string_view with_value;
};

constexpr std::string_view of_apt = " -c -o -t --default-release --option --target-release ";
constexpr std::string_view of_apk = " -t -X -p --repository --root --virtual ";
constexpr std::string_view of_dnf = " -c -x --config --disablerepo --enablerepo --exclude --installroot --releasever --repo --setopt ";
constexpr std::string_view of_pip = " -c -e -f -i -r -t --constraint --editable --extra-index-url --find-links --index-url --no-binary --only-binary --platform --prefix --python-version"
                                    " --requirement --root --target --trusted-host ";
constexpr std::string_view of_npm = " --cache --prefix --registry --workspace -w ";
constexpr std::string_view of_gem = " -i -n -P --bindir --install-dir --source --version -v ";

/// Source: the manuals of the programs; for docker-php-ext-install https://hub.docker.com/_/php.
constexpr std::array installers{
    Installer{"apt-get", "install", of_apt}, Installer{"apt", "install", of_apt},     Installer{"apk", "add", of_apk},      Installer{"dnf", "install", of_dnf},
    Installer{"microdnf", "install", of_dnf}, Installer{"yum", "install", of_dnf},    Installer{"zypper", "install", of_dnf}, Installer{"pip", "install", of_pip},
    Installer{"pip3", "install", of_pip},    Installer{"npm", "install", of_npm},     Installer{"npm", "i", of_npm},        Installer{"npm", "add", of_npm},
    Installer{"pnpm", "add", of_npm},        Installer{"yarn", "add", of_npm},        Installer{"gem", "install", of_gem},  Installer{"pecl", "install", ""},
    Installer{"docker-php-ext-install", "", " -j "},
};

/// A word of a shell's line, or a sign between two commands.
struct ShellWord {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool sign = false;
  bool substituted = false;  ///< holds $… or `…`: what it says is known when it runs
};

/// Cuts a line as a shell does, as far as it is needed to see where a command ends.
/// Source: POSIX, "Shell Command Language", "Token Recognition".
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  std::vector<ShellWord> cut() {
    std::vector<ShellWord> words;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t') {
        ++at_;
      } else if (is_sign(c)) {
        words.push_back({.text = std::string(1, c), .begin = at_, .end = at_ + 1, .sign = true});
        ++at_;
      } else {
        words.push_back(word());
      }
    }
    return words;
  }

 private:
  static bool is_sign(char c) { return c == ';' || c == '&' || c == '|' || c == '(' || c == ')'; }

  ShellWord word() {
    ShellWord word{.text = {}, .begin = at_};
    char quote = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (!quote && (c == ' ' || c == '\t' || is_sign(c))) break;
      if (c == '\\' && quote != '\'' && at_ + 1 < text_.size()) {
        word.text.push_back(text_[++at_]);
      } else if (quote ? c == quote : c == '"' || c == '\'') {
        quote = quote ? '\0' : c;
      } else if (c == '>' && !quote && text_.substr(at_ + 1).starts_with('&')) {  // 2>&1
        word.text += ">&";
        ++at_;
      } else {
        if (quote != '\'' && (c == '$' || c == '`')) skip_substituted(word);
        if (at_ < text_.size()) word.text.push_back(text_[at_]);
      }
    }
    at_ = std::min(at_, text_.size());
    word.end = at_;
    return word;
  }

  /// Up to the end of $(…) or `…`, when one begins here.
  void skip_substituted(ShellWord& word) {
    word.substituted = true;
    if (text_[at_] == '`') {
      at_ = std::min(text_.find('`', at_ + 1), text_.size());
    } else if (text_.substr(at_).starts_with("$(")) {
      int depth = 0;
      for (; at_ < text_.size(); ++at_) {
        if (text_[at_] == '(') ++depth;
        if (text_[at_] == ')' && --depth == 0) break;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// The words of RUN ["apt-get", "install", "x"]. Their places are not known one by one.
std::vector<ShellWord> words_of(const Instruction& run) {
  const auto list = exec_form(run.text);
  if (!list) return Words(run.text).cut();
  std::vector<ShellWord> words;
  for (const std::string& word : *list) words.push_back({.text = word, .begin = 0, .end = run.text.size()});
  return words;
}

bool has_value(const Installer& installer, const std::string& option) { return installer.with_value.find(" " + option + " ") != std::string_view::npos; }

/// Behind its options the installer's verb: where its arguments begin, 0 when word `at` starts no installation.
std::size_t find_arguments(const std::vector<ShellWord>& words, std::size_t at, const Installer& installer) {
  std::string_view program = words[at].text;
  program = program.substr(program.rfind('/') == std::string_view::npos ? 0 : program.rfind('/') + 1);
  if (words[at].sign || program != installer.program) return 0;
  std::size_t i = at + 1;
  if (installer.verb.empty()) return i;
  while (i < words.size() && (words[i].text.starts_with('-') || words[i].text == "global")) i += has_value(installer, words[i].text) ? 2 : 1;
  return i < words.size() && !words[i].sign && words[i].text == installer.verb ? i + 1 : 0;
}

/// Packages have names; files, addresses, variables and redirections are something else.
bool is_package(const ShellWord& word) {
  const std::string& text = word.text;
  if (text.empty() || word.substituted || text.find("://") != std::string::npos) return false;
  constexpr std::string_view no_beginnings = "-./<>`\\{}!#";
  if (no_beginnings.find(text.front()) != std::string_view::npos) return false;
  const std::size_t letter = text.find_first_not_of("0123456789");
  return letter != std::string::npos && text[letter] != '>' && text[letter] != '<';
}

}  // namespace

void add_installs(BuildStage& stage, const Instruction& run) {
  const std::vector<ShellWord> words = words_of(run);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const Installer& installer : installers) {
      const std::size_t first = find_arguments(words, i, installer);
      if (first == 0) continue;
      for (i = first; i < words.size() && !words[i].sign && !words[i].text.starts_with('#'); ++i) {
        const bool redirects = words[i].text == ">" || words[i].text == "<" || words[i].text == ">>" || words[i].text == "2>";
        if (has_value(installer, words[i].text) || redirects) {
          ++i;
        } else if (is_package(words[i])) {
          stage.installs.push_back({words[i].text, run.place(words[i].begin, words[i].end)});
        }
      }
      break;
    }
  }
}

}  // namespace portolan::load
