#pragma once
// Source files as the layering and style checks see them: text without what the compiler ignores.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace qiantai::layering {

struct SourceFile {
    std::string path;  // from the project's root, with '/'
    std::string text;
};

struct Include {
    int line = 0;
    bool quoted = false;  // "..." as opposed to <...>
    std::string target;
};

struct Violation {
    std::string path;
    int line = 0;
    std::string what;

    bool operator==(const Violation&) const = default;
};

// The text with every comment, string and character literal turned to spaces; line breaks and
// offsets stay.
std::string blank_comments_and_literals(std::string_view text);

// All #include lines that the compiler would see.
std::vector<Include> includes_of(std::string_view text);

// The line number, from 1, of an offset.
int line_at(std::string_view text, std::size_t offset);

// True for .cpp and .hpp.
bool is_cpp(std::string_view path);

// "sync/core" for "sync/core/wire.hpp"; "" for the top level.
std::string folder_of(std::string_view path);

// Every file of the project that people wrote: the fixed top-level folders and the files beside
// them, without what is built or fetched. Sorted by path.
std::vector<SourceFile> load_project(const std::filesystem::path& root);

// One violation per line, for a test's message.
std::string describe(const std::vector<Violation>& violations);

}  // namespace qiantai::layering
