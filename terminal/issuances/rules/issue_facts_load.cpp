// The facts that a recipient's wishes are judged by.

#include <algorithm>
#include <set>

#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/issuances/rules/duty_rosters.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/members/rules/birthday_celebration.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

/// A till's numbers begin anew some day: an older receipt with the same number is another one.
constexpr int k_receipt_days_max = 60;
constexpr std::size_t k_birthday_year_digits = 5;  ///< "1988-"

/// Of this store, the newest sale with the number, if it is no older than a gift is given for.
Result<std::optional<Uuid>> find_receipt(ServiceContext& context, std::string_view number,
                                         Date today) {
    auto& statement = context.database.cached(
        "SELECT id FROM purchase WHERE number = ? AND store_code = ? AND kind = 'sale'"
        " AND business_date >= ? ORDER BY business_date DESC, id DESC LIMIT 1");
    statement.bind(number, context.identity.store_code,
                   today.plus_days(-k_receipt_days_max).text());
    return sqlite::one(statement, sqlite::id_column);
}

bool has_birthday_around(const Member& member, Date today, int days) {
    if (member.birthday.size() <= k_birthday_year_digits) return false;
    const auto month_day = std::string_view(member.birthday).substr(k_birthday_year_digits);
    for (int offset = -days; offset <= days; ++offset) {
        for (const auto& key : birthdays_celebrated_on(today.plus_days(offset))) {
            if (key.month_day == month_day && member.birthday_calendar == key.calendar) return true;
        }
    }
    return false;
}

Result<IssuePerson> load_person(ServiceContext& context, const IssueParty& party,
                                const GiftLimits& limits, Date today) {
    IssuePerson person{.is_member = !party.records.empty(),
                       .receipt = !party.recipient.till_receipt.empty()};
    if (person.is_member) {
        QIANTAI_TRY(const auto member, load_member(context.database, party.records.front()));
        person.tier_code = member.tier_code;
        person.joined_on = Date::parse(member.joined_on);
        person.has_birthday = has_birthday_around(member, today, limits.birthday_days);
        QIANTAI_TRY(person.on_duty, is_staff_on_duty(context, party.records, today));
    }
    if (party.purchase_id) {
        QIANTAI_TRY(const auto purchase, load_purchase(context.database, *party.purchase_id));
        QIANTAI_TRY(const auto back,
                    load_refunded(context.database, purchase.id, std::nullopt));
        person.spent = purchase.undone_at ? Fen() : purchase.amount - back;
    } else if (party.recipient.receipt_amount) {
        person.spent = *party.recipient.receipt_amount;
    }
    return person;
}

// From the recipient to the lines, never from all of the campaign's.
#define QIANTAI_TIMES                                                                         \
    "SELECT ifnull(sum(" QIANTAI_COUNTED("l.times") "), 0) FROM issuance i"                   \
    " CROSS JOIN issuance_line l ON l.issuance_id = i.id AND l.campaign_id = ?2"                    \
    " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)"

Result<int> load_times_of_person(sqlite::Database& database, const IssueParty& party,
                                 const Uuid& campaign_id) {
    std::int64_t times = 0;
    auto& statement = database.cached(QIANTAI_TIMES " WHERE i.member_id = ?1");
    for (const Uuid& id : party.records) {
        QIANTAI_TRY(const auto more,
                    sqlite::only(statement.bind(id, campaign_id), sqlite::integer_column));
        times += more;
    }
    return static_cast<int>(std::min<std::int64_t>(times, k_gift_pieces_max));
}

Result<int> load_times_of_receipt(ServiceContext& context, const IssueParty& party,
                                  const Uuid& campaign_id, Date today) {
    if (party.recipient.till_receipt.empty()) return 0;
    auto& statement = context.database.cached(
        QIANTAI_TIMES " WHERE i.till_receipt = ?1 AND i.store_code = ?3 AND i.business_date >= ?4");
    statement.bind(party.recipient.till_receipt, campaign_id, context.identity.store_code,
                   today.plus_days(-k_receipt_days_max).text());
    QIANTAI_TRY(const auto times, sqlite::only(statement, sqlite::integer_column));
    return static_cast<int>(std::min<std::int64_t>(times, k_gift_pieces_max));
}

#undef QIANTAI_TIMES

Result<IssueGift> load_issue_gift(ServiceContext& context, const Uuid& gift_id) {
    IssueGift gift;
    QIANTAI_TRY(gift.gift, load_gift(context.database, gift_id));
    QIANTAI_TRY(const auto lots,
                load_lots(context.database, {context.identity.store_code, gift.gift.id}));
    for (const auto& lot : lots) {
        if (lot.spot == StockSpot::shelf) gift.lots.push_back(lot);
    }
    QIANTAI_TRY(const auto recalled, load_recalled(context.database, gift_id));
    gift.all_recalled = recalled.all;
    gift.recalled.assign(recalled.batches.begin(), recalled.batches.end());
    return gift;
}

/// The right is this person's, or it is none.
Status load_right(ServiceContext& context, const IssueParty& party, const IssueWish& wish,
                  IssueFacts& facts) {
    QIANTAI_TRY(const auto found, find_entitlement(context.database, wish.entitlement_code));
    if (!found) return {};
    QIANTAI_TRY(const Uuid whose, resolve_merged(context.database, found->member_id));
    if (party.records.empty() || whose != party.records.front()) return {};
    QIANTAI_TRY(const bool used, is_entitlement_used(context.database, found->id));
    facts.rights.push_back({.code = wish.entitlement_code,
                            .id = found->id,
                            .campaign_id = found->campaign_id,
                            .state = entitlement_state(*found, used, facts.today)});
    return {};
}

Status load_campaign_facts(ServiceContext& context, const IssueParty& party,
                           const Uuid& campaign_id, IssueFacts& facts) {
    QIANTAI_TRY(const auto kept, load_campaign(context.database, campaign_id));
    IssueCampaign campaign{.campaign = campaign_line(kept, facts.today)};
    QIANTAI_TRY(campaign.times_of_person,
                load_times_of_person(context.database, party, campaign_id));
    QIANTAI_TRY(campaign.times_of_receipt,
                load_times_of_receipt(context, party, campaign_id, facts.today));
    QIANTAI_TRY(campaign.lease_left, load_lease_left(context, campaign.campaign));
    facts.campaigns.push_back(std::move(campaign));
    return {};
}

}  // namespace

Result<IssueParty> load_party(ServiceContext& context, const IssueRecipient& recipient) {
    IssueParty party{.recipient = recipient};
    auto& kept = party.recipient;
    QIANTAI_TRY(const auto today, business_date(context));
    if (recipient.receipt_amount && *recipient.receipt_amount < Fen()) {
        return make_error(k_issuance_malformed, {}, "receipt_amount");
    }
    QIANTAI_TRY(kept.till_receipt,
                normalise_note(recipient.till_receipt, k_gift_short_length_max, "till_receipt"));
    if (!kept.till_receipt.empty()) {
        QIANTAI_TRY(party.purchase_id, find_receipt(context, kept.till_receipt, today));
    }
    if (kept.till_receipt.empty() || party.purchase_id) kept.receipt_amount.reset();
    if (recipient.member_id) {
        if (!recipient.recipient_name.empty() || !recipient.recipient_phone.empty()) {
            return make_error(k_issuance_malformed, {}, "recipient_name");
        }
        const auto known = load_member(context.database, *recipient.member_id);
        if (!known) return known.error();
        QIANTAI_TRY(const Uuid standing, resolve_merged(context.database, known->id));
        QIANTAI_TRY(const auto member, load_member(context.database, standing));
        if (member.status == MemberStatus::erased) {
            return make_error(k_member_erased, {}, "member_id");
        }
        kept.member_id = member.id;
        QIANTAI_TRY(party.records, load_merged_group(context.database, member.id));
        if (member.store_code != context.identity.store_code) party.home_store = member.store_code;
        return party;
    }
    if (!recipient.recipient_name.empty()) {
        QIANTAI_TRY(kept.recipient_name, normalise_name(recipient.recipient_name));
    }
    if (!recipient.recipient_phone.empty()) {
        QIANTAI_TRY(const auto country, load_phone_country(context));
        QIANTAI_TRY(kept.recipient_phone, normalise_phone(recipient.recipient_phone, country));
    }
    return party;
}

Result<IssueFacts> load_issue_facts(ServiceContext& context, const Session& session,
                                    const IssueParty& party, std::span<const IssueWish> wishes,
                                    const Moment& now) {
    IssueFacts facts{.today = now.today};
    QIANTAI_TRY(facts.limits, load_gift_limits(context));
    QIANTAI_TRY(const int given, load_given_by(context.database, context.identity.store_code,
                                               now.today, session.staff_number));
    QIANTAI_TRY(const int approved, load_approved_by(context.database, context.identity.store_code,
                                                     now.today, session.staff_number));
    facts.quota_left = std::max(0, quota_of(facts.limits, session.role) - given - approved);
    QIANTAI_TRY(facts.person, load_person(context, party, facts.limits, now.today));
    std::set<Uuid> gifts, campaigns;
    std::set<std::string> codes;
    for (const auto& wish : wishes) {
        if (gifts.insert(wish.gift_id).second) {
            QIANTAI_TRY(auto gift, load_issue_gift(context, wish.gift_id));
            facts.gifts.push_back(std::move(gift));
        }
        if (wish.campaign_id && campaigns.insert(*wish.campaign_id).second) {
            QIANTAI_TRY_STATUS(load_campaign_facts(context, party, *wish.campaign_id, facts));
        }
        if (!wish.entitlement_code.empty() && codes.insert(wish.entitlement_code).second) {
            QIANTAI_TRY_STATUS(load_right(context, party, wish, facts));
        }
    }
    return facts;
}

}  // namespace qiantai::domain
