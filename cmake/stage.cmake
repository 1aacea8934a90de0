# Warnings live here, once, for every target of the project.
add_library(portolan_options INTERFACE)
target_compile_options(portolan_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
# gcc 12 sees overlapping copies in `"text" + std::string` and unset values in std::optional that are none (GCC bugs 105651, 80635).
target_compile_options(portolan_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>)

# portolan_stage(NAME [USES stage…] [LIBS library…] [EXCEPT file…]): the static library portolan_NAME from src/NAME/**.cc
function(portolan_stage name)
  cmake_parse_arguments(arg "" "" "USES;LIBS;EXCEPT" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cc)
  foreach(file IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/src/${name}/${file})
  endforeach()
  add_library(portolan_${name} STATIC ${sources})
  set_target_properties(portolan_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(portolan_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM arg_USES PREPEND portolan_)
  target_link_libraries(portolan_${name} PUBLIC ${arg_USES} ${arg_LIBS} PRIVATE portolan_options)
endfunction()
