#include "terminal/closing/rules/closing_facts.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

template <typename T>
T parsed_column(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    return from_json<T>(*object).value_or(T());
}

int day_item_rank(const DayItem& item) {
    if (item.count == 0) return 2;
    return item.must ? 0 : 1;
}

}  // namespace

std::vector<CarriedItem> carried_of(const DayClose& close) {
    return parsed_column<CarriedItems>(close.items).items;
}

std::vector<TillMark> tills_of(const DayClose& close) {
    return parsed_column<TillMarks>(close.tills).tills;
}

int left_that_must(std::span<const DayItem> items) {
    return static_cast<int>(std::ranges::count_if(
        items, [](const DayItem& item) { return item.must && item.count > 0; }));
}

int left_that_can_wait(std::span<const DayItem> items) {
    return static_cast<int>(std::ranges::count_if(
        items, [](const DayItem& item) { return !item.must && item.count > 0; }));
}

void sort_day_items(std::vector<DayItem>& items) {
    std::ranges::stable_sort(items, {}, [](const DayItem& item) {
        return std::pair(day_item_rank(item),
                         item.kind.known().value_or(DayItemKind::unsent_records));
    });
}

std::optional<CarriedItem> still_carried(const CarriedItem& carried,
                                         std::span<const DayItem> items) {
    const auto now = std::ranges::find(items, carried.kind, &DayItem::kind);
    if (now == items.end() || now->count == 0) return std::nullopt;
    auto left = carried;
    std::erase_if(left.subjects, [&](const DayItemSubject& subject) {
        return std::ranges::find(now->subjects, subject.key, &DayItemSubject::key) ==
               now->subjects.end();
    });
    // More than are named, then or now: which of them are left is not known one by one.
    const auto named = static_cast<int>(carried.subjects.size());
    const auto named_now = static_cast<int>(now->subjects.size());
    if (named < carried.count || named_now < now->count) {
        left.count = std::min(carried.count, now->count);
        return left;
    }
    left.count = static_cast<int>(left.subjects.size());
    if (left.count == 0) return std::nullopt;
    return left;
}

Result<std::vector<CarriedItem>> carry_items(std::span<const DayItem> items,
                                             const DayCloseEntry& entry) {
    std::vector<CarriedItem> carried;
    std::string missing;
    for (const auto& item : items) {
        if (item.count == 0) continue;
        CarriedItem one{.kind = item.kind,
                        .must = item.must,
                        .count = item.count,
                        .subjects = item.subjects,
                        .reason = entry.rest,
                        .words = entry.words};
        const auto own = std::ranges::find(entry.reasons, item.kind, &CarryEntry::kind);
        if (own != entry.reasons.end()) {
            one.reason = own->reason;
            one.words = own->words;
        }
        const bool given = one.reason.known().has_value();
        if (item.must && !given) missing += (missing.empty() ? "" : " ") + item.kind.text();
        if (one.reason == CarryReason::other && one.words.empty()) {
            return make_error(k_day_close_words_missing, item.kind.text(), "words");
        }
        // What was not said of it is not kept of it.
        const bool of_it = own != entry.reasons.end() || one.reason == CarryReason::other;
        if (!given || !of_it) one.words.clear();
        carried.push_back(std::move(one));
    }
    if (!missing.empty()) return make_error(k_day_close_reasons_missing, missing, "reasons");
    return carried;
}

}  // namespace qiantai::domain
