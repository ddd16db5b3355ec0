#include "schema/sqlite/outbox_scrub.hpp"

#include <boost/json.hpp>

namespace qiantai::sqlite {
namespace {

/// The scrubbed text; nothing if it holds no personal value. Text that is no JSON object is
/// emptied: it can't be sent, and what it holds can't be told.
std::optional<std::string> scrubbed(const Entity& entity, std::string_view op,
                                    std::string_view text) {
    boost::system::error_code failed;
    auto value = boost::json::parse(text, failed);
    if (failed || !value.is_object()) return "{}";
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

Status scrub_outbox(Database& database, const Entity& entity, const Uuid& id) {
    std::vector<std::pair<std::int64_t, std::string>> texts;
    auto& select =
        database.cached("SELECT seq, op, columns FROM outbox WHERE entity = ? AND id = ?");
    select.bind(entity.name, id);
    for (;;) {
        QIANTAI_TRY(const bool row, select.step());
        if (!row) break;
        if (auto text = scrubbed(entity, select.text(1), select.text(2))) {
            texts.emplace_back(select.integer(0), std::move(*text));
        }
    }
    for (const auto& [seq, text] : texts) {
        QIANTAI_TRY_STATUS(
            database.cached("UPDATE outbox SET columns = ? WHERE seq = ?").bind(text, seq).run());
    }
    return {};
}

}  // namespace qiantai::sqlite
