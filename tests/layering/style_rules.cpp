#include "tests/layering/style_rules.hpp"

#include <algorithm>
#include <functional>
#include <regex>
#include <string>

namespace qiantai::layering {
namespace {

using Applies = std::function<bool(const std::string& path)>;

// A pattern that must not occur in the code (comments and literals aside) of the files it applies
// to.
struct CodeRule {
    Applies applies;
    std::regex pattern;
    std::string what;
};

bool is_code(const std::string& path) {
    return is_cpp(path) || path.ends_with(".sql") || path.ends_with(".sh") ||
           path.ends_with(".cmake") || path.ends_with("CMakeLists.txt");
}

bool writes_rows(const std::string& path) {
    return path.starts_with("terminal/base/") ||
           (path.starts_with("terminal/") && path.find("/rules/") != std::string::npos);
}

bool is_ours_to_ship(const std::string& path) {
    return path.starts_with("schema/") || path.starts_with("sync/") ||
           path.starts_with("terminal/");
}

const std::vector<CodeRule>& code_rules() {
    static const std::vector<CodeRule> rules = {
        {[](const std::string& path) { return path != "schema/base/system_clock.cpp"; },
         std::regex(
             R"(system_clock\s*::\s*now|\b(std\s*::\s*|::\s*)?time\s*\(\s*(nullptr|NULL|0)\s*\))"
             R"(|\bgettimeofday\s*\(|\bclock_gettime\s*\(|\btimespec_get\s*\()"),
         "reads the system's clock; only schema/base/system_clock.cpp may, others are given a "
         "clock"},
        {[](const std::string& path) {
             return writes_rows(path) && path != "terminal/base/service_context.cpp" &&
                    // These two compare clocks.
                    path != "terminal/access/rules/sign_in_try.cpp" &&
                    path != "terminal/sync_page/rules/sync_desk.cpp";
         },
         std::regex(R"(\bclock\s*\.\s*now_ms\s*\()"),
         "takes a row's time from a clock that may be wrong; record_time() knows better"},
        {[](const std::string& path) { return path.starts_with("tests/"); },
         std::regex(R"(\bsleep_(for|until)\b|\b(u|nano)?sleep\s*\()"),
         "sleeps in a test; wait for the event itself or step a fake clock"},
        {[](const std::string&) { return true; },
         std::regex(
             R"(\bfor\s*\([^;{}]*:[^;{}]*\b(parse|derive|make_v7)\s*\([^;{}]*\)\s*\.\s*)"
             R"(((as|get)_\w+|bytes)\s*\(\s*\)\s*\))"),
         "loops over a part of a temporary that is gone by then; name that value first"},
        {[](const std::string&) { return true; },
         std::regex(R"(\b(while|for)\s*\([^{}]*(&&|\|\|)[^{};]*\bco_await\b)"),
         "awaits in a loop's condition: GCC 12 does so whatever stands before the && or ||"},
        {[](const std::string&) { return true; }, std::regex(R"(\bstd\s*::\s*(rand|srand)\s*\()"),
         "uses the C library's random numbers; randomness is passed in"},
        {[](const std::string& path) {
             return is_ours_to_ship(path) && path != "schema/base/mutex.hpp";
         },
         std::regex(R"(\bstd\s*::\s*((recursive_|shared_|timed_)?mutex|condition_variable\w*)"
                    R"(|(lock_guard|unique_lock|scoped_lock|shared_lock)\b))"),
         "locks what clang can't prove; use schema/base/mutex.hpp and say what it guards"},
        {[](const std::string& path) {
             return is_ours_to_ship(path) && path != "schema/base/json_values.cpp";
         },
         std::regex(R"(\bjson\s*::\s*parse\s*\()"),
         "parses JSON that may throw; use parse_json of schema/base/json_values.hpp"},
        {[](const std::string& path) {
             return path.starts_with("terminal/") && !path.starts_with("terminal/kit/core/");
         },
         std::regex(R"(\bfloat\s+\w*height\s*\(\s*(const\s+)?Ui\s*&[^()]*\bfloat\s+width\b)"),
         "says a height beside the function that draws; measure that one, kit/core/measure.hpp"},
    };
    return rules;
}

void check_code_rules(const SourceFile& file, const std::string& code,
                      std::vector<Violation>& found) {
    for (const auto& rule : code_rules()) {
        if (!rule.applies(file.path)) continue;
        for (auto match = std::sregex_iterator(code.begin(), code.end(), rule.pattern);
             match != std::sregex_iterator(); ++match) {
            const auto offset = static_cast<std::size_t>(match->position());
            found.push_back({file.path, line_at(code, offset), rule.what});
        }
    }
}

// The text between the braces that open at or after `from`.
std::string_view block_at(std::string_view code, std::size_t from) {
    const auto open = code.find('{', from);
    if (open == std::string_view::npos) return {};
    int depth = 0;
    for (auto at = open; at < code.size(); ++at) {
        if (code[at] == '{') ++depth;
        if (code[at] == '}' && --depth == 0) return code.substr(open, at - open + 1);
    }
    return code.substr(open);
}

void check_catch_all(const SourceFile& file, const std::string& code,
                     std::vector<Violation>& found) {
    static const std::regex catch_all(R"(\bcatch\s*\(\s*\.\.\.\s*\))");
    static const std::regex passes_on(R"(\bthrow\b|\bcurrent_exception\b|\bterminate\b|\babort\b)");
    for (auto match = std::sregex_iterator(code.begin(), code.end(), catch_all);
         match != std::sregex_iterator(); ++match) {
        const auto offset = static_cast<std::size_t>(match->position());
        const std::string block(block_at(code, offset));
        if (!std::regex_search(block, passes_on)) {
            found.push_back({file.path, line_at(code, offset),
                             "swallows every exception; name the type, or pass it on"});
        }
    }
}

// Words that must not stand in any file of ours. Written in two halves, so that this file may be
// checked too.
struct Word {
    std::string text;
    std::string what;
};

const std::vector<Word>& forbidden_words() {
    static const std::string leftover = "is a leftover; finish it or file an issue";
    static const std::string address = "is a registry's address; use the machine's own settings";
    static const std::vector<Word> words = {
        {std::string("TO") + "DO", leftover},
        {std::string("FIX") + "ME", leftover},
        {std::string("deb.") + "debian.org", address},
        {std::string("ftp.") + "debian.org", address},
        {std::string("security.") + "debian.org", address},
        {std::string("snapshot.") + "debian.org", address},
        {std::string("archive.") + "ubuntu.com", address},
        {std::string("registry.") + "npmjs", address},
        {std::string("registry.") + "yarnpkg", address},
        {std::string("npm") + "mirror.com", address},
        {std::string("mirrors.") + "tuna", address},
        {std::string("mirrors.") + "aliyun", address},
        {std::string("\"resol") + "ved\":", address},
    };
    return words;
}

bool is_word_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// True if the match is no part of a longer word.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
    const bool joined_before = at > 0 && is_word_char(text[at - 1]) && is_word_char(text[at]);
    const bool joined_after = at + size < text.size() && is_word_char(text[at + size]) &&
                              is_word_char(text[at + size - 1]);
    return !joined_before && !joined_after;
}

void check_words(const SourceFile& file, std::vector<Violation>& found) {
    for (const auto& word : forbidden_words()) {
        for (auto at = file.text.find(word.text); at != std::string::npos;
             at = file.text.find(word.text, at + 1)) {
            if (word.what.starts_with("is a leftover") &&
                !stands_alone(file.text, at, word.text.size())) {
                continue;
            }
            found.push_back(
                {file.path, line_at(file.text, at), "'" + word.text + "' " + word.what});
        }
    }
}

void check_length(const SourceFile& file, std::vector<Violation>& found) {
    const auto lines = static_cast<int>(std::ranges::count(file.text, '\n'));
    if (lines > k_file_lines_max) {
        found.push_back({file.path, lines,
                         "has " + std::to_string(lines) + " lines, more than " +
                             std::to_string(k_file_lines_max) + "; split it by aspect"});
    }
}

}  // namespace

std::vector<Violation> find_style_violations(const std::vector<SourceFile>& files) {
    std::vector<Violation> found;
    for (const auto& file : files) {
        check_words(file, found);
        if (is_code(file.path)) check_length(file, found);
        if (!is_cpp(file.path)) continue;
        const auto code = blank_comments_and_literals(file.text);
        check_code_rules(file, code, found);
        check_catch_all(file, code, found);
        if (file.path.ends_with(".hpp") && code.find("#pragma once") == std::string::npos) {
            found.push_back({file.path, 1, "has no #pragma once"});
        }
    }
    return found;
}

}  // namespace qiantai::layering
