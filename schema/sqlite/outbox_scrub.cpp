#include "schema/sqlite/outbox_scrub.hpp"

#include "schema/base/json_values.hpp"

namespace qiantai::sqlite {
namespace {

/// Takes a value out of a change's columns; tells whether there was one.
using Scrub = bool (*)(const Column& column, std::string_view op, boost::json::object& columns);

bool scrub_personal(const Column& column, std::string_view op, boost::json::object& columns) {
    auto* held = column.personal ? columns.if_contains(column.name) : nullptr;
    if (!held || held->is_null()) return false;
    if (op == "insert")
        columns.erase(column.name);
    else
        *held = nullptr;
    return true;
}

bool scrub_uploaded(const Column& column, std::string_view, boost::json::object& columns) {
    return column.contact && columns.erase(column.name) > 0;
}

/// The scrubbed text; nothing if there was nothing to take out. Text that is no JSON object is
/// emptied: it can't be sent, and what it holds can't be told.
std::optional<std::string> scrubbed(const Entity& entity, Scrub scrub, std::string_view op,
                                    std::string_view text) {
    auto columns = parse_json_object(text);
    if (!columns) return "{}";
    bool changed = false;
    for (const auto& column : entity.columns) {
        changed = scrub(column, op, *columns) || changed;
    }
    if (!changed) return std::nullopt;
    return boost::json::serialize(*columns);
}

Status scrub_changes(Database& database, const Entity& entity, const Uuid& id, Scrub scrub) {
    std::vector<std::pair<std::int64_t, std::string>> texts;
    auto& select =
        database.cached("SELECT seq, op, columns FROM outbox WHERE entity = ? AND id = ?");
    select.bind(entity.name, id);
    for (;;) {
        QIANTAI_TRY(const bool row, select.step());
        if (!row) break;
        if (auto text = scrubbed(entity, scrub, select.text(1), select.text(2))) {
            texts.emplace_back(select.integer(0), std::move(*text));
        }
    }
    for (const auto& [seq, text] : texts) {
        QIANTAI_TRY_STATUS(
            database.cached("UPDATE outbox SET columns = ? WHERE seq = ?").bind(text, seq).run());
    }
    return {};
}

}  // namespace

Status scrub_outbox(Database& database, const Entity& entity, const Uuid& id) {
    return scrub_changes(database, entity, id, scrub_personal);
}

Status scrub_contact(Database& database, const Entity& entity, const Uuid& id) {
    return scrub_changes(database, entity, id, scrub_uploaded);
}

}  // namespace qiantai::sqlite
