#include "load/secret_commands.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "load/command_words.h"
#include "load/secret_text.h"

namespace portolan::load {

namespace {

/// What of a command is secret. Lists hold words between blanks.
struct Tool {
  std::string_view programs;
  std::string_view verb = "";    ///< that must stand among the words: "login"
  std::string_view flags = "";   ///< behind which the next word is secret
  std::string_view glued = "";   ///< a flag whose own word goes on with the secret: "-pX"
  std::string_view account = ""; ///< flags behind which "user:secret" stands
};

constexpr std::array tools{
    Tool{.programs = " mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mariadb mariadb-dump mariadb-admin ", .glued = "-p"},
    Tool{.programs = " mongo mongosh mongodump mongorestore mongoexport mongoimport cqlsh ", .flags = " -p "},
    Tool{.programs = " redis-cli valkey-cli ", .flags = " -a --pass "},
    Tool{.programs = " sshpass ", .flags = " -p ", .glued = "-p"},
    Tool{.programs = " docker podman nerdctl helm oras crane skopeo buildah az ", .verb = "login", .flags = " -p "},
    Tool{.programs = " ldapsearch ldapadd ldapmodify ldapwhoami ldapdelete ", .flags = " -w "},
    Tool{.programs = " mosquitto_pub mosquitto_sub sqlcmd bcp zip unzip ", .flags = " -P "},
    Tool{.programs = " keytool ", .flags = " -storepass -keypass -srcstorepass -deststorepass "},
    Tool{.programs = " influx ", .flags = " -password -t "},
    Tool{.programs = " 7z 7za ", .glued = "-p"},
    Tool{.programs = " openssl ", .flags = " -k "},
    Tool{.programs = " curl ", .account = " -u -U "},
};

/// Programs whose secrets are found by where they stand among the words.
constexpr std::string_view by_place = " mc htpasswd vault rabbitmqctl aws echo printf ";

bool has(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos && !word.empty(); at = list.find(word, at + 1)) {
    if (at > 0 && list[at - 1] == ' ' && list.substr(at + word.size()).starts_with(' ')) return true;
  }
  return false;
}

class Command {
 public:
  Command(std::string_view program, CommandWords words, const std::function<void(std::size_t, std::size_t)>& found)
      : program_(program), words_(std::move(words.words)), behind_(words.behind), found_(found) {}

  void find() {
    for (const Tool& tool : tools) {
      if (has(tool.programs, program_)) find_flags(tool);
    }
    if (program_ == "mc") find_alias();
    if (program_ == "htpasswd") find_htpasswd();
    if (program_ == "vault" && starts({"login"})) mark_plain(1);
    if (program_ == "rabbitmqctl" && (starts({"add_user"}) || starts({"change_password"}))) mark_plain(2);
    if (program_ == "aws" && starts({"configure", "set"}) && plain(2) && names_secret(plain(2)->text)) mark_plain(3);
    if (program_ == "echo" || program_ == "printf") find_piped();
  }

 private:
  void mark(const CommandWord& word, std::size_t from = 0) const {
    if (from < word.text.size()) found_(word.places[from], word.places.back() + 1);
  }

  /// The words that are no options. The value of an option of its own word stays with it: "--policy=x".
  const CommandWord* plain(std::size_t number) const {
    std::size_t seen = 0;
    for (const CommandWord& word : words_) {
      if (!word.text.starts_with('-') && seen++ == number) return &word;
    }
    return nullptr;
  }

  bool starts(std::initializer_list<std::string_view> verbs) const {
    std::size_t number = 0;
    return std::all_of(verbs.begin(), verbs.end(), [&](std::string_view verb) {
      const CommandWord* word = plain(number++);
      return word && word->text == verb;
    });
  }

  /// A word behind the verb; in prose ("vault login is done once") it is one of a dictionary.
  void mark_plain(std::size_t number) const {
    const CommandWord* word = plain(number);
    if (!word || word->text.find('=') != std::string::npos) return;
    if (word->text.size() >= 6 && word->text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) mark(*word);
  }

  void find_flags(const Tool& tool) const {
    if (!tool.verb.empty() && std::none_of(words_.begin(), words_.end(), [&](const CommandWord& word) { return word.text == tool.verb; })) return;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string& text = words_[i].text;
      const CommandWord* next = i + 1 < words_.size() ? &words_[i + 1] : nullptr;
      if (has(tool.flags, text) && next) mark_unless_port(*next, next->text.starts_with("pass:") ? 5 : 0);
      if (!tool.glued.empty() && text.starts_with(tool.glued) && text.size() > tool.glued.size()) mark_unless_port(words_[i], tool.glued.size());
      if (has(tool.account, text) && next) mark_account(*next, 0);
      if (tool.account.size() > 0 && text.starts_with("-u") && text.size() > 2) mark_account(words_[i], 2);
      if (program_ == "openssl" && text.starts_with("pass:")) mark(words_[i], 5);
    }
  }

  /// "-p 3306:3306" is a port, whatever program it belongs to.
  void mark_unless_port(const CommandWord& word, std::size_t from) const {
    if (word.text.find_first_not_of("0123456789:.", from) != std::string::npos) mark(word, from);
  }

  void mark_account(const CommandWord& word, std::size_t from) const {
    std::size_t colon = word.text.find(':', from);
    if (word.text.substr(from).starts_with("${")) colon = word.text.find(':', std::min(word.text.find('}', from), word.text.size()));
    const bool ids = word.text.find_first_not_of("0123456789:", from) == std::string::npos;
    if (colon != std::string::npos && !ids) mark(word, colon + 1);
  }

  /// mc alias set NAME URL KEY SECRET, and the older "config host add".
  void find_alias() const {
    const std::size_t verbs = starts({"alias", "set"}) ? 2 : starts({"config", "host", "add"}) ? 3 : 0;
    if (verbs == 0) return;
    for (const std::size_t number : {verbs + 2, verbs + 3}) {
      if (const CommandWord* word = plain(number)) mark(*word);
    }
  }

  /// htpasswd -b[…] FILE USER PASSWORD, with -n without the file.
  void find_htpasswd() const {
    bool given = false, no_file = false;
    for (const CommandWord& word : words_) {
      if (!word.text.starts_with('-') || word.text.starts_with("--")) continue;
      given = given || word.text.find('b') != std::string::npos;
      no_file = no_file || word.text.find('n') != std::string::npos;
    }
    const CommandWord* word = given ? plain(no_file ? 1 : 2) : nullptr;
    if (word) mark(*word);
  }

  /// echo SECRET | docker login --password-stdin
  void find_piped() const {
    if (!behind_.starts_with('|') || behind_.starts_with("||")) return;
    const std::string_view line = behind_.substr(0, std::min<std::size_t>(behind_.find('\n'), 300));
    constexpr std::array takers = {"--password-stdin", "secret create", "chpasswd", "passwd --stdin", "vault login", "--pass-stdin", "create secret"};
    if (std::none_of(takers.begin(), takers.end(), [&](const char* taker) { return line.find(taker) != std::string_view::npos; })) return;
    for (const CommandWord& word : words_) {
      if (!word.text.starts_with('-') && !word.text.starts_with('%')) mark(word);
    }
  }

  std::string_view program_;
  std::vector<CommandWord> words_;
  std::string_view behind_;
  const std::function<void(std::size_t, std::size_t)>& found_;
};

}  // namespace

bool takes_secret_words(std::string_view program) {
  // asked for each word of a document: a sorted list is searched faster than the table above
  static const std::vector<std::string_view> programs = [] {
    std::vector<std::string_view> all = split_words(by_place);
    for (const Tool& tool : tools) {
      for (const std::string_view each : split_words(tool.programs)) all.push_back(each);
    }
    std::sort(all.begin(), all.end());
    return all;
  }();
  return std::binary_search(programs.begin(), programs.end(), program);
}

void find_secret_words(std::string_view text, std::size_t begin, std::size_t end, const std::function<void(std::size_t begin, std::size_t end)>& found) {
  Command(text.substr(begin, end - begin), cut_command(text, begin, end), found).find();
}

}  // namespace portolan::load
