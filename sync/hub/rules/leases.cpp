#include "sync/hub/rules/leases.hpp"

#include <algorithm>

#include "schema/base/date.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/lease_grant.hpp"
#include "sync/core/lease_ids.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

constexpr std::int64_t k_lease_pieces_max = 1'000'000'000;
/// Its last day is over everywhere.
constexpr int k_campaign_grace_days = 1;

std::int64_t pieces_of(const sync::RowState* row, std::string_view column) {
    if (!row) return 0;
    const auto number = find_integer(row->columns, column, 0, k_lease_pieces_max);
    return number.value_or(0);
}

Uuid id_of(const boost::json::object& columns, std::string_view column) {
    return find_uuid(columns, column).value_or(Uuid());
}

/// Pieces that the campaign may still lease out, before what is out already; 0 once it is over.
std::int64_t cap_of(const sync::RowState* campaign, TimeMs now) {
    if (!campaign || campaign->columns.contains("ended_at")) return 0;
    const auto last = Date::parse(text_of(campaign->columns, "ends_on"));
    if (!last || Date::of_time(now, 0) > last->plus_days(k_campaign_grace_days)) return 0;
    return pieces_of(campaign, "cap");
}

class Grants {
  public:
    Grants(HubWriter& writer, WorkingSet& rows, const Device& device, TimeMs now)
        : m_writer(writer), m_rows(rows), m_device(device), m_now(now) {}

    Status answer(const Uuid& claim_id) {
        const sync::RowState claim = *m_rows.find({"lease_claim", claim_id});
        const Uuid campaign_id = id_of(claim.columns, "campaign_id");
        const std::string store(store_code_of(claim));
        const RowKey lease_key{"lease", sync::lease_id(claim_id, store)};
        const RowKey pool_key{"lease_pool", sync::lease_pool_id(campaign_id)};
        const RowKey campaign_key{"campaign", campaign_id};
        QIANTAI_TRY_STATUS(m_rows.load(std::vector<RowKey>{lease_key, pool_key, campaign_key}));
        const auto granted = pieces_of(m_rows.find(lease_key), "granted");
        const auto returned = pieces_of(m_rows.find(lease_key), "returned");
        const auto leased = pieces_of(m_rows.find(pool_key), "leased");

        const auto answer = sync::answer_lease_claim(
            {.cap = cap_of(m_rows.find(campaign_key), m_now),
             .leased = leased,
             .granted = granted,
             .returned = returned,
             .wanted = pieces_of(&claim, "wanted"),
             .used = pieces_of(&claim, "used"),
             .given_back = pieces_of(&claim, "given_back"),
             .known_granted = pieces_of(&claim, "granted"),
             .may_grow = is_callers(claim)});
        if (answer.granted == granted && answer.returned == returned) return {};
        QIANTAI_TRY_STATUS(set(lease_key, {{"store_code", store},
                                           {"campaign_id", campaign_id.text()},
                                           {"claim_id", claim_id.text()},
                                           {"granted", answer.granted},
                                           {"returned", answer.returned}}));
        return set(pool_key, {{"store_code", sync::k_hq_store_code},
                              {"campaign_id", campaign_id.text()},
                              {"leased", answer.leased}});
    }

  private:
    /// Nothing is granted to a database that was left behind, nor in another till's name.
    bool is_callers(const sync::RowState& claim) const {
        return id_of(claim.columns, "incarnation") == m_device.incarnation &&
               text_of(claim.columns, "store_code") == m_device.store_code &&
               claim.id == sync::lease_claim_id(id_of(claim.columns, "campaign_id"),
                                                m_device.incarnation, m_device.store_code);
    }
    Status set(const RowKey& key, boost::json::object columns) {
        const auto* current = m_rows.find(key);
        const auto after = current ? current->clocks.greatest() : sync::Hlc();
        QIANTAI_TRY(const auto hlc, next_hub_hlc(m_writer, m_now, after));
        const auto* made = current ? current->columns.if_contains("created_at") : nullptr;
        columns["created_at"] = made ? *made : boost::json::value(hlc.time_ms());
        sync::RowState state{key.entity, key.id, std::move(columns), {}};
        state.clocks.base = hlc;
        m_rows.set(key, std::move(state), "");
        return {};
    }

    HubWriter& m_writer;
    WorkingSet& m_rows;
    const Device& m_device;
    TimeMs m_now;
};

/// Those of the changed rows.
std::vector<RowKey> changed_of(const WorkingSet& rows, std::string_view entity) {
    std::vector<RowKey> keys;
    std::ranges::copy_if(rows.changed(), std::back_inserter(keys),
                         [&](const RowKey& key) { return key.entity == entity; });
    return keys;
}

}  // namespace

Status follow_lease_claims(HubWriter& writer, WorkingSet& rows, const Device& device, TimeMs now) {
    Grants grants(writer, rows, device, now);
    for (const auto& key : changed_of(rows, "lease_claim")) {
        QIANTAI_TRY_STATUS(grants.answer(key.id));
    }
    return {};
}

}  // namespace qiantai::hub
