#include "load/dockerfile/dockerfile.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "base/text.h"

using namespace portolan;

namespace {

std::string words(const std::vector<Spanned<std::string>>& items) {
  std::string out;
  for (const auto& item : items) out += " " + item.value;
  return out;
}

std::string options(const HealthCheck& check) {
  std::string out;
  const auto add = [&](const char* name, const auto& duration) {
    if (duration) out += fmt::format(" {} {}", name, to_string(*duration));
  };
  add("every", check.interval);
  add("timeout", check.timeout);
  add("start", check.start_period);
  add("first-every", check.start_interval);
  return out + (check.retries ? fmt::format(" retries {}", *check.retries) : "");
}

std::string read(std::string text) {
  SourceMap sources;
  Diagnostics problems;
  const Dockerfile file = load::read_dockerfile(sources, sources.add("Dockerfile", std::move(text)), problems);
  std::string out;
  for (const BuildStage& stage : file.stages) {
    const Location place = sources.locate(stage.span), base = sources.locate(stage.base.span);
    out += fmt::format("{} <- {} ({}-{}, base at {}:{}-{})\n", stage.name, stage.base.value, place.line, place.end_line, base.line, base.column, base.end_column);
    for (const auto& port : stage.exposes) {
      const Location at = sources.locate(port.span);
      out += fmt::format("  expose {} {}:{}-{}\n", to_string(port.value), at.line, at.column, at.end_column);
    }
    if (!stage.copies_from.empty()) out += "  from " + join(stage.copies_from, " ") + "\n";
    if (stage.user) out += "  user " + stage.user->value + "\n";
    if (stage.workdir) out += "  workdir " + stage.workdir->value + "\n";
    if (stage.entrypoint) out += "  entrypoint " + join(stage.entrypoint->arguments, "|") + "\n";
    if (stage.command) out += "  command " + join(stage.command->arguments, "|") + "\n";
    if (stage.health_check) out += "  health " + stage.health_check->value + options(stage.health_options) + "\n";
    if (!stage.installs.empty()) out += "  installs" + words(stage.installs) + "\n";
    for (const StageCopy& copy : stage.copies) out += fmt::format("  copy {}:{} -> {}\n", copy.from, words(copy.sources), copy.target.value);
    if (!stage.volumes.empty()) out += "  volumes" + words(stage.volumes) + "\n";
  }
  for (const Diagnostic& problem : problems) out += fmt::format("{}: {} [{}]\n", sources.locate(problem.span).line, problem.message, problem.rule);
  return out;
}

}  // namespace

TEST_CASE("a Dockerfile becomes stages") {
  struct Case {
    std::string text, stages;
  };
  for (const Case& c : {
           Case{"FROM alpine\n", " <- alpine (1-1, base at 1:6-12)\n"},
           Case{"# syntax=docker/dockerfile:1\nARG V=3.11\nfrom --platform=$BUILDPLATFORM python:${V}-${S:-slim} AS Base\nEXPOSE 8000 9000-9002/tcp\n",
                "base <- python:3.11-slim (3-4, base at 3:32-54)\n  expose 8000 4:8-12\n  expose 9000-9002 4:13-26\n"},
           Case{"FROM a AS one\nARG P=80\nENV Q=$P R='x y'\nEXPOSE $Q\nFROM one AS two\nEXPOSE ${P}\nFROM b\nEXPOSE $P\n",
                "one <- a (1-4, base at 1:6-7)\n  expose 80 4:8-10\n"
                "two <- one (5-6, base at 5:6-9)\n  expose 80 6:8-12\n"
                " <- b (7-8, base at 7:6-7)\n"},
           Case{"FROM a AS build\nRUN apt-get update \\\n    # tools\n\n    && apt-get install -y --no-install-recommends \\\n      curl=7.* gcc; rm -rf x\n"
                "FROM b\nCOPY --from=build /x /y\nUSER app:app\nWORKDIR /app\nENTRYPOINT [\"/e.sh\", \"-a \\\"b\\\"\"]\nCMD gunicorn app\n",
                "build <- a (1-6, base at 1:6-7)\n  installs curl=7.* gcc\n"
                " <- b (7-12, base at 7:6-7)\n  from build\n  user app:app\n  workdir /app\n  entrypoint /e.sh|-a \"b\"\n  command /bin/sh|-c|gunicorn app\n  copy build: /x -> /y\n"},
           Case{"FROM a\nRUN <<EOF\nFROM not a stage\nEOF\nHEALTHCHECK --interval=5s CMD [\"wget\", \"-q\", \"x\"]\n",
                " <- a (1-5, base at 1:6-7)\n  health wget -q x every 5s\n"},
           Case{"FROM a\nARG T=4s\nHEALTHCHECK --timeout=$T --start-period=1m --start-interval=500ms --retries=9 --interval=soon CMD true\n",
                " <- a (1-3, base at 1:6-7)\n  health true timeout 4s start 1m0s first-every 500ms retries 9\n"},
           Case{"FROM a\nHEALTHCHECK --retries=9 CMD true\nHEALTHCHECK CMD false\n", " <- a (1-3, base at 1:6-7)\n  health false\n"},
           Case{"FROM a\nHEALTHCHECK none\nRUN apk add --no-cache --virtual .deps curl && pip install -r req.txt flask\n",
                " <- a (1-3, base at 1:6-7)\n  health NONE\n  installs curl flask\n"},
           Case{"# escape=`\r\nFROM a\r\nCMD x `\r\n  y\r\n", " <- a (2-4, base at 2:6-7)\n  command /bin/sh|-c|x   y\n"},
           Case{"RUN x\nUSER y\nFROM a\n", " <- a (3-3, base at 3:6-7)\n1: instruction \"RUN\" stands before the first FROM [dockerfile-syntax]\n"},
           Case{"", "1: the Dockerfile has no FROM [dockerfile-syntax]\n"},
           Case{"FROM a\xff\n", "1: the Dockerfile is not valid UTF-8 [not-utf8]\n"},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.stages);
  }
}

TEST_CASE("all instructions of a stage are kept as written") {
  SourceMap sources;
  Diagnostics problems;
  const FileId file = sources.add("Dockerfile", "ARG V=1\nFROM a AS x\nARG W\nrun make \\\n  all\nFROM b\nLABEL k=v\n");
  std::string out;
  for (const BuildStage& stage : load::read_dockerfile(sources, file, problems).stages) {
    out += stage.base.value + ":";
    for (const StageStep& step : stage.steps) out += fmt::format(" {}|{}@{}", step.instruction, step.value.value, sources.locate(step.value.span).line);
    out += "\n";
  }
  CHECK(out == "a: ARG|W@3 RUN|make   all@4\nb: LABEL|k=v@7\n");
}

TEST_CASE("ENV and ARG of a Dockerfile become variables with their places") {
  SourceMap sources;
  Diagnostics problems;
  const FileId id = sources.add("Dockerfile",
                                "ARG V=3.11 BARE\nFROM python:$V AS base\nARG PORT=80\nARG API_TOKEN\nENV A=1 \\\n    B=\"x y\" C=$PORT\nENV OLD some words\n"
                                "ENV DB_PASSWORD=hunter2 TOKEN=changeme\nFROM base\nENV A=2\n");
  const Dockerfile file = load::read_dockerfile(sources, id, problems);
  const auto tell = [&](const std::vector<Variable>& variables) {
    std::string out;
    for (const Variable& variable : variables) {
      const Location at = sources.locate(variable.name.span);
      out += fmt::format("{}{}{} {}:{}-{};", variable.name.value, variable.value ? "=" + variable.value->value : "", variable.secret ? " secret" : "", at.line, at.column, at.end_column);
    }
    return out;
  };
  CHECK(problems.empty());
  CHECK(tell(file.arguments) == "V=3.11 1:5-6;BARE 1:12-16;");
  REQUIRE(file.stages.size() == 2);
  CHECK(tell(file.stages[0].arguments) == "PORT=80 3:5-9;API_TOKEN 4:5-14;");
  CHECK(tell(file.stages[0].variables) == "A=1 5:5-6;B=x y 6:5-6;C=80 6:13-14;OLD=some words 7:5-8;DB_PASSWORD=hunter2 secret 8:5-16;TOKEN=changeme 8:25-30;");
  CHECK(tell(file.stages[1].variables) == "A=2 10:5-6;");
  CHECK(sources.text(file.stages[0].variables[1].value->span) == "\"x y\"");
}

TEST_CASE("COPY and ADD keep what they take and where it goes") {
  struct Case {
    std::string text, copies;
  };
  for (const Case& c : {
           Case{"COPY a b /c", ": a b -> /c"},
           Case{"COPY . .", ": . -> /w/"},
           Case{"COPY --chown=u:g --from=other /a /b/", "other: /a -> /b/"},
           Case{"ADD [\"a b\", \"c/\"]", ": a b -> /w/c/"},
           Case{"COPY --chmod=1 [\"a\", \"/c\"]", ": a -> /c"},
           Case{"ARG D=/d\nCOPY a ${D}/e", ": a -> /d/e"},
           Case{"WORKDIR deeper\nCOPY a ../b", ": a -> /w/b"},
           Case{"ADD https://example.org/x git@github.com:o/r.git /y", ""},
           Case{"COPY <<EOF /y\nFROM here\nEOF", ""},
           Case{"COPY a", ""},
       }) {
    CAPTURE(c.text);
    const std::string told = read("FROM x\nWORKDIR /w\n" + c.text + "\n");
    const std::size_t at = told.find("  copy ");
    CHECK((at == std::string::npos ? "" : told.substr(at)) == (c.copies.empty() ? "" : "  copy " + c.copies + "\n"));
  }
  CHECK(read("FROM x AS One\nWORKDIR /w\nFROM one AS two\nFROM two\nCOPY a b\n").ends_with("  copy : a -> /w/b\n"));
}

TEST_CASE("RUN names what it installs") {
  struct Case {
    std::string text, installs;
  };
  for (const Case& c : {
           Case{"apt-get -qq -o Dpkg::Use-Pty=0 install -y curl=7.88 'git'", "curl=7.88 git"},
           Case{"(apt-get update; apt-get install -y tini); rm x", "tini"},
           Case{"dnf install -y a > /dev/null 2>&1 && yum -y install b", "a b"},
           Case{"python -m pip install --no-cache-dir -r r.txt --index-url https://x 'flask>=2,<3' ./local git+https://g/r", "flask>=2,<3"},
           Case{"npm install -g pnpm@9 && npm i", "pnpm@9"},
           Case{"<<EOF\nset -e\n# apk add no\napk add --no-cache bash\necho apk\nEOF", "bash"},
           Case{"pip install ${PACKAGES} $X a==${V}", ""},
           Case{"echo install curl", ""},
           Case{"apt-get update", ""},
           Case{"[\"apt-get\", \"install\", \"-y\", \"curl\"]", "curl"},
           Case{"apt-get install -y curl&& apt-get install -y git;ls x", "curl git"},
           Case{"apt-get install -f -y curl >/dev/null $(cat more packages) `cat x y` wget", "curl wget"},
           Case{"apk add --no-cache -t .deps gcc 2> log musl-dev", "gcc musl-dev"},
           Case{"docker-php-ext-install -j 4 pdo_mysql opcache && pecl install redis-6.0.2", "pdo_mysql opcache redis-6.0.2"},
           Case{"yarn global add serve && pnpm add -g tsx && gem install rails -v 7.1 puma", "serve tsx rails puma"},
           Case{"<<EOF\nyarn global add a # and b\nEOF", "a"},
           Case{"npm run install extra; yarn install; pip download x; echo 'apt-get install y'", ""},
       }) {
    CAPTURE(c.text);
    const std::string told = read("FROM x\nRUN " + c.text + "\n");
    const std::size_t at = told.find("  installs ");
    CHECK((at == std::string::npos ? "" : told.substr(at)) == (c.installs.empty() ? "" : "  installs " + c.installs + "\n"));
  }
}

TEST_CASE("variables of a Dockerfile are filled in as the builder does it") {
  struct Case {
    std::string lines, value;
  };
  for (const Case& c : {
           Case{"ENV A=/a\nWORKDIR $A/b", "/a/b"},
           Case{"ENV A=/a\nWORKDIR \\$A", "$A"},
           Case{"ENV A=/a\nENV B='$A'\nWORKDIR $B", "$A"},
           Case{"ENV A=/a B=$A\nWORKDIR /x$B", "/x$A"},  // a line knows only what stands above it
           Case{"ARG A=/one\nENV A=/two\nARG A=/three\nWORKDIR $A", "/two"},
           Case{"ARG A=\nWORKDIR /x$A", "/x"},
           Case{"WORKDIR /x$A", "/x$A"},
           Case{"WORKDIR ${A:-/y${B:-/z}}", "/y/z"},
           Case{"ENV A=\nWORKDIR ${A-/y}/${A:-z}", "/z"},
           Case{"ENV A=1\nWORKDIR /${A:+w}${B:+v}${A+u}", "/wu"},
           Case{"ENV A=abc\nWORKDIR /${A%c}", "/${A%c}"},
           Case{"ENV A=1\nWORKDIR /${A:?no}${A", "/1${A"},
           Case{"WORKDIR ${${${", "${${${"},
       }) {
    CAPTURE(c.lines);
    const std::string told = read("FROM x\n" + c.lines + "\n");
    const std::size_t at = told.find("  workdir ");
    CHECK((at == std::string::npos ? "" : told.substr(at)) == "  workdir " + c.value + "\n");
  }
  CHECK(read("# escape=`\nFROM x\nWORKDIR C:\\app\n").ends_with("  workdir C:\\app\n"));
}

TEST_CASE("a Dockerfile of any shape ends soon") {
  std::string doubling = "FROM x\nENV A=0123456789\n", many = "FROM x\n", stages, opened = "FROM x\nWORKDIR ";
  for (int i = 0; i < 1000; ++i) doubling += "ENV A=$A$A\n";
  for (int i = 0; i < 5000; ++i) many += fmt::format("ENV A{}=1\n", i);
  for (int i = 0; i < 5000; ++i) stages += fmt::format("FROM s{} AS s{}\nARG A{}=1\n", i - 1, i, i);
  for (int i = 0; i < 200000; ++i) opened += "${a";
  SourceMap sources;
  Diagnostics problems;
  const Dockerfile file = load::read_dockerfile(sources, sources.add("Dockerfile", doubling), problems);
  REQUIRE(file.stages.size() == 1);
  CHECK(file.stages[0].variables.size() == 1001);
  for (const Variable& variable : file.stages[0].variables) CHECK(variable.value->value.size() <= 2 * 4096);
  CHECK(read(many).ends_with("2000: only 2000 instructions are read [dockerfile-syntax]\n"));
  CHECK(read(stages).ends_with("only 2000 instructions are read [dockerfile-syntax]\n"));
  CHECK(read(opened).find("workdir ${a${a") != std::string::npos);
  CHECK(read("FROM x\n" + std::string(2u << 20, ' ')) == "1: the Dockerfile is larger than 1 MiB and is not read [dockerfile-syntax]\n");
  CHECK(read("FROM x\n" + std::string(100000, 'A') + " b\n") == " <- x (1-1, base at 1:6-7)\n");
}

TEST_CASE("a heredoc that nothing ends is told, and one that ends is not") {
  CHECK(read("FROM x\nRUN <<EOF\nUSER y\n") == " <- x (1-3, base at 1:6-7)\n2: the text that begins here with << is never ended [dockerfile-syntax]\n");
  CHECK(read("FROM x\nRUN <<EOF\nUSER y\nEOF\nRUN echo $((1 << 2)) <<<x\nUSER z\n") == " <- x (1-6, base at 1:6-7)\n  user z\n");
}

TEST_CASE("an instruction that Docker does not know is named, once") {
  CHECK(read("FROM x\nENTRYPIONT a\nCMMD b\n") == " <- x (1-1, base at 1:6-7)\n2: unknown instruction \"ENTRYPIONT\" [dockerfile-syntax]\n");
  CHECK(read("FROM x\nonbuild RUN apk add y\nshell [\"/bin/bash\"]\nVOLUME /a /b\nVOLUME [\"/c\"]\n") == " <- x (1-5, base at 1:6-7)\n  volumes /a /b /c\n");
}
