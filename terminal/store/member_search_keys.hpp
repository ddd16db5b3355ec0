#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qiantai::store {

/// How a key of table member_search finds a member: the key's first character.
enum class SearchWay : char {
    phone_end = 'e',  ///< the phone number's digits from the last to the first
    name = 'n',       ///< the folded name from its start
    inner = 'i',      ///< the same from its second, third ... character on
    pinyin = 'p',     ///< pinyin of the whole name, then k_key_separator and the folded name
    initials = 's',   ///< first letters of the syllables, then k_key_separator and the folded name
    part = 'g',  ///< pinyin of the given name, or of a later part of a name with 「·」 or blanks
};

inline constexpr SearchWay k_search_ways[] = {SearchWay::phone_end, SearchWay::part,
                                              SearchWay::inner,     SearchWay::name,
                                              SearchWay::pinyin,    SearchWay::initials};
/// Lower than any character of a folded name, so that whole words sort before longer ones.
inline constexpr char k_key_separator = '\x01';

/// What of a member is searched by key; each may be empty.
struct Searched {
    std::string_view name;
    std::string_view phone;
};

/// Raise it with every change that makes another set of keys from a member (also in name_fold and
/// pinyin_surnames): databases rebuild their index then.
inline constexpr int k_search_keys_version = 2;

/// Adds the keys of one way to `out`, without the way's own character. Keys may repeat.
/// Thread-safe.
void append_search_keys(const Searched& member, SearchWay way, std::vector<std::string>& out);

/// All keys of a member as table member_search holds them: sorted, each once, each with its way in
/// front.
std::vector<std::string> make_search_keys(const Searched& member);

/// The part of a pinyin or initials key after the separator.
std::string_view name_in_key(std::string_view key);

}  // namespace qiantai::store
