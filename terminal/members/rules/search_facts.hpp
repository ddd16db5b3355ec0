#pragma once

// What tells those apart whom a search found: why each was found, and when the person was last
// here.

#include <string>

#include "schema/base/described.hpp"

namespace qiantai::domain {

/// Which of a member's data a search found.
enum class MatchedBy {
    // By the phone number alone: up to phone_end.
    phone,           ///< the whole number
    last_four,       ///< the number's last four digits
    phone_start,     ///< the number's first digits
    phone_end,       ///< the number's last digits, five or more
    card,            ///< the whole card number
    card_start,      ///< the card number's start
    name,            ///< the name from its start
    name_part,       ///< the name from a later character on
    pinyin,          ///< pinyin of the whole name
    initials,        ///< first letters of the syllables
    given_pinyin,    ///< pinyin of the given name, or of a later part
    mixed,           ///< characters, syllables and first letters mixed (张sf, zhangsf)
    name_and_phone,  ///< a name and digits of the number (王1234)
};
constexpr auto codes_of(MatchedBy) {
    return std::to_array<CodedValue<MatchedBy>>({{MatchedBy::phone, "phone"},
                                                 {MatchedBy::last_four, "last_four"},
                                                 {MatchedBy::phone_start, "phone_start"},
                                                 {MatchedBy::phone_end, "phone_end"},
                                                 {MatchedBy::card, "card"},
                                                 {MatchedBy::card_start, "card_start"},
                                                 {MatchedBy::name, "name"},
                                                 {MatchedBy::name_part, "name_part"},
                                                 {MatchedBy::pinyin, "pinyin"},
                                                 {MatchedBy::initials, "initials"},
                                                 {MatchedBy::given_pinyin, "given_pinyin"},
                                                 {MatchedBy::mixed, "mixed"},
                                                 {MatchedBy::name_and_phone, "name_and_phone"}});
}

enum class Visit {
    registered,
    renewed,
    talked,  ///< somebody spoke with the member; a call nobody took is none
};
constexpr auto codes_of(Visit) {
    return std::to_array<CodedValue<Visit>>({{Visit::registered, "registered"},
                                             {Visit::renewed, "renewed"},
                                             {Visit::talked, "talked"}});
}

/// When somebody last had to do with the member, as far as this terminal knows.
struct LastSeen {
    Date on;
    Visit what = Visit::registered;
};
QIANTAI_DESCRIBE(LastSeen, "", on, what)
QIANTAI_NOTES(LastSeen, {.field = "on", .meaning = "business date"})

}  // namespace qiantai::domain
