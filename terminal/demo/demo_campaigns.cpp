#include "terminal/demo/demo_campaigns.hpp"

#include <fmt/format.h>

#include "schema/sqlite/described_rows.hpp"
#include "sync/core/lease_grant.hpp"
#include "sync/core/lease_ids.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/issuances/rules/entitlement_facts.hpp"
#include "terminal/issuances/rules/issuance_facts.hpp"
#include "terminal/issuances/rules/lease_facts.hpp"

namespace qiantai::ctl {
namespace {

constexpr int k_demo_rights = 24, k_void_every = 8;
constexpr std::string_view k_hq_code = "HQ";

Date demo_campaign_day() {
    return Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
}

domain::Entitlement demo_right(std::string_view store_code, const domain::CampaignLine& campaign,
                               const Uuid& member, int nth, const std::string& manager) {
    const TimeMs at = k_demo_now_ms - (nth + 1) * 86'400'000ll;
    domain::Entitlement right{
        .id = Uuid::derive(fmt::format("demo/right/{}/{}", store_code, nth),
                           Cell::of_store(store_code)),
        .store_code = std::string(store_code),
        .member_id = member,
        .campaign_id = campaign.id,
        .code = fmt::format("SR{}-{:04}", store_code.substr(store_code.size() - 2), 1000 + nth),
        .expires_on = campaign.ends_on,
        .business_date = Date::of_time(at, k_demo_utc_offset_minutes),
        .created_by = manager,
        .created_at = at};
    if (nth % k_void_every == k_void_every - 1) {
        right.voided_at = at + 3'600'000;
        right.voided_by = manager;
        right.void_reason = "发错了";
    }
    return right;
}

/// What the terminal wants of one campaign, and the hub's answer.
Status lease_demo_campaign(sqlite::Database& database, const domain::TerminalIdentity& identity,
                           const domain::CampaignLine& campaign) {
    domain::LeaseClaim claim{
        .id = sync::lease_claim_id(campaign.id, identity.incarnation, identity.store_code),
        .store_code = identity.store_code,
        .campaign_id = campaign.id,
        .terminal_code = identity.terminal_code,
        .incarnation = identity.incarnation,
        .wanted = domain::GiftLimits().lease_pieces,
        .asked_at = k_demo_now_ms,
        .created_at = k_demo_now_ms};
    auto& known = database.cached("SELECT 1 FROM lease_claim WHERE id = ?");
    QIANTAI_TRY(const bool asked, sqlite::any(known.bind(claim.id)));
    if (asked) return {};
    const auto answer = sync::answer_lease_claim(
        {.cap = campaign.cap.value_or(0), .wanted = claim.wanted, .may_grow = true});
    claim.granted = static_cast<int>(answer.granted);
    QIANTAI_TRY_STATUS(sqlite::insert(database, claim));
    auto& lease = database.cached(
        "INSERT INTO lease (id, store_code, campaign_id, claim_id, granted, returned, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)");
    lease.bind(sync::lease_id(claim.id, identity.store_code), identity.store_code, campaign.id,
               claim.id, answer.granted, answer.returned, k_demo_now_ms);
    QIANTAI_TRY_STATUS(lease.run());
    auto& pool = database.cached(
        "INSERT INTO lease_pool (id, store_code, campaign_id, leased, created_at)"
        " VALUES (?, ?, ?, ?, ?)");
    pool.bind(sync::lease_pool_id(campaign.id), k_hq_code, campaign.id, answer.leased,
              k_demo_now_ms);
    return pool.run();
}

}  // namespace

Result<std::vector<domain::CampaignLine>> load_demo_campaigns(sqlite::Database& database) {
    static const auto sql = sqlite::select_of<domain::Campaign>("ORDER BY starts_on, code");
    QIANTAI_TRY(const auto campaigns,
                sqlite::all(database.cached(sql), sqlite::read_row<domain::Campaign>));
    std::vector<domain::CampaignLine> lines;
    for (const auto& one : campaigns) {
        lines.push_back(domain::campaign_line(one, demo_campaign_day()));
    }
    return lines;
}

std::optional<Uuid> find_demo_campaign(std::span<const domain::CampaignLine> campaigns,
                                       const Uuid& gift_id, Date day) {
    for (const auto& campaign : campaigns) {
        const bool ran = day >= campaign.starts_on && day <= campaign.ends_on;
        // Who has a right with a code uses it up, which is a record of its own.
        if (!ran || campaign.rule.once_only) continue;
        for (const auto& gift : campaign.gifts) {
            if (gift.gift_id == gift_id) return campaign.id;
        }
    }
    return std::nullopt;
}

Status fill_demo_rights(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM entitlement WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    auto& members = database.cached(
        "SELECT id FROM member WHERE store_code = ? AND status = 'active' AND name IS NOT NULL"
        " AND merged_into IS NULL ORDER BY created_at, id LIMIT ?");
    QIANTAI_TRY(const auto people,
                sqlite::all(members.bind(store_code, k_demo_rights), sqlite::id_column));
    auto& managers = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'store_manager'"
        " ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto manager, sqlite::one(managers.bind(store_code), sqlite::text_column));
    QIANTAI_TRY(const auto campaigns, load_demo_campaigns(database));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (const auto& campaign : campaigns) {
        if (!campaign.rule.once_only || !manager) continue;
        int nth = 0;
        for (const Uuid& member : people) {
            QIANTAI_TRY_STATUS(sqlite::insert(
                database, demo_right(store_code, campaign, member, nth++, *manager)));
        }
    }
    return transaction.commit();
}

Status fill_demo_leases(sqlite::Database& database) {
    QIANTAI_TRY(const auto identity, domain::load_identity(database));
    QIANTAI_TRY(const auto campaigns, load_demo_campaigns(database));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (const auto& campaign : campaigns) {
        if (!campaign.cap || !(campaign.stage == domain::CampaignStage::running)) continue;
        QIANTAI_TRY_STATUS(lease_demo_campaign(database, identity, campaign));
    }
    return transaction.commit();
}

}  // namespace qiantai::ctl
