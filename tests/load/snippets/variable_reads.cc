#include "load/snippets/variable_reads.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace portolan;

/// "NAME line:column", with a question mark behind the name when there is a default.
static std::string read(load::Language language, std::string text) {
  SourceMap sources;
  std::string out;
  for (const VariableRead& read : load::read_variable_reads(sources, sources.add("a", std::move(text)), language)) {
    const Location at = sources.locate(read.name.span);
    out += fmt::format("{}{} {}:{}-{};", read.name.value, read.has_default ? "?" : "", at.line, at.column, at.end_column);
  }
  return out;
}

TEST_CASE("programs and scripts name the variables that they read") {
  using load::Language;
  struct Case {
    Language language;
    std::string text, names;
  };
  for (const Case& c : {
           Case{Language::python, "import os\nA = os.environ['A']\nB = os.environ.get(\"B\", 1)\nC = os.getenv('C') or 'x'\n", "A 2:17-18;B? 3:21-22;C? 4:16-17;"},
           Case{Language::python, "os.environ.get(\n    \"A\",\n)\n", "A 2:6-7;"},
           Case{Language::python, "from decouple import config\nX = config('X', default=1)\nY = config('Y', cast=int)\n", "X? 2:13-14;Y 3:13-14;"},
           Case{Language::python, "config('X')\nenv('Y')\n", ""},
           Case{Language::python, "import environ\nenv = environ.Env()\nenv('A')\nenv.bool('B', default=False)\nself.env('C')\n", "A 3:6-7;B? 4:11-12;"},
           Case{Language::python, "# os.environ['A']\nmy_getenv('B')\nos.environ[name]\nos.environ['a b']\nos.environ['x", ""},
           Case{Language::javascript, "const p = process.env.PORT || 80;\nprocess.env['A'] ?? 1\nprocess.env.A\n", "PORT? 1:23-27;A? 2:14-15;"},
           Case{Language::javascript, "import.meta.env.VITE_API\nimport.meta.env.MODE\nprocess.environment.X\nprocess.env[x]\n// process.env.Y\n", "VITE_API 1:17-25;"},
           Case{Language::php, "<?php getenv('A'); $_ENV[\"B\"]; env('C', 'd'); $this->env('D'); my_env('E');", "A 1:15-16;B 1:27-28;C? 1:37-38;"},
           Case{Language::ruby, "ENV['A']\nENV.fetch('B', 1)\nENV.fetch('C') { 2 }\nMYENV['D']\n", "A 1:6-7;B? 2:12-13;C 3:12-13;"},
           Case{Language::shell, "#!/bin/sh\necho $A ${B:-x} \"${C:?no}\" '$D' # $E\nF=1\necho $F $HOME $1 $lower ${Mixed}\n", "A 2:7-8;B? 2:11-12;C 2:20-21;"},
           Case{Language::shell, "A=${A:-1}\nfor X in a b; do echo $X; done\nread -r Y\necho $Y $A\nexport Z=$Q\necho $Z\n", "A? 1:5-6;Q 5:11-12;"},
           Case{Language::shell, "echo \\$A $", ""},
           Case{Language::shell, "", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.language, c.text) == c.names);
  }
}

TEST_CASE("the language of a file follows from its name or its first line") {
  using load::Language;
  CHECK(load::language_of("a/settings.py", "") == Language::python);
  CHECK(load::language_of("vite.config.ts", "") == Language::javascript);
  CHECK(load::language_of("entrypoint", "#!/usr/bin/env bash\n") == Language::shell);
  CHECK(load::language_of("manage", "#!/usr/bin/python3\n") == Language::python);
  for (const std::string_view path : {"a.min.js", "a.d.ts", "tests/a.py", "a.test.ts", "test_a.py", "README", "a.txt"}) {
    CAPTURE(path);
    CHECK_FALSE(load::language_of(path, ""));
  }
}

TEST_CASE("a file with many names is read up to a limit") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += fmt::format("process.env.A{} $A{}\n", i, i);
  const std::string javascript = read(load::Language::javascript, text), shell = read(load::Language::shell, text);
  CHECK(std::count(javascript.begin(), javascript.end(), ';') == 200);
  CHECK(std::count(shell.begin(), shell.end(), ';') == 200);
}
