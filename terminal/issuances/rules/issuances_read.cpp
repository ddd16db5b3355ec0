// What a recipient may have of the running campaigns, and lists.

#include <algorithm>

#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

bool is_newer_issuance(const Issuance& one, const Issuance& other) {
    return std::pair(one.created_at, one.id) > std::pair(other.created_at, other.id);
}

/// Of a person's records, or of a telephone: the newest first, since a day.
Result<std::vector<Issuance>> load_issuances_since(sqlite::Database& database,
                                                   const IssueParty& party, Date since) {
    std::vector<Issuance> found;
    const auto add = [&](sqlite::Statement& statement) -> Status {
        QIANTAI_TRY(auto more, sqlite::all(statement, sqlite::read_row<Issuance>));
        std::ranges::move(more, std::back_inserter(found));
        return {};
    };
    static const auto of_member =
        sqlite::select_of<Issuance>("WHERE member_id = ? AND business_date >= ? LIMIT 1000");
    for (const Uuid& id : party.records) {
        QIANTAI_TRY_STATUS(add(database.cached(of_member).bind(id, since.text())));
    }
    static const auto of_phone =
        sqlite::select_of<Issuance>("WHERE recipient_phone = ? AND business_date >= ? LIMIT 1000");
    if (!party.recipient.recipient_phone.empty()) {
        QIANTAI_TRY_STATUS(add(
            database.cached(of_phone).bind(party.recipient.recipient_phone, since.text())));
    }
    std::ranges::sort(found, is_newer_issuance);
    return found;
}

/// Each choice of each campaign once, as if nothing else were wished for.
std::vector<IssueWish> wishes_of(std::span<const CampaignLine> campaigns) {
    std::vector<IssueWish> wishes;
    for (const auto& campaign : campaigns) {
        for (const auto& gift : campaign.gifts) {
            wishes.push_back({.gift_id = gift.gift_id,
                              .pieces = std::clamp(gift.pieces, 1, k_gift_pieces_max),
                              .campaign_id = campaign.id});
        }
    }
    return wishes;
}

IssueOffer offer_of(const IssueFacts& facts, const IssueWish& wish) {
    const auto verdict = judge_issue(facts, std::span(&wish, 1));
    IssueOffer offer{.gift_id = wish.gift_id,
                     .pieces = wish.pieces,
                     .allowed = verdict.free,
                     .obstacles = verdict.lines.front().obstacles,
                     .entitlement_code = wish.entitlement_code};
    const auto campaign = std::ranges::find_if(
        facts.campaigns,
        [&](const IssueCampaign& one) { return one.campaign.id == *wish.campaign_id; });
    if (campaign != facts.campaigns.end()) {
        offer.campaign = campaign->campaign;
        offer.times = campaign->times_of_person;
        offer.lease_left = campaign->lease_left;
    }
    const auto gift = std::ranges::find_if(
        facts.gifts, [&](const IssueGift& one) { return one.gift.id == wish.gift_id; });
    if (gift != facts.gifts.end()) {
        offer.gift_name = gift->gift.name;
        offer.unit = gift->gift.unit;
        for (const auto& lot : gift->lots) offer.on_shelf += lot.quantity;
    }
    return offer;
}

Result<std::vector<CampaignLine>> load_running(sqlite::Database& database, Date today) {
    static const auto sql = sqlite::select_of<Campaign>(
        "WHERE ends_on >= ?1 AND starts_on <= ?1 AND ended_at IS NULL"
        " ORDER BY ends_on, code, id LIMIT 100");
    QIANTAI_TRY(const auto campaigns, sqlite::all(database.cached(sql).bind(today.text()),
                                                  sqlite::read_row<Campaign>));
    std::vector<CampaignLine> lines;
    for (const auto& campaign : campaigns) lines.push_back(campaign_line(campaign, today));
    return lines;
}

/// A right of the person's to the campaign that can be used today; empty if there is none.
Result<std::string> find_usable_right(sqlite::Database& database, const IssueParty& party,
                                      const Uuid& campaign_id, Date today) {
    static const auto sql =
        sqlite::select_of<Entitlement>("WHERE member_id = ? ORDER BY expires_on, id LIMIT 100");
    for (const Uuid& id : party.records) {
        QIANTAI_TRY(const auto rights, sqlite::all(database.cached(sql).bind(id),
                                                   sqlite::read_row<Entitlement>));
        for (const auto& right : rights) {
            if (right.campaign_id != campaign_id) continue;
            QIANTAI_TRY(const bool used, is_entitlement_used(database, right.id));
            if (entitlement_state(right, used, today) == EntitlementState::unused) {
                return right.code;
            }
        }
    }
    return std::string();
}

/// Of one record of a person; a merged person has several.
Result<std::vector<Issuance>> load_issuances_of(sqlite::Database& database, const Uuid& record,
                                                const std::optional<std::string>& day, int limit) {
    static const auto sql = sqlite::select_of<Issuance>(
        "WHERE member_id = ?1 AND (?2 IS NULL OR business_date = ?2)"
        " ORDER BY business_date DESC, created_at DESC, id DESC LIMIT ?3");
    return sqlite::all(database.cached(sql).bind(record, day, limit),
                       sqlite::read_row<Issuance>);
}

Result<std::vector<Issuance>> load_issuances_of_person(sqlite::Database& database,
                                                       const Uuid& member_id,
                                                       const std::optional<std::string>& day,
                                                       int limit) {
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, member_id));
    QIANTAI_TRY(const auto records, load_merged_group(database, standing));
    std::vector<Issuance> found;
    for (const Uuid& id : records) {
        QIANTAI_TRY(auto more, load_issuances_of(database, id, day, limit));
        std::ranges::move(more, std::back_inserter(found));
    }
    std::ranges::sort(found, is_newer_issuance);
    if (std::ssize(found) > limit) found.resize(static_cast<std::size_t>(limit));
    return found;
}

/// Of a store, or of all that are known here.
Result<std::vector<Issuance>> load_newest_issuances(sqlite::Database& database,
                                                    const std::optional<std::string>& store,
                                                    const std::optional<std::string>& day,
                                                    int limit) {
    static const auto of_store = sqlite::select_of<Issuance>(
        "WHERE store_code = ?1 AND (?2 IS NULL OR business_date = ?2)"
        " ORDER BY business_date DESC, created_at DESC, id DESC LIMIT ?3");
    static const auto of_all = sqlite::select_of<Issuance>(
        "WHERE ?1 IS NULL AND (?2 IS NULL OR business_date = ?2)"
        " ORDER BY business_date DESC, created_at DESC, id DESC LIMIT ?3");
    auto& statement = database.cached(store ? of_store : of_all);
    return sqlite::all(statement.bind(store, day, limit), sqlite::read_row<Issuance>);
}

Result<std::vector<IssueApprover>> load_approvers(ServiceContext& context, const Session& session,
                                                  const GiftLimits& limits, Date today) {
    const auto& store = context.identity.store_code;
    auto& managers = context.database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'store_manager'"
        " AND status = 'active' AND number <> ? ORDER BY number LIMIT 100");
    QIANTAI_TRY(const auto numbers, sqlite::all(managers.bind(store, session.staff_number),
                                                sqlite::text_column));
    std::vector<IssueApprover> approvers;
    for (const auto& number : numbers) {
        QIANTAI_TRY(const int given, load_given_by(context.database, store, today, number));
        QIANTAI_TRY(const int agreed, load_approved_by(context.database, store, today, number));
        approvers.push_back({.number = number,
                             .left = std::max(0, limits.manager_day - given - agreed),
                             .quota = limits.manager_day});
    }
    return approvers;
}

}  // namespace

Result<IssueOffers> Issuances::offers(const Session& session, const IssueRecipient& recipient) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto party, load_party(m_context, recipient));
    QIANTAI_TRY(const auto campaigns, load_running(m_context.database, now.today));
    auto wishes = wishes_of(campaigns);
    // A campaign may name a gift of which only the campaign has arrived.
    std::vector<IssueWish> known;
    for (auto& wish : wishes) {
        if (!load_gift(m_context.database, wish.gift_id)) continue;
        const auto campaign = std::ranges::find(campaigns, *wish.campaign_id, &CampaignLine::id);
        if (campaign->rule.once_only) {
            QIANTAI_TRY(wish.entitlement_code, find_usable_right(m_context.database, party,
                                                                 campaign->id, now.today));
        }
        known.push_back(std::move(wish));
    }
    QIANTAI_TRY(const auto facts, load_issue_facts(m_context, session, party, known, now));
    IssueOffers offers{.quota = quota_of(facts.limits, session.role),
                       .on_duty = facts.person.on_duty};
    offers.given_today = std::max(0, offers.quota - facts.quota_left);
    for (const auto& wish : known) offers.offers.push_back(offer_of(facts, wish));
    std::ranges::stable_sort(offers.offers, std::ranges::greater(),
                             [](const IssueOffer& offer) { return offer.allowed > 0; });
    QIANTAI_TRY(offers.approvers, load_approvers(m_context, session, facts.limits, now.today));
    const Date year = *Date::make(now.today.year(), 1, 1);
    const Date recent = now.today.plus_days(-facts.limits.repeat_days);
    QIANTAI_TRY(const auto given,
                load_issuances_since(m_context.database, party, std::min(year, recent)));
    for (const auto& issuance : given) {
        QIANTAI_TRY(auto summary, build_issuance_summary(m_context, session, issuance));
        if (summary.pieces == 0) continue;
        if (issuance.business_date >= year) {
            ++offers.times_this_year;
            offers.pieces_this_year += summary.pieces;
        }
        if (issuance.business_date >= recent) offers.recent.push_back(std::move(summary));
    }
    return offers;
}

Result<IssuancePage> Issuances::get(const Session& session, const Uuid& issuance_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto issuance, load_issuance(m_context.database, issuance_id));
    return build_issuance_page(m_context, session, issuance);
}

Result<std::vector<IssuanceSummary>> Issuances::list(const Session& session,
                                                     const IssuanceFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    const int limit = std::clamp(filter.limit, 1, k_issuance_list_max);
    const auto day = filter.day ? std::optional(filter.day->text()) : std::nullopt;
    QIANTAI_TRY(const auto found,
                filter.member_id
                    ? load_issuances_of_person(m_context.database, *filter.member_id, day, limit)
                    : load_newest_issuances(m_context.database, seen_store(m_context), day, limit));
    std::vector<IssuanceSummary> summaries;
    for (const auto& issuance : found) {
        QIANTAI_TRY(auto summary, build_issuance_summary(m_context, session, issuance));
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

}  // namespace qiantai::domain
