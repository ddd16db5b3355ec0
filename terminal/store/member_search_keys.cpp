#include "terminal/store/member_search_keys.hpp"

#include "terminal/store/name_fold.hpp"
#include "terminal/store/pinyin.hpp"

namespace qiantai::store {
namespace {

struct ReadName {
    FoldedName folded;
    std::vector<std::string_view> readings;  ///< of each character; empty: stands for itself
    bool has_reading = false;
};

ReadName read_folded(std::string_view name) {
    ReadName read{fold_name(name), {}};
    // A name in parts (阿依古丽·买买提) has no Chinese surname in front.
    if (read.folded.part_starts.size() > 1) {
        for (const char32_t c : read.folded.characters) read.readings.push_back(pinyin_of(c));
    } else {
        read.readings = read_name(read.folded.characters);
    }
    read.has_reading =
        std::ranges::any_of(read.readings, [](auto reading) { return !reading.empty(); });
    return read;
}

std::string spell(const ReadName& name, std::size_t first, std::size_t last) {
    std::string spelled;
    for (std::size_t i = first; i < last; ++i) {
        if (name.readings[i].empty())
            append_utf8(spelled, name.folded.characters[i]);
        else
            spelled += name.readings[i];
    }
    return spelled;
}

// "Amy王" gives "aw": a run of letters counts as one word.
std::string spell_initials(const ReadName& name, std::size_t first, std::size_t last) {
    const auto is_letter = [](char32_t c) { return c >= U'a' && c <= U'z'; };
    const auto& starts = name.folded.part_starts;
    std::string initials;
    for (std::size_t i = first; i < last; ++i) {
        const char32_t c = name.folded.characters[i];
        if (!name.readings[i].empty()) {
            initials += name.readings[i].front();
        } else if (!is_letter(c) || i == first || !is_letter(name.folded.characters[i - 1]) ||
                   std::ranges::binary_search(starts, i)) {
            append_utf8(initials, c);
        }
    }
    return initials;
}

// v stands for ü; whoever types u finds it too.
void append_spelled(std::string spelled, const std::string& tail, std::vector<std::string>& out) {
    if (spelled.find('v') != std::string::npos) {
        std::string with_u = spelled;
        std::ranges::replace(with_u, 'v', 'u');
        out.push_back(with_u + tail);
    }
    out.push_back(std::move(spelled) + tail);
}

void append_inner(const FoldedName& name, std::vector<std::string>& out) {
    for (std::size_t i = 1; i < name.characters.size(); ++i) {
        out.push_back(to_utf8(std::u32string_view(name.characters).substr(i)));
    }
}

void append_parts(const ReadName& name, std::vector<std::string>& out) {
    const auto& starts = name.folded.part_starts;
    const std::size_t size = name.folded.characters.size();
    if (starts.size() == 1) {
        const std::size_t given = surname_length(name.folded.characters);
        if (given < size) append_spelled(spell(name, given, size), {}, out);
        return;
    }
    for (std::size_t part = 1; part < starts.size(); ++part) {
        const std::size_t end = part + 1 < starts.size() ? starts[part + 1] : size;
        append_spelled(spell(name, starts[part], end), {}, out);
    }
}

void append_initials(const ReadName& name, std::vector<std::string>& out) {
    const auto& starts = name.folded.part_starts;
    const std::size_t size = name.folded.characters.size();
    // Each part of a long name is also looked for by its own initials: mmt for 阿依古丽·买买提.
    for (std::size_t part = 0; part < starts.size(); ++part) {
        out.push_back(spell_initials(name, starts[part], size) + k_key_separator +
                      to_utf8(name.folded.characters));
    }
}

void append_phone_end(std::string_view phone, std::vector<std::string>& out) {
    if (!phone.empty()) out.emplace_back(phone.rbegin(), phone.rend());
}

void append_read(const ReadName& read, SearchWay way, std::vector<std::string>& out) {
    const std::size_t size = read.folded.characters.size();
    if (size == 0) return;
    if (way == SearchWay::inner) return append_inner(read.folded, out);
    if (way == SearchWay::name) return out.push_back(to_utf8(read.folded.characters));
    // A name without Chinese characters is spelled as it is written: only its words' first letters
    // are news.
    if (!read.has_reading && (way != SearchWay::initials || read.folded.part_starts.size() < 2))
        return;
    if (way == SearchWay::part) append_parts(read, out);
    if (way == SearchWay::initials) append_initials(read, out);
    if (way == SearchWay::pinyin) {
        append_spelled(spell(read, 0, size), k_key_separator + to_utf8(read.folded.characters),
                       out);
    }
}

}  // namespace

void append_search_keys(const Searched& member, SearchWay way, std::vector<std::string>& out) {
    if (way == SearchWay::phone_end) return append_phone_end(member.phone, out);
    const bool needs_reading = way != SearchWay::name && way != SearchWay::inner;
    append_read(needs_reading ? read_folded(member.name) : ReadName{fold_name(member.name), {}},
                way, out);
}

std::vector<std::string> make_search_keys(const Searched& member) {
    std::vector<std::string> keys, of_way;
    const auto read = read_folded(member.name);
    for (const auto way : k_search_ways) {
        of_way.clear();
        if (way == SearchWay::phone_end)
            append_phone_end(member.phone, of_way);
        else
            append_read(read, way, of_way);
        for (const auto& key : of_way) keys.push_back(static_cast<char>(way) + key);
    }
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::string_view name_in_key(std::string_view key) {
    const auto separator = key.find(k_key_separator);
    return separator == std::string_view::npos ? std::string_view{} : key.substr(separator + 1);
}

}  // namespace qiantai::store
