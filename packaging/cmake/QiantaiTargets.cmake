# Compiler settings and the helpers with which every folder declares its library or program.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE ccache)
if(CCACHE)
  # CCACHE_SLOPPINESS makes precompiled headers cacheable; see "Precompiled headers" in ccache(1).
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(archive REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(turbojpeg REQUIRED IMPORTED_TARGET libturbojpeg)
pkg_check_modules(heif REQUIRED IMPORTED_TARGET libheif)
find_package(PNG REQUIRED)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
# Its -pthread, which everything is linked with anyway, would make the precompiled header another one.
set_target_properties(PkgConfig::pangocairo PROPERTIES INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
find_package(Cups REQUIRED)

# What every file of ours is compiled with.
add_library(qiantai_flags INTERFACE)
target_compile_options(qiantai_flags INTERFACE
  -Wall -Wextra -Werror -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Wextra-semi -Wundef
  # GCC 12 invents these inside std::string, <regex> and Boost.JSON when it optimises or sanitizes
  # (GCC bugs 105329, 105651, 105762).
  -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
  -Wno-maybe-uninitialized)
target_include_directories(qiantai_flags INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
# In the precompiled header, so linked everywhere: their macros must be the same in every target.
target_link_libraries(qiantai_flags INTERFACE Boost::json fmt::fmt Threads::Threads)
target_compile_definitions(qiantai_flags INTERFACE QIANTAI_VERSION="${PROJECT_VERSION}")

# Sanitizers and coverage apply to everything, SQLite included.
if(QIANTAI_SANITIZE)
  add_compile_options(-fsanitize=${QIANTAI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${QIANTAI_SANITIZE})
  if(QIANTAI_SANITIZE MATCHES "thread")
    # The thread sanitizer does not see fences; asio's stand beside its locks, which it sees.
    add_compile_options(-Wno-tsan)
  endif()
endif()
if(QIANTAI_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

# Release is what is shipped.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
# The sanitizers' presets: lines for their reports, and no more optimisation than they can explain.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g1")
add_link_options(-fuse-ld=lld)

# A few large units instead of many small ones (see QIANTAI_UNITY): names in anonymous namespaces are unique in a library.
set(CMAKE_UNITY_BUILD ${QIANTAI_UNITY})
set(CMAKE_UNITY_BUILD_MODE GROUP)
set(unity_size 16)

# qiantai_unity_groups(SOURCES): a capability's files lie in units of their own, so that a new file changes no other
# capability's; large ones in several, by their files' names, small ones together, by their own.
function(qiantai_unity_groups)
  foreach(source IN LISTS ARGN)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" OUTPUT_VARIABLE path)
    string(REGEX REPLACE "/.*" "" part "${path}")
    string(MAKE_C_IDENTIFIER "${part}" part)
    list(APPEND parts ${part})
    list(APPEND files_${part} "${source}")
  endforeach()
  list(REMOVE_DUPLICATES parts)
  foreach(part IN LISTS parts)
    list(LENGTH files_${part} count)
    math(EXPR units "(${count} + ${unity_size} - 1) / ${unity_size}")
    foreach(source IN LISTS files_${part})
      cmake_path(GET source FILENAME name)
      set(group ${part})
      set(among ${units})
      if(count LESS 5)
        set(name ${part})
        set(group small)
        set(among 4)
      endif()
      string(MD5 hash "${name}")
      string(SUBSTRING ${hash} 0 6 hash)
      math(EXPR number "0x${hash} % ${among}")
      set_source_files_properties("${source}" PROPERTIES UNITY_GROUP ${group}_${number})
    endforeach()
  endforeach()
endfunction()

# Two precompiled headers, each built once: for what is shipped and, with other flags, for the tests.
function(qiantai_pch name)
  file(WRITE "${CMAKE_BINARY_DIR}/generated/${name}.cpp" "")
  add_library(${name} STATIC "${CMAKE_BINARY_DIR}/generated/${name}.cpp")
  target_link_libraries(${name} PUBLIC qiantai_flags)
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <filesystem> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map>
    <utility> <variant> <vector> <fmt/format.h> <boost/json.hpp> ${ARGN})
endfunction()
qiantai_pch(qiantai_pch)

# qiantai_library(NAME ROOMS ... DEPENDS ... SOURCES ...): all .cpp files of these folders (globs, from the current one)
# except main.cpp and the programs that run during the build, which are named make_*.cpp; SOURCES adds what those generate.
function(qiantai_library name)
  cmake_parse_arguments(ARG "" "" "ROOMS;DEPENDS;SOURCES" ${ARGN})
  list(TRANSFORM ARG_ROOMS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  list(TRANSFORM ARG_ROOMS APPEND "/*.cpp")
  file(GLOB sources CONFIGURE_DEPENDS ${ARG_ROOMS})
  list(FILTER sources EXCLUDE REGEX "/(main|make_[a-z_]+)\\.cpp$")
  qiantai_unity_groups(${sources})
  add_library(${name} STATIC ${sources} ${ARG_SOURCES})
  set_source_files_properties(${ARG_SOURCES} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_link_libraries(${name} PUBLIC qiantai_flags ${ARG_DEPENDS})
  target_precompile_headers(${name} REUSE_FROM qiantai_pch)
endfunction()

# qiantai_program(NAME FOLDER DEPENDS ...): main.cpp of the folder.
function(qiantai_program name folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  add_executable(${name} ${folder}/main.cpp)
  target_link_libraries(${name} PRIVATE qiantai_flags ${ARG_DEPENDS})
  target_precompile_headers(${name} REUSE_FROM qiantai_pch)
endfunction()
