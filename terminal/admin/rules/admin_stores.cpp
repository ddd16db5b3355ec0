#include "terminal/admin/rules/admin_stores.hpp"

#include "schema/base/store_code.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_store_name_length_max = 60, k_address_length_max = 200,
                      k_phone_length_max = 30;
/// Offsets in use on Earth go from -12:00 to +14:00.
constexpr int k_offset_min = -720, k_offset_max = 840;

Result<Store> checked(const Manifest& manifest, const Store& given) {
    Store store = given;
    if (!is_store_code(store.code)) return make_error(k_code_malformed_for_setup, {}, "code");
    QIANTAI_TRY(store.name, normalise_note(given.name, k_store_name_length_max, "name"));
    if (store.name.empty()) return make_error(k_setup_value_malformed, "empty", "name");
    QIANTAI_TRY(store.address, normalise_note(given.address, k_address_length_max, "address"));
    QIANTAI_TRY(store.phone, normalise_note(given.phone, k_phone_length_max, "phone"));
    if (store.utc_offset_minutes < k_offset_min || store.utc_offset_minutes > k_offset_max) {
        return make_error(k_setup_value_malformed, "-720 to 840", "utc_offset_minutes");
    }
    QIANTAI_TRY_STATUS(check_column(manifest, "store", "status", store.status.text()));
    QIANTAI_TRY_STATUS(check_column(manifest, "store", "kind", store.kind.text()));
    return store;
}

Result<std::optional<Uuid>> find_store(sqlite::Database& database, std::string_view code) {
    auto& statement = database.cached("SELECT id FROM store WHERE code = ? ORDER BY id LIMIT 1");
    statement.bind(code);
    return sqlite::one(statement, sqlite::id_column);
}

}  // namespace

Result<std::optional<Coded<StoreKind>>> find_open_store(sqlite::Database& database,
                                                        std::string_view code) {
    auto& statement = database.cached(
        "SELECT ifnull(kind, 'shop') FROM store WHERE code = ? AND status = 'open' LIMIT 1");
    return sqlite::one(statement.bind(code), [](const sqlite::Statement& row) {
        return Coded<StoreKind>::of_text(row.text(0));
    });
}

Result<bool> is_open_store(sqlite::Database& database, std::string_view code) {
    auto& statement =
        database.cached("SELECT 1 FROM store WHERE code = ? AND status = 'open' LIMIT 1");
    statement.bind(code);
    return sqlite::any(statement);
}

Result<std::vector<Store>> AdminStores::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    auto& statement = m_context.database.cached(
        "SELECT id, code, name, address, phone, utc_offset_minutes, status,"
        " ifnull(kind, 'shop') FROM store ORDER BY code, id");
    return sqlite::all(statement, [&](const sqlite::Statement& row) {
        const auto text = [&](int column) { return std::string(row.text(column)); };
        return Store{row.uuid(0),
                     text(1),
                     text(2),
                     text(3),
                     text(4),
                     static_cast<int>(row.integer(5)),
                     Coded<StoreStatus>::of_text(row.text(6)),
                     Coded<StoreKind>::of_text(row.text(7))};
    });
}

Result<Store> AdminStores::save(const Session& session, const Store& given) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_stores));
    QIANTAI_TRY(auto store, checked(m_context.manifest, given));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto known, find_store(m_context.database, store.code));
    store.id = known.value_or(m_context.new_id());
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached(
        "INSERT INTO store (id, code, name, address, phone, utc_offset_minutes, status, kind,"
        " created_at) VALUES (?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, nullif(?, 'shop'), ?)"
        " ON CONFLICT (id) DO UPDATE SET"
        " name = excluded.name, address = excluded.address, phone = excluded.phone,"
        " utc_offset_minutes = excluded.utc_offset_minutes, status = excluded.status,"
        " kind = excluded.kind");
    statement.bind(store.id, store.code, store.name, store.address, store.phone,
                   store.utc_offset_minutes, store.status.text(), store.kind.text(), now);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = "admin.save_store",
                      .subject_entity = "store",
                      .subject_id = store.id.text(),
                      .detail = {{"code", store.code}, {"status", store.status.text()}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return store;
}

}  // namespace qiantai::domain
