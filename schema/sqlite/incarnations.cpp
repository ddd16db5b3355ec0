#include "schema/sqlite/incarnations.hpp"

#include <algorithm>

#include "schema/sqlite/facts.hpp"

namespace qiantai::sqlite {
namespace {

/// Restores in a row without a word from headquarters; of more, the oldest are forgotten.
constexpr std::size_t k_before_max = 32;

std::vector<Uuid> parse_list(std::string_view text) {
    std::vector<Uuid> ids;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto id = Uuid::parse(text.substr(0, comma))) ids.push_back(*id);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return ids;
}

std::string list_text(std::span<const Uuid> ids) {
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : ",") + id.text();
    return text;
}

}  // namespace

bool Incarnations::took_place_of(const Uuid& incarnation) const {
    return std::ranges::find(before, incarnation) != before.end();
}

Result<Incarnations> load_incarnations(Database& database) {
    QIANTAI_TRY(const auto own, load_fact_text(database, fact::k_incarnation));
    QIANTAI_TRY(const auto before, load_fact_text(database, fact::k_restored_from));
    const auto parsed = Uuid::parse(own.value_or(""));
    if (!parsed) return make_error(k_database_damaged, "the database has no incarnation");
    return Incarnations{*parsed, parse_list(before.value_or(""))};
}

Result<std::vector<Uuid>> begin_incarnation(Database& database, const Uuid& fresh,
                                            const Incarnations& replaced) {
    QIANTAI_TRY(const auto past, load_incarnations(database));
    std::vector<Uuid> before;
    const auto add = [&](const Uuid& id) {
        const bool known = id.is_nil() || std::ranges::find(before, id) != before.end();
        if (!known && before.size() < k_before_max) before.push_back(id);
    };
    for (const auto* incarnations : {&replaced, &past}) {
        add(incarnations->own);
        for (const auto& id : incarnations->before) add(id);
    }
    QIANTAI_TRY_STATUS(save_fact(database, fact::k_incarnation, fresh.text()));
    QIANTAI_TRY_STATUS(save_fact(database, fact::k_restored_from, list_text(before)));
    return before;
}

}  // namespace qiantai::sqlite
