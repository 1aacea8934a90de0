// Entry points that read what strangers wrote, each as a function over any bytes: libFuzzer calls them, and the replay of the test run.
#pragma once

#include <array>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/value.h"

namespace portolan::fuzz {

/// Each throws BrokenPromise when a result is not what the program promises for every input; any crash is a fault too.
void fuzz_yaml(std::string_view input);
void fuzz_dotenv(std::string_view input);
void fuzz_interpolation(std::string_view input);
void fuzz_compose(std::string_view input);
void fuzz_markdown(std::string_view input);
void fuzz_dockerfile(std::string_view input);
void fuzz_nginx(std::string_view input);
void fuzz_caddy(std::string_view input);
void fuzz_secrets(std::string_view input);
void fuzz_snippets(std::string_view input);

struct Target {
  std::string_view name;
  void (*run)(std::string_view input);
};

inline constexpr std::array targets{
    Target{"caddy", fuzz_caddy},
    Target{"compose", fuzz_compose},
    Target{"dockerfile", fuzz_dockerfile},
    Target{"dotenv", fuzz_dotenv},
    Target{"interpolation", fuzz_interpolation},
    Target{"markdown", fuzz_markdown},
    Target{"nginx", fuzz_nginx},
    Target{"secrets", fuzz_secrets},
    Target{"snippets", fuzz_snippets},
    Target{"yaml", fuzz_yaml},
};

/// Caught by nothing but the replay: the fuzzer takes it for a crash and keeps the input.
struct BrokenPromise {
  std::string_view promise;
};

/// `promise` is a constant text.
void require(bool kept, std::string_view promise);
/// The span is known and inside its file.
void require_place(const SourceMap& sources, const Span& span);
/// Every problem says what is wrong, and where.
void require_located(const SourceMap& sources, const Diagnostics& problems);

/// Equal as data, apart from whole numbers: 1e3 is a number and is printed as 1000, which is read as an integer.
bool says_the_same(Value a, Value b);

}  // namespace portolan::fuzz
