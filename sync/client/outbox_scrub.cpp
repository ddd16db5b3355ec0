#include "sync/client/outbox_scrub.hpp"

#include <boost/json.hpp>

namespace qiantai::sync {
namespace {

// An insert leaves empty columns out, an update says null.
std::optional<std::string> scrubbed(const Entity& entity, std::string_view op,
                                    std::string_view text) {
    auto value = boost::json::parse(text);
    if (!value.is_object()) return std::nullopt;
    auto& columns = value.get_object();
    bool changed = false;
    for (const auto& column : entity.columns) {
        auto* held = column.personal ? columns.if_contains(column.name) : nullptr;
        if (!held || held->is_null()) continue;
        if (op == "insert")
            columns.erase(column.name);
        else
            *held = nullptr;
        changed = true;
    }
    if (!changed) return std::nullopt;
    return boost::json::serialize(value);
}

}  // namespace

Status scrub_outbox(sqlite::Database& database, const Entity& entity, const Uuid& id) {
    std::map<std::int64_t, std::string> texts;
    auto& select =
        database.cached("SELECT seq, op, columns FROM outbox WHERE entity = ? AND id = ?");
    select.bind(entity.name, id);
    for (;;) {
        QIANTAI_TRY(const bool row, select.step());
        if (!row) break;
        if (auto text = scrubbed(entity, select.text(1), select.text(2))) {
            texts.emplace(select.integer(0), std::move(*text));
        }
    }
    for (const auto& [seq, text] : texts) {
        QIANTAI_TRY_STATUS(
            database.cached("UPDATE outbox SET columns = ?2 WHERE seq = ?1").bind(seq, text).run());
    }
    return {};
}

}  // namespace qiantai::sync
