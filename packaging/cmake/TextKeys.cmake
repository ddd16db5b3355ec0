# The words stand in assets/words/*.inc as X(key, "中文", "English"). Of each file a header with its keys is made here,
# assets/words/NAME.hpp, so that a new key compiles only those anew that include it, and changed words only text.cpp.
file(GLOB word_files RELATIVE "${CMAKE_SOURCE_DIR}" CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/words/*.inc")
list(TRANSFORM word_files PREPEND "${CMAKE_SOURCE_DIR}/" OUTPUT_VARIABLE absolute_word_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${absolute_word_files})
set(headers "")
set(tables "")
set(spans "")
foreach(word_file IN LISTS word_files)
  cmake_path(GET word_file STEM name)
  file(READ "${CMAKE_SOURCE_DIR}/${word_file}" rows)
  string(REGEX MATCHALL "X\\([a-z0-9_]+," found "${rows}")
  list(LENGTH found count)
  set(header "#pragma once\n\n#include \"terminal/kit/core/text.hpp\"\n\n")
  string(APPEND header "namespace qiantai::ui {\n\nnamespace word_tables {\nextern const TextEntry ${name}[${count}];\n}\n\n")
  string(APPEND header "namespace words {\n")
  set(row 0)
  foreach(key IN LISTS found)
    string(REGEX REPLACE "X\\(([a-z0-9_]+),;?" "\\1" key "${key}")
    string(APPEND header "inline constexpr TextKey ${key}{word_tables::${name} + ${row}};\n")
    math(EXPR row "${row} + 1")
  endforeach()
  string(APPEND header "}  // namespace words\n\n}  // namespace qiantai::ui\n")
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/assets/words/${name}.hpp" CONTENT "${header}" @ONLY)
  string(APPEND tables "const TextEntry ${name}[${count}] = {\n#include \"${word_file}\"\n};\n")
  string(APPEND headers "#include \"assets/words/${name}.hpp\"\n")
  string(APPEND spans "    word_tables::${name},\n")
endforeach()
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/terminal/kit/core/word_tables.inc" CONTENT
"${headers}
namespace qiantai::ui {
namespace word_tables {
#define X(key, zh, en) {#key, zh, en},
${tables}#undef X
}  // namespace word_tables

constexpr std::span<const TextEntry> k_tables[] = {
${spans}};
}  // namespace qiantai::ui
" @ONLY)
