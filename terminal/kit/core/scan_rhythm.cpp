#include "terminal/kit/core/scan_rhythm.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <string_view>

namespace qiantai::ui {
namespace {

/// So many characters, or more, are no person's at this mean gap.
constexpr std::size_t k_sure_count = 6;
constexpr TimeMs k_superhuman_gap_ms = 50;
/// A person's finger rests on a key for longer, in the mean; a scanner's key goes up at once, or at
/// the latest half-way to the next.
constexpr TimeMs k_stroke_ms = 55;

using Gaps = std::vector<TimeMs>;

Gaps gaps_of(const KeyRun& run) {
    Gaps gaps;
    for (std::size_t i = 1; i < run.strokes.size(); ++i) {
        gaps.push_back(run.strokes[i].at_ms - run.strokes[i - 1].at_ms);
    }
    return gaps;
}

/// The value that so many of ten do not exceed.
TimeMs tenths_of(Gaps values, std::size_t tenths) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * tenths / 10);
    std::ranges::nth_element(values, at);
    return *at;
}

bool all_within(const Gaps& gaps, TimeMs most_ms) {
    return std::ranges::all_of(gaps, [&](TimeMs gap) { return gap <= most_ms; });
}

/// As a machine beats time: nearly the same from gap to gap. Radio and a busy processor make some
/// gaps longer, a person's are all sorts.
bool is_even(const Gaps& gaps) {
    const auto least = tenths_of(gaps, 0);
    return tenths_of(gaps, 5) <= k_slow_gap_ms &&
           tenths_of(gaps, 6) - least <= std::max<TimeMs>(15, least / 4);
}

bool has_short_strokes(const KeyRun& run) {
    Gaps held;
    for (const auto& stroke : run.strokes) held.push_back(stroke.held_ms.value_or(k_silence_ms));
    return tenths_of(held, 5) <= k_stroke_ms;
}

bool is_code_character(char32_t character) {
    return character >= 0x20 && character < 0x7F;
}

/// What numbers and addresses consist of.
bool is_usual(std::string_view code) {
    return std::ranges::all_of(code, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view("-./: ").find(c) != std::string_view::npos;
    });
}

std::string without_prefix(std::string code, const std::string& prefix) {
    if (!prefix.empty() && code.starts_with(prefix)) code.erase(0, prefix.size());
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.size() > 3 && code[0] == ']' && is_letter(code[1]) && is_digit(code[2])) {
        code.erase(0, 3);
    }
    const auto last = code.find_last_not_of(' ');
    code.erase(last == std::string::npos ? 0 : last + 1);
    return code;
}

}  // namespace

Typist typist_of(const KeyRun& run, TimeMs end_gap_ms, KeySink sink) {
    const auto count = run.strokes.size();
    if (count < k_code_min) return Typist::person;
    const bool unheard = sink == KeySink::nobody;
    const auto gaps = gaps_of(run);
    if (run.by_hand || !all_within(gaps, k_late_gap_ms) || end_gap_ms > k_late_gap_ms) {
        return unheard ? Typist::unclear : Typist::person;
    }
    if (unheard) return Typist::scanner;
    if (!has_short_strokes(run)) return Typist::person;
    const bool few = count < k_sure_count;
    const auto took_ms = run.strokes.back().at_ms - run.strokes.front().at_ms;
    const auto mean_ms = took_ms / static_cast<TimeMs>(gaps.size());
    const bool rushes = few ? all_within(gaps, k_fast_gap_ms) : mean_ms <= k_superhuman_gap_ms;
    if (rushes) return Typist::scanner;
    // A short number in a field may be a person's who types evenly; on a pad it would count.
    if (few && sink == KeySink::field) return Typist::person;
    auto beats = gaps;
    beats.push_back(end_gap_ms);
    return is_even(beats) ? Typist::scanner : Typist::person;
}

bool is_surely_scanned(const KeyRun& run) {
    return !run.by_hand && run.strokes.size() >= k_sure_count &&
           all_within(gaps_of(run), k_fast_gap_ms) && has_short_strokes(run);
}

std::string code_of(const KeyRun& run, const std::string& prefix) {
    std::string text, places;
    bool has_text = true, has_places = true;
    for (const auto& stroke : run.strokes) {
        has_text &= is_code_character(stroke.text);
        has_places &= stroke.position != 0;
        text += static_cast<char>(stroke.text);
        places += stroke.position;
    }
    if (has_text) text = without_prefix(std::move(text), prefix);
    if (has_places) places = without_prefix(std::move(places), prefix);
    if (has_text && (is_usual(text) || !has_places || !is_usual(places))) return text;
    return has_places ? places : "";
}

std::string shown_text_of(const KeyRun& run) {
    std::string shown;
    for (const auto& stroke : run.strokes) {
        char bytes[5] = {};
        const auto character =
            stroke.text != 0 ? stroke.text : static_cast<char32_t>(stroke.position);
        ImTextCharToUtf8(bytes, static_cast<unsigned int>(character));
        shown += bytes;
    }
    return shown;
}

}  // namespace qiantai::ui
