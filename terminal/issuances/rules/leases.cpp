#include "terminal/issuances/rules/leases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/sqlite/described_rows.hpp"
#include "sync/core/lease_ids.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"

namespace qiantai::domain {
namespace {

/// A campaign's lease is asked for so many days before it begins.
constexpr int k_lease_ahead_days = 14;
/// It runs low when less than this part of what is wanted is free.
constexpr int k_lease_low_part = 2;
/// What the hub could not give is asked for again after so long.
constexpr TimeMs k_lease_again_ms = 1'800'000;

struct LeaseState {
    std::optional<LeaseClaim> claim{};
    int granted = 0;
    int given_back = 0;
    int used = 0;

    int left() const { return std::max(0, granted - given_back - used); }
};

int lease_count(std::int64_t value) {
    return static_cast<int>(std::clamp<std::int64_t>(value, 0, 1'000'000'000));
}

Result<LeaseState> load_lease_state(ServiceContext& context, const Uuid& campaign_id) {
    LeaseState state;
    auto& database = context.database;
    const Uuid claim_id = own_claim_id(context, campaign_id);
    static const auto sql = sqlite::select_of<LeaseClaim>("WHERE id = ?");
    QIANTAI_TRY(state.claim, sqlite::one(database.cached(sql).bind(claim_id),
                                         sqlite::read_row<LeaseClaim>));
    auto& lease = database.cached("SELECT granted, returned FROM lease WHERE id = ?");
    lease.bind(sync::lease_id(claim_id, context.identity.store_code));
    using Pair = std::pair<std::int64_t, std::int64_t>;
    QIANTAI_TRY(const auto granted, sqlite::one(lease, [](const sqlite::Statement& row) {
                    return Pair(row.integer(0), row.integer(1));
                }));
    auto& use = database.cached("SELECT used FROM lease_use WHERE claim_id = ?");
    QIANTAI_TRY(const auto used, sqlite::one(use.bind(claim_id), sqlite::integer_column));
    state.granted = lease_count(granted ? granted->first : 0);
    // A claim that went ahead of the hub's answer, and a hub that knows of one which this database
    // has lost: the greater one holds.
    state.given_back = std::max(lease_count(granted ? granted->second : 0),
                                state.claim ? state.claim->given_back : 0);
    state.used = lease_count(used.value_or(0));
    return state;
}

Status write_claim(ServiceContext& context, const Uuid& campaign_id, const LeaseState& state,
                   int wanted, int given_back, const Moment& now) {
    const LeaseClaim claim{.id = own_claim_id(context, campaign_id),
                           .store_code = context.identity.store_code,
                           .campaign_id = campaign_id,
                           .terminal_code = context.identity.terminal_code,
                           .incarnation = context.identity.incarnation,
                           .wanted = wanted,
                           .used = state.used,
                           .given_back = given_back,
                           .granted = state.granted,
                           .asked_at = now.at,
                           .created_at = now.at};
    auto& statement = context.database.cached(
        "INSERT INTO lease_claim (id, store_code, campaign_id, terminal_code, incarnation, wanted,"
        " used, given_back, granted, asked_at, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET wanted = excluded.wanted, used = excluded.used,"
        " given_back = excluded.given_back, granted = excluded.granted,"
        " asked_at = excluded.asked_at");
    statement.bind(claim.id, claim.store_code, claim.campaign_id, claim.terminal_code,
                   claim.incarnation, claim.wanted, claim.used, claim.given_back, claim.granted,
                   claim.asked_at, claim.created_at);
    return statement.run();
}

/// The hub has its answer on the way, or had nothing left a while ago.
bool was_asked(const LeaseState& state, int wanted, TimeMs now) {
    return state.claim && state.claim->wanted == wanted && state.claim->used == state.used &&
           state.claim->granted == state.granted &&
           now - state.claim->asked_at < k_lease_again_ms;
}

LeaseLine lease_line(const CampaignLine& campaign, const LeaseState& state) {
    return {.campaign_id = campaign.id,
            .code = campaign.code,
            .name = campaign.name,
            .cap = campaign.cap.value_or(0),
            .stage = campaign.stage,
            .asked = state.claim.has_value(),
            .granted = state.granted,
            .given_back = state.given_back,
            .used = state.used,
            .left = state.left(),
            .wanted = state.claim ? state.claim->wanted : 0};
}

Result<std::vector<CampaignLine>> load_capped_campaigns(ServiceContext& context, Date today) {
    static const auto sql = sqlite::select_of<Campaign>(
        "WHERE cap IS NOT NULL AND starts_on <= ? ORDER BY starts_on DESC, code, id LIMIT 400");
    const auto until = today.plus_days(k_lease_ahead_days).text();
    QIANTAI_TRY(const auto campaigns, sqlite::all(context.database.cached(sql).bind(until),
                                                  sqlite::read_row<Campaign>));
    std::vector<CampaignLine> lines;
    for (const auto& campaign : campaigns) lines.push_back(campaign_line(campaign, today));
    return lines;
}

Result<CampaignLine> load_capped_campaign(ServiceContext& context, const Uuid& id, Date today) {
    QIANTAI_TRY(const auto campaign, load_campaign(context.database, id));
    auto line = campaign_line(campaign, today);
    if (!line.cap || line.stage == CampaignStage::over) {
        return make_error(k_lease_no_cap, {}, "campaign_id");
    }
    return line;
}

LeaseHolder lease_holder(const sqlite::Statement& row) {
    return {.store_code = std::string(row.text(0)),
            .terminal_code = std::string(row.text(1)),
            .granted = lease_count(row.integer(2)),
            .given_back = lease_count(row.integer(3)),
            .used = lease_count(row.integer(4))};
}

}  // namespace

Uuid own_claim_id(const ServiceContext& context, const Uuid& campaign_id) {
    return sync::lease_claim_id(campaign_id, context.identity.incarnation,
                                context.identity.store_code);
}

Result<std::optional<int>> load_lease_left(ServiceContext& context, const CampaignLine& campaign) {
    if (!campaign.cap) return std::optional<int>();
    QIANTAI_TRY(const auto state, load_lease_state(context, campaign.id));
    return std::optional<int>(state.left());
}

Status refresh_claim(ServiceContext& context, const CampaignLine& campaign, const Moment& now) {
    QIANTAI_ASSERT(context.database.in_transaction());
    QIANTAI_TRY(const auto state, load_lease_state(context, campaign.id));
    if (!state.claim || state.left() * k_lease_low_part >= state.claim->wanted) return {};
    return write_claim(context, campaign.id, state, state.claim->wanted, state.given_back, now);
}

Result<std::vector<LeaseLine>> Leases::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto campaigns, load_capped_campaigns(m_context, today));
    std::vector<LeaseLine> lines;
    for (const auto& campaign : campaigns) {
        QIANTAI_TRY(const auto state, load_lease_state(m_context, campaign.id));
        if (campaign.stage == CampaignStage::over && state.left() == 0) continue;
        lines.push_back(lease_line(campaign, state));
    }
    return lines;
}

Result<std::vector<CapUse>> Leases::caps(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto campaigns, load_capped_campaigns(m_context, today));
    std::vector<CapUse> caps;
    for (const auto& campaign : campaigns) {
        CapUse use{.campaign_id = campaign.id,
                   .code = campaign.code,
                   .name = campaign.name,
                   .stage = campaign.stage,
                   .cap = campaign.cap.value_or(0)};
        auto& pool = m_context.database.cached("SELECT leased FROM lease_pool WHERE id = ?");
        QIANTAI_TRY(const auto leased,
                    sqlite::one(pool.bind(sync::lease_pool_id(campaign.id)),
                                sqlite::integer_column));
        if (leased) use.leased = lease_count(*leased);
        auto& holders = m_context.database.cached(
            "SELECT c.store_code, c.terminal_code, ifnull(l.granted, c.granted),"
            " max(c.given_back, ifnull(l.returned, 0)), c.used FROM lease_claim c"
            " LEFT JOIN lease l ON l.claim_id = c.id WHERE c.campaign_id = ?"
            " ORDER BY 3 DESC, c.store_code, c.id LIMIT 1000");
        QIANTAI_TRY(use.holders, sqlite::all(holders.bind(campaign.id), lease_holder));
        caps.push_back(std::move(use));
    }
    return caps;
}

Result<LeaseLine> Leases::ask(const Session& session, const Uuid& campaign_id, int pieces) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    if (pieces < 1 || pieces > k_gift_pieces_max) {
        return make_error(k_lease_pieces_malformed, {}, "pieces");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto campaign, load_capped_campaign(m_context, campaign_id, now.today));
    QIANTAI_TRY(const auto before, load_lease_state(m_context, campaign_id));
    QIANTAI_TRY_STATUS(
        write_claim(m_context, campaign_id, before, pieces, before.given_back, now));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "leases.ask",
                                     .subject_entity = "campaign",
                                     .subject_id = campaign_id.text(),
                                     .detail = {{"pieces", std::to_string(pieces)}}},
                                    now));
    QIANTAI_TRY(const auto state, load_lease_state(m_context, campaign_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return lease_line(campaign, state);
}

Result<LeaseLine> Leases::give_back(const Session& session, const Uuid& campaign_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto campaign, load_capped_campaign(m_context, campaign_id, now.today));
    QIANTAI_TRY(const auto before, load_lease_state(m_context, campaign_id));
    QIANTAI_TRY_STATUS(write_claim(m_context, campaign_id, before, 0,
                                   before.given_back + before.left(), now));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "leases.give_back",
                                     .subject_entity = "campaign",
                                     .subject_id = campaign_id.text(),
                                     .detail = {{"pieces", std::to_string(before.left())}}},
                                    now));
    QIANTAI_TRY(const auto state, load_lease_state(m_context, campaign_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return lease_line(campaign, state);
}

Result<LeaseRun> Leases::run(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    QIANTAI_TRY(const auto limits, load_gift_limits(m_context));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto campaigns, load_capped_campaigns(m_context, now.today));
    LeaseRun run;
    for (const auto& campaign : campaigns) {
        QIANTAI_TRY(const auto state, load_lease_state(m_context, campaign.id));
        if (campaign.stage == CampaignStage::over) {
            if (state.left() == 0) continue;
            run.given_back += state.left();
            QIANTAI_TRY_STATUS(write_claim(m_context, campaign.id, state, 0,
                                           state.given_back + state.left(), now));
            continue;
        }
        // Whoever gave all back, or asked for another number, is not asked for the usual one again.
        const int wanted = state.claim ? state.claim->wanted : limits.lease_pieces;
        // A hub that loses its newest days learns from the claims what it had granted.
        const bool acknowledged = !state.claim || state.claim->granted == state.granted;
        const bool enough = state.left() * k_lease_low_part >= wanted && acknowledged;
        if (enough || was_asked(state, wanted, now.at)) continue;
        QIANTAI_TRY_STATUS(
            write_claim(m_context, campaign.id, state, wanted, state.given_back, now));
        ++run.asked;
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return run;
}

Result<std::vector<std::string>> find_lease_problems(sqlite::Database& database) {
    auto& statement = database.cached(
        "SELECT count(*) FROM (SELECT l.lease_id, sum(max(0, min(1000000000, l.pieces))) -"
        " ifnull((SELECT sum(max(0, min(1000000000, r.pieces))) FROM issuance_return r"
        " WHERE r.lease_id = l.lease_id), 0) AS used FROM issuance_line l"
        " WHERE l.lease_id IS NOT NULL GROUP BY l.lease_id) s"
        " WHERE s.used > ifnull((SELECT u.used FROM lease_use u WHERE u.claim_id = s.lease_id), 0)");
    QIANTAI_TRY(const auto wrong, sqlite::only(statement, sqlite::integer_column));
    if (wrong == 0) return std::vector<std::string>();
    return std::vector{fmt::format(
        "{} leases of campaigns count less than was given out of them: restore the newest backup",
        wrong)};
}

}  // namespace qiantai::domain
