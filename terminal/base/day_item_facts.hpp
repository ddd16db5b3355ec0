#pragma once

// What is left at the end of a day, as values; who says it is in day_items.hpp.

#include <string>
#include <vector>

#include "schema/base/closing_codes.hpp"
#include "schema/base/described.hpp"

namespace qiantai::domain {

/// So many subjects of an item are named; `count` counts all.
inline constexpr std::size_t k_day_subjects_max = 50;

/// One thing that is left.
struct DayItemSubject {
    std::string key{};   ///< the same as long as it is left: an id, a day
    std::string name{};  ///< its number; never somebody's name or telephone
};
QIANTAI_DESCRIBE(DayItemSubject, "", key, name)
QIANTAI_NOTES(DayItemSubject, {.field = "key", .length_max = k_day_item_key_length_max},
              {.field = "name", .presence = FieldNote::Presence::optional})

struct DayItem {
    Coded<DayItemKind> kind{};
    bool must = false;  ///< it is left only with a reason; otherwise it can wait
    int count = 0;      ///< so many are left; 0: done
    int done = 0;       ///< so many were done that day, where it is counted
    std::vector<DayItemSubject> subjects{};
};
QIANTAI_DESCRIBE(DayItem, "", kind, must, count, done, subjects)
QIANTAI_NOTES(DayItem, {.field = "subjects", .presence = FieldNote::Presence::optional})

/// Names it among the first; counts it in any case.
inline void add_subject(DayItem& item, std::string key, std::string name = {}) {
    ++item.count;
    if (item.subjects.size() >= k_day_subjects_max) return;
    item.subjects.push_back({std::move(key), std::move(name)});
}

}  // namespace qiantai::domain
