#include "sync/client/device_facts.hpp"

#include "schema/sqlite/rows.hpp"

namespace qiantai::sync {

namespace fact = sqlite::fact;

Result<std::optional<DeviceFacts>> load_device_facts(sqlite::Database& database) {
    QIANTAI_TRY(const auto device_id, sqlite::load_fact_text(database, fact::k_device_id));
    if (!device_id) return std::optional<DeviceFacts>();
    const auto id = Uuid::parse(*device_id);
    QIANTAI_ASSERT(id);
    DeviceFacts facts;
    facts.device_id = *id;
    const auto load = [&](std::string_view name, std::string& target) -> Status {
        QIANTAI_TRY(const auto value, sqlite::load_fact_text(database, name));
        target = value.value_or("");
        return {};
    };
    QIANTAI_TRY_STATUS(load(fact::k_device_secret, facts.device_secret));
    QIANTAI_TRY_STATUS(load(fact::k_store_code, facts.store_code));
    QIANTAI_TRY_STATUS(load(fact::k_terminal_code, facts.terminal_code));
    QIANTAI_TRY_STATUS(load(fact::k_hub_url, facts.hub.url));
    QIANTAI_TRY_STATUS(load(fact::k_hub_proxy, facts.hub.proxy));
    QIANTAI_TRY_STATUS(load(fact::k_hub_ca, facts.hub_ca));
    return std::optional<DeviceFacts>(std::move(facts));
}

Status save_hub_address(sqlite::Database& database, const HubAddress& hub) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_hub_url, hub.url));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_hub_proxy, hub.proxy));
    return transaction.commit();
}

Reader reader_of(const DeviceFacts& device) {
    return {device.store_code, device.terminal_code};
}

Result<DeviceFacts> require_device_facts(sqlite::Database& database) {
    QIANTAI_TRY(auto facts, load_device_facts(database));
    if (!facts) return make_error(k_terminal_not_enrolled);
    return std::move(*facts);
}

Result<std::int64_t> load_acked_seq(sqlite::Database& database) {
    QIANTAI_TRY(const auto acked, sqlite::load_fact_integer(database, fact::k_acked_seq));
    return acked.value_or(0);
}

Result<std::int64_t> load_last_seq(sqlite::Database& database) {
    // The last row is never pruned: the terminal's own clock and counter go on from it.
    return sqlite::only(database.cached("SELECT max(seq) FROM outbox"), sqlite::integer_column);
}

}  // namespace qiantai::sync
