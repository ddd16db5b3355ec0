#include "sync/hub/rules/hub_trail.hpp"

#include "schema/base/date.hpp"
#include "schema/base/encoding.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

/// 0 if the store's row says none.
Result<int> load_utc_offset_minutes(HubWriter& writer, std::string_view store_code) {
    int minutes = 0;
    QIANTAI_TRY_STATUS(writer.visit_rows("store", [&](const StoredRow& row) -> Status {
        const auto* offset = row.state.columns.if_contains("utc_offset_minutes");
        if (text_of(row.state.columns, "code") == store_code && offset && offset->is_int64()) {
            minutes = static_cast<int>(offset->get_int64());
        }
        return {};
    }));
    return minutes;
}

Result<AuditChain> load_chain(HubWriter& writer) {
    QIANTAI_TRY(const auto generation, writer.load_fact(fact::k_generation));
    // A restored hub begins a new chain: it can't go on from links that it has forgotten.
    const Uuid id = Uuid::derive("lookups|" + generation.value_or(""));
    QIANTAI_TRY(auto chains, writer.load_chains(id, std::span(&id, 1)));
    if (!chains.empty()) return std::move(chains.front());
    return AuditChain{id, id, 0, sync::audit_chain_start(id), 0, 0};
}

}  // namespace

Status append_to_hub_trail(HubWriter& writer, const EnrolmentContext& context, WorkingSet& rows,
                           const Device& device, json::object columns) {
    const TimeMs now = context.clock.now_ms();
    QIANTAI_TRY(auto chain, load_chain(writer));
    QIANTAI_TRY(const int offset, load_utc_offset_minutes(writer, device.store_code));
    columns["store_code"] = device.store_code;
    columns["terminal_code"] = device.terminal_code;
    columns["incarnation"] = chain.incarnation.text();
    columns["chain_seq"] = ++chain.chain_seq;
    columns["created_at"] = now;
    columns["business_date"] = Date::of_time(now, offset).text();
    const RowKey key{"audit_event", Uuid::make_v7(context.clock, context.random,
                                                  Cell::of_store(device.store_code))};
    chain.hash = sync::audit_hash(chain.hash, key.id, columns);
    columns["hash"] = to_base64url(chain.hash);
    QIANTAI_TRY(const auto hlc, next_hub_hlc(writer, now));
    sync::RowState state{key.entity, key.id, std::move(columns), {}};
    state.clocks.base = hlc;
    QIANTAI_TRY_STATUS(rows.load(std::span(&key, 1)));
    rows.set(key, std::move(state), "");
    return writer.save_chains(std::span(&chain, 1));
}

}  // namespace qiantai::hub
