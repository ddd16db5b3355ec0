#include "sync/client/set_aside.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

std::optional<SetAsideRow> read_row(const boost::json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return std::nullopt;
    const auto id = Uuid::parse(find_text(*object, "id").value_or(""));
    if (!id) return std::nullopt;
    return SetAsideRow{.scope = find_text(*object, "scope").value_or(""),
                       .entity = find_text(*object, "entity").value_or(""),
                       .id = *id,
                       .met_at = find_integer(*object, "met_at").value_or(0)};
}

}  // namespace

Result<SetAsideRows> SetAsideRows::load(sqlite::Database& database) {
    SetAsideRows kept;
    QIANTAI_TRY(const auto text, sqlite::load_fact_text(database, fact::k_set_aside_rows));
    const auto list = text ? parse_json(*text) : std::nullopt;
    if (!list || !list->is_array()) return kept;
    for (const auto& value : list->get_array()) {
        if (auto row = read_row(value)) kept.m_rows.push_back(*std::move(row));
    }
    return kept;
}

void SetAsideRows::add(SetAsideRow row) {
    const bool known = std::ranges::any_of(m_rows, [&](const auto& one) {
        return one.scope == row.scope && one.entity == row.entity && one.id == row.id;
    });
    if (known || m_rows.size() >= k_set_aside_max) return;
    m_rows.push_back(std::move(row));
    m_changed = true;
}

void SetAsideRows::remove(std::string_view entity, const Uuid& id) {
    const auto is_it = [&](const auto& one) { return one.entity == entity && one.id == id; };
    if (std::erase_if(m_rows, is_it) > 0) m_changed = true;
}

void SetAsideRows::remove_scope(std::string_view scope) {
    if (std::erase_if(m_rows, [&](const auto& one) { return one.scope == scope; }) > 0)
        m_changed = true;
}

Status SetAsideRows::save(sqlite::Database& database) {
    if (!std::exchange(m_changed, false)) return {};
    if (m_rows.empty()) return sqlite::remove_fact(database, fact::k_set_aside_rows);
    boost::json::array list;
    for (const auto& row : m_rows) {
        list.push_back({{"scope", row.scope},
                        {"entity", row.entity},
                        {"id", row.id.text()},
                        {"met_at", row.met_at}});
    }
    return sqlite::save_fact(database, fact::k_set_aside_rows, boost::json::serialize(list));
}

}  // namespace qiantai::sync
