#include "sync/hub/rules/change_rules.hpp"

#include "schema/base/store_code.hpp"
#include "schema/manifest/values.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/scope.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

/// Beside the columns, a row has these; no column may be called so.
constexpr std::string_view k_reserved_names[] = {"id", "row_hlc", "column_clocks"};

constexpr const ErrorKind* k_refusal_kinds[] = {&sync::k_refused_other_store,
                                                &sync::k_refused_not_writer,
                                                &sync::k_refused_row_missing,
                                                &sync::k_refused_unchangeable,
                                                &sync::k_refused_unreadable,
                                                &sync::k_refused_card_number_taken,
                                                &k_value_wrong_type,
                                                &k_value_missing,
                                                &k_value_too_long,
                                                &k_value_not_allowed};

/// Names are well-formed already (sync/core/wire_lines.hpp).
Status check_names(const json::object& columns) {
    for (const auto name : k_reserved_names) {
        if (columns.contains(name)) {
            return make_error(k_value_not_allowed, "column name", std::string(name));
        }
    }
    return {};
}

/// What this hub does not know is kept and handed on, so it must be such that every program can.
/// `entity` is null if it is unknown altogether.
Status check_unknown_values(const Entity* entity, const json::object& columns) {
    for (const auto& member : columns) {
        if (entity && entity->find_column(member.key())) continue;
        if (is_storable(member.value())) continue;
        const std::string name(member.key());
        return make_error(
            k_value_wrong_type,
            name + ": not UTF-8, a NUL character, a number beyond all use, or nested too deep",
            name);
    }
    return {};
}

/// A row sent again. A desk that has uploaded contact columns no longer has them.
bool is_same_row(const Entity& entity, const json::object& sent, json::object known) {
    for (const auto& column : entity.columns) {
        if (column.contact && !sent.contains(column.name)) known.erase(column.name);
    }
    return sync::canonical_json(sent) == sync::canonical_json(known);
}

Error not_writer(std::string_view column) {
    return make_error(sync::k_refused_not_writer, std::string(column), std::string(column));
}

}  // namespace

const ErrorKind* find_refusal_kind(std::string_view code) {
    for (const auto* kind : k_refusal_kinds) {
        if (kind->code == code) return kind;
    }
    return nullptr;
}

bool ChangeRules::is_hq() const {
    return m_device.store_code == sync::k_hq_store_code;
}

Status ChangeRules::check(const sync::Change& change, const Row& row) const {
    const auto* current = row.state;
    if (change.op != sync::Op::insert && !current) return make_error(sync::k_refused_row_missing);
    if (is_blank_id(change.id)) return make_error(k_value_not_allowed, "id", "id");
    QIANTAI_TRY_STATUS(check_names(change.columns));
    const Entity* entity = m_manifest.find(change.entity);
    QIANTAI_TRY_STATUS(check_unknown_values(entity, change.columns));
    if (!entity) return check_unknown(current, row.home);
    if (entity->merge == Merge::append) QIANTAI_TRY_STATUS(check_append(*entity, change, current));
    QIANTAI_TRY_STATUS(check_store(*entity, change, row));
    QIANTAI_TRY_STATUS(check_writer(*entity, change, row));
    return check_columns(*entity, change);
}

Status ChangeRules::check_unknown(const sync::RowState* current, std::string_view home) const {
    if (current && home != sync::store_scope(m_device.store_code)) {
        return make_error(sync::k_refused_other_store);
    }
    return {};
}

Status ChangeRules::check_append(const Entity& entity, const sync::Change& change,
                                 const sync::RowState* current) const {
    if (change.op != sync::Op::insert)
        return make_error(sync::k_refused_unchangeable, std::string(entity.name));
    // What the hub says in the trail, an unblocking for one, no terminal may say for it.
    if (entity.hash_chain && text_of(change.columns, "action").starts_with("hub."))
        return not_writer("action");
    if (!current || is_same_row(entity, change.columns, current->columns)) return {};
    return make_error(sync::k_refused_unchangeable, std::string(entity.name));
}

Status ChangeRules::check_store(const Entity& entity, const sync::Change& change,
                                const Row& row) const {
    if (!entity.has_store()) return {};
    if (row.state && !is_hq() && !row.writers.contains(m_device.store_code)) {
        return make_error(sync::k_refused_other_store, "", "store_code");
    }
    for (const auto name : {entity.also_seen_by, entity.also_written_by}) {
        const auto* also = name.empty() ? nullptr : change.columns.if_contains(name);
        if (also && also->is_string() && !is_store_code(also->get_string())) {
            return make_error(k_value_not_allowed, std::string(name), std::string(name));
        }
    }
    const auto* written = change.columns.if_contains("store_code");
    // Whether it has to be there is check_columns' matter.
    if (!written || !written->is_string()) return {};
    return check_new_store(entity, row, written->get_string());
}

Status ChangeRules::check_new_store(const Entity& entity, const Row& row,
                                    std::string_view code) const {
    const auto store_now = row.state ? store_code_of(*row.state) : m_device.store_code;
    const bool gives_away =
        entity.store_gives_away && store_now == m_device.store_code && row.state;
    if (code != store_now && !is_hq() && !gives_away) {
        return make_error(sync::k_refused_other_store, "", "store_code");
    }
    if (!is_store_code(code)) return make_error(k_value_not_allowed, "store_code", "store_code");
    return {};
}

bool ChangeRules::may_write(Writer writer, bool as_own) const {
    if (writer == Writer::both) return true;
    if (is_hq()) return writer == Writer::hq || as_own;
    return writer == Writer::store;
}

Status ChangeRules::check_writer(const Entity& entity, const sync::Change& change,
                                 const Row& row) const {
    const auto* current = row.state;
    const bool as_own = current ? row.writers.contains(m_device.store_code)
                                : text_of(change.columns, "store_code") == m_device.store_code;
    if (change.op == sync::Op::erase) {
        // Whoever erases a person empties what belongs to it too.
        const bool follows_person = !entity.subject_column.empty();
        if (!entity.has_personal_columns())
            return make_error(sync::k_refused_unchangeable, std::string(entity.name));
        if (!follows_person && !may_write(entity.writer, as_own)) return not_writer(entity.name);
        return {};
    }
    if (change.op == sync::Op::insert && !current && !may_write(entity.writer, as_own)) {
        return not_writer(entity.name);
    }
    for (const auto& member : change.columns) {
        const Column* column = entity.find_column(member.key());
        const Writer writer = column && column->writer ? *column->writer : entity.writer;
        if (!may_write(writer, as_own)) return not_writer(member.key());
    }
    return {};
}

Status ChangeRules::check_columns(const Entity& entity, const sync::Change& change) const {
    for (const auto& column : entity.columns) {
        const auto* value = change.columns.if_contains(column.name);
        if (value) {
            QIANTAI_TRY_STATUS(check_value(column, *value));
        } else if (change.op == sync::Op::insert && column.presence == Presence::required &&
                   column.since <= m_schema_version) {
            return make_error(k_value_missing, std::string(column.name), std::string(column.name));
        }
    }
    return {};
}

}  // namespace qiantai::hub
