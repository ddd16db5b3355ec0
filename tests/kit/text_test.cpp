#include <doctest/doctest.h>

#include <regex>

#include <algorithm>
#include <filesystem>
#include <set>

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "terminal/kit/core/text.hpp"

using namespace qiantai::ui;

namespace {

std::multiset<std::string> placeholders(std::string_view text) {
    static const std::regex pattern(R"(\{(\d+)(:[^}]*)?\})");
    const std::string all(text);
    std::multiset<std::string> found;
    for (auto match = std::sregex_iterator(all.begin(), all.end(), pattern);
         match != std::sregex_iterator(); ++match) {
        found.insert((*match)[1].str());
    }
    return found;
}

bool has_chinese(std::string_view text) {
    static const std::regex han("[\xE4-\xE9][\x80-\xBF][\x80-\xBF]");
    const std::string all(text);
    return std::regex_search(all, han);
}

bool has_latin_word(std::string_view text) {
    static const std::regex word("[A-Za-z]{4,}");
    const std::string all(text);
    return std::regex_search(all, word);
}

}  // namespace

TEST_CASE("every text has words in both languages with the same values in them") {
    for (const auto& entry : text_table()) {
        CAPTURE(entry.key);
        CHECK_FALSE(entry.zh.empty());
        CHECK_FALSE(entry.en.empty());
        CHECK(qiantai::is_utf8(entry.zh));
        CHECK(qiantai::is_utf8(entry.en));
        CHECK(placeholders(entry.zh) == placeholders(entry.en));
    }
}

TEST_CASE("no text is left untranslated") {
    // These show their own sign in every language: whoever needs it can read it.
    const std::set<std::string_view> same_in_both = {"keyboard_chinese", "language_zh",
                                                     "language_en"};
    for (const auto& entry : text_table()) {
        CAPTURE(entry.key);
        if (same_in_both.contains(entry.key)) continue;
        CHECK_FALSE(has_chinese(entry.en));
        CHECK_FALSE(has_latin_word(entry.zh));
    }
}

TEST_CASE("every text is used, and by its key") {
    std::set<std::string, std::less<>> used;
    const std::string_view mark = "words::";
    const std::filesystem::path source(QIANTAI_SOURCE_DIR);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source / "terminal")) {
        if (!entry.is_regular_file()) continue;
        const auto code = qiantai::read_file(entry.path()).value();
        for (auto at = code.find(mark); at != std::string::npos; at = code.find(mark, at)) {
            at += mark.size();
            const auto end = code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", at);
            used.insert(code.substr(at, end - at));
        }
    }
    for (const auto& entry : text_table()) {
        CAPTURE(entry.key);
        CHECK(used.contains(entry.key));
    }
}

TEST_CASE("English says one thing in another form than several") {
    const auto said = [](const auto& pieces) {
        return translate(Language::en, words::issue_slip_count, fmt::make_format_args(pieces))
            .utf8();
    };
    CHECK(said(1) == "1 piece");
    CHECK(said(0) == "0 pieces");
    CHECK(said(21) == "21 pieces");
    CHECK(said(std::int64_t{1}) == "1 piece");
    CHECK(said(std::string("1")) == "1 piece");
    CHECK(said(std::string("1,200")) == "1,200 pieces");
}

TEST_CASE("a text that has two forms says which value chooses between them") {
    static const std::regex form(R"(\[(\d):[^|\]]+\|[^|\]]+\])");
    for (const auto& entry : text_table()) {
        CAPTURE(entry.key);
        const std::string words(entry.en);
        const auto count = std::distance(std::sregex_iterator(words.begin(), words.end(), form),
                                         std::sregex_iterator());
        CHECK(count == std::ranges::count(words, '['));
        for (auto match = std::sregex_iterator(words.begin(), words.end(), form);
             match != std::sregex_iterator(); ++match) {
            CHECK(placeholders(words).contains((*match)[1].str()));
        }
    }
}

TEST_CASE("values stand in the place that each language gives them") {
    const int page = 2, pages = 9;
    const auto arguments = fmt::make_format_args(page, pages);
    CHECK(translate(Language::zh, words::step_of, arguments).utf8() == "第 2 / 9 步");
    CHECK(translate(Language::en, words::step_of, arguments).utf8() == "Step 2 of 9");
}
