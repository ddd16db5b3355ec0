#include "terminal/members/rules/member_cards.hpp"

#include "schema/manifest/values.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"

namespace qiantai::domain {
namespace {

struct ActionRule {
    CardAction action;
    Right right;
    unsigned from;  ///< statuses the card may have
    CardStatus to;  ///< its status afterwards
};

constexpr unsigned bit(CardStatus status) {
    return 1u << static_cast<unsigned>(status);
}
constexpr unsigned k_active = bit(CardStatus::active), k_lost = bit(CardStatus::lost),
                   k_frozen = bit(CardStatus::frozen), k_lapsed = bit(CardStatus::lapsed);
/// Somebody counts on the card.
constexpr unsigned k_in_use = k_active | k_lost | k_frozen;

constexpr ActionRule k_rules[] = {
    {CardAction::issue, Right::members_cards, 0, CardStatus::active},
    {CardAction::replace, Right::members_cards, k_active | k_lost, CardStatus::replaced},
    {CardAction::report_lost, Right::members_cards, k_active, CardStatus::lost},
    {CardAction::found, Right::members_cards, k_lost, CardStatus::active},
    {CardAction::freeze, Right::members_freeze, k_active, CardStatus::frozen},
    {CardAction::unfreeze, Right::members_freeze, k_frozen, CardStatus::active},
    {CardAction::renew, Right::members_cards, k_active | k_lapsed, CardStatus::active},
    {CardAction::lapse, Right::members_cards, k_in_use, CardStatus::lapsed},
};

const ActionRule& rule_of(CardAction action) {
    const auto found = std::ranges::find(k_rules, action, &ActionRule::action);
    QIANTAI_ASSERT(found != std::end(k_rules));
    return *found;
}

bool is_among(unsigned statuses, const MemberCard& card) {
    const auto status = card.status.known();
    return status && (statuses & bit(*status)) != 0;
}

/// The card that the request means: by number, or the only one in a fitting state.
Result<MemberCard> choose_card(const std::vector<MemberCard>& cards, const CardRequest& request) {
    const auto& rule = rule_of(request.action);
    std::optional<std::string> number;
    if (request.number) {
        QIANTAI_TRY(number, normalise_card_number(*request.number));
    }
    std::vector<MemberCard> fitting;
    bool exists = false;
    for (const auto& card : cards) {
        if (number && card.number != *number) continue;
        exists = true;
        if (is_among(rule.from, card)) fitting.push_back(card);
    }
    // A card in use is meant before one that lapsed years ago.
    const auto lapsed = [](const MemberCard& card) { return card.status == CardStatus::lapsed; };
    if (!number && !std::ranges::all_of(fitting, lapsed)) std::erase_if(fitting, lapsed);
    if (fitting.size() == 1) return fitting.front();
    if (!exists || fitting.size() > 1) return make_error(k_card_not_found, {}, "card_number");
    return make_error(k_card_not_in_use, {}, "card_number");
}

/// Cards of the member and of what was merged into it, as far as this store may write them.
Result<std::vector<MemberCard>> load_person_cards(ServiceContext& context, const Uuid& member_id) {
    QIANTAI_TRY(const auto group, load_merged_group(context.database, member_id));
    std::vector<MemberCard> all;
    for (const Uuid& member : group) {
        QIANTAI_TRY(auto cards, load_cards(context.database, member));
        for (auto& card : cards) {
            if (card.store_code == context.identity.store_code) all.push_back(std::move(card));
        }
    }
    return all;
}

Status insert_renewal(ServiceContext& context, const Session& session, const CardRequest& request,
                      const MemberCard& card, const std::string& expires_before) {
    const bool lapse = request.action == CardAction::lapse;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY(const auto today, business_date(context, now));
    return sqlite::insert(
        context.database,
        Renewal{.id = context.new_id(),
                .store_code = context.identity.store_code,
                .member_id = request.member_id,
                .card_id = card.id,
                .decision = lapse ? RenewalDecision::lapsed : RenewalDecision::renewed,
                .expires_before = expires_before,
                .expires_after = card.expires_on,
                .reason = lapse ? Coded<LapseReason>(*request.lapse_reason) : Coded<LapseReason>(),
                .business_date = today.text(),
                .created_by = session.staff_number,
                .created_at = now});
}

}  // namespace

Status follow_cards(ServiceContext& context, const Member& member) {
    QIANTAI_TRY(const auto cards, load_person_cards(context, member.id));
    const bool in_use =
        std::ranges::any_of(cards, [](const MemberCard& card) { return is_among(k_in_use, card); });
    const auto from = in_use ? MemberStatus::lapsed : MemberStatus::active;
    const auto to = in_use ? MemberStatus::active : MemberStatus::lapsed;
    if (member.status != from) return {};
    auto& statement = context.database.cached("UPDATE member SET status = ? WHERE id = ?");
    return statement.bind(code_of(to), member.id).run();
}

Status save_card(sqlite::Database& database, const MemberCard& card) {
    auto& statement = database.cached(
        "UPDATE member_card SET status = ?, expires_on = nullif(?, '') WHERE id = ?");
    return statement.bind(card.status.text(), card.expires_on, card.id).run();
}

std::string renewed_until(const Tier& tier, const std::string& expires_on, Date today) {
    const int months = static_cast<int>(tier.valid_months);
    if (months <= 0) return {};
    const auto expiry = Date::parse(expires_on).value_or(today);
    return std::max(expiry, today).plus_months(months).text();
}

std::vector<CardAction> card_actions(const MemberCard& card, StaffRole role) {
    constexpr CardAction k_order[] = {CardAction::found,       CardAction::renew,
                                      CardAction::report_lost, CardAction::replace,
                                      CardAction::freeze,      CardAction::unfreeze};
    std::vector<CardAction> actions;
    for (const auto action : k_order) {
        const auto& rule = rule_of(action);
        if (has_right(role, rule.right) && is_among(rule.from, card)) actions.push_back(action);
    }
    return actions;
}

Result<MemberCard> MemberCards::apply(const Session& session, const Member& member,
                                      const CardRequest& request) {
    auto& database = m_context.database;
    QIANTAI_TRY(const auto tier, load_tier(database, member.tier_code));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    if (request.action == CardAction::issue) {
        return insert_card(m_context, session, member.id, tier, request.new_number, now);
    }
    QIANTAI_TRY(const auto cards, load_person_cards(m_context, member.id));
    QIANTAI_TRY(auto card, choose_card(cards, request));
    const std::string expires_before = card.expires_on;
    card.status = rule_of(request.action).to;
    if (request.action == CardAction::renew) {
        card.expires_on = renewed_until(tier, card.expires_on, now.today);
    }
    QIANTAI_TRY_STATUS(save_card(database, card));
    if (request.action == CardAction::renew || request.action == CardAction::lapse) {
        QIANTAI_TRY_STATUS(insert_renewal(m_context, session, request, card, expires_before));
        QIANTAI_TRY_STATUS(follow_cards(m_context, member));
    }
    if (request.action != CardAction::replace) return card;
    QIANTAI_TRY(auto replacement,
                insert_card(m_context, session, member.id, tier, request.new_number, now));
    replacement.expires_on = card.expires_on;
    QIANTAI_TRY_STATUS(save_card(database, replacement));
    return replacement;
}

Result<MemberCard> MemberCards::set_card(const Session& session, const CardRequest& request) {
    const auto& rule = rule_of(request.action);
    QIANTAI_TRY_STATUS(require_right(m_context, session, rule.right));
    if (request.action == CardAction::lapse && !request.lapse_reason) {
        return make_error(k_value_missing, {}, "reason");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, request.member_id));
    QIANTAI_TRY(auto card, apply(session, member, request));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "members.set_card",
                                     .subject_entity = "member",
                                     .subject_id = member.id.text(),
                                     .detail = {{"card_action", std::string(code_of(rule.action))},
                                                {"card_id", card.id.text()}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return card;
}

}  // namespace qiantai::domain
