# Third-party packages, all from Debian; each has one home folder in src/.
find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(CMARK REQUIRED IMPORTED_TARGET libcmark-gfm)
pkg_check_modules(GVC REQUIRED IMPORTED_TARGET libgvc libcgraph)

# dot's layout engine is linked like a library: no plugin search at run time, no pango, no cairo.
find_library(PORTOLAN_DOT_PLUGIN gvplugin_dot_layout PATH_SUFFIXES graphviz REQUIRED)
cmake_path(GET PORTOLAN_DOT_PLUGIN PARENT_PATH PORTOLAN_DOT_DIR)
