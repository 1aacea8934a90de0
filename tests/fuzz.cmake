# Fuzzing: the functions in fuzz/, replayed in every test run, and driven by libFuzzer where the preset `fuzz` asks for it (scripts/fuzz).
set(fuzz_dir ${CMAKE_CURRENT_SOURCE_DIR}/fuzz)
# The printers of `config` alone, so that a fuzz build need not compile what draws and publishes.
file(GLOB fuzz_printers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/cli/config_*.cc)
add_library(portolan_fuzz STATIC EXCLUDE_FROM_ALL
  ${fuzz_dir}/compose.cc ${fuzz_dir}/dockerfile.cc ${fuzz_dir}/dotenv.cc ${fuzz_dir}/interpolation.cc ${fuzz_dir}/markdown.cc
  ${fuzz_dir}/promises.cc ${fuzz_dir}/proxies.cc
  ${fuzz_dir}/secrets.cc ${fuzz_dir}/yaml.cc
  ${fuzz_printers})
target_include_directories(portolan_fuzz PUBLIC ${PROJECT_SOURCE_DIR})
target_link_libraries(portolan_fuzz PUBLIC portolan_load portolan_options)

set(fuzz_targets caddy compose dockerfile dotenv interpolation markdown nginx secrets snippets yaml)
# What one damaged copy costs decides how many of them a test run can take.
set(fuzz_mutations 10000 3000 10000 20000 20000 2000 10000 10000 10000 4000)
set(fuzz_cases_compose ${CMAKE_CURRENT_SOURCE_DIR}/load/compose/cases)

option(PORTOLAN_FUZZ "build the libFuzzer targets (clang)" OFF)
if(PORTOLAN_FUZZ)
  foreach(target IN LISTS fuzz_targets)
    add_executable(portolan_fuzz_${target} ${fuzz_dir}/libfuzzer.cc)
    target_compile_definitions(portolan_fuzz_${target} PRIVATE PORTOLAN_FUZZ_TARGET=fuzz_${target})
    target_link_libraries(portolan_fuzz_${target} PRIVATE portolan_fuzz)
    target_link_options(portolan_fuzz_${target} PRIVATE -fsanitize=fuzzer)
    set_target_properties(portolan_fuzz_${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  endforeach()
endif()

add_executable(portolan_replay ${fuzz_dir}/replay.cc ${fuzz_dir}/mutate.cc)
target_link_libraries(portolan_replay PRIVATE portolan_fuzz)
set_target_properties(portolan_replay PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
foreach(target mutations IN ZIP_LISTS fuzz_targets fuzz_mutations)
  add_test(NAME fuzz.${target} COMMAND portolan_replay ${target} ${mutations} ${fuzz_dir}/${target}.dict ${fuzz_dir}/corpus/${target} ${fuzz_cases_${target}})
endforeach()
