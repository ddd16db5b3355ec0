#include "terminal/members/rules/member_cards.hpp"

#include "schema/manifest/values.hpp"
#include "terminal/base/audit.hpp"

namespace qiantai::domain {
namespace {

struct ActionRule {
    CardAction action;
    std::string_view name;
    Right right;
    std::string_view from;  ///< statuses the card may have, separated by blanks
    std::string_view to;    ///< its status afterwards
};

constexpr ActionRule k_rules[] = {
    {CardAction::issue, "issue", Right::members_cards, "", ""},
    {CardAction::replace, "replace", Right::members_cards, "active lost", "replaced"},
    {CardAction::report_lost, "report_lost", Right::members_cards, "active", "lost"},
    {CardAction::found, "found", Right::members_cards, "lost", "active"},
    {CardAction::freeze, "freeze", Right::members_freeze, "active", "frozen"},
    {CardAction::unfreeze, "unfreeze", Right::members_freeze, "frozen", "active"},
    {CardAction::renew, "renew", Right::members_cards, "active lapsed", "active"},
    {CardAction::lapse, "lapse", Right::members_cards, "active lost frozen", "lapsed"},
};

const ActionRule& rule_of(CardAction action) {
    const auto found = std::ranges::find(k_rules, action, &ActionRule::action);
    QIANTAI_ASSERT(found != std::end(k_rules));
    return *found;
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
        if (rule.from.find(card.status) != std::string_view::npos) fitting.push_back(card);
    }
    // A card in use is meant before one that lapsed years ago.
    const auto lapsed = [](const MemberCard& card) { return card.status == "lapsed"; };
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
    QIANTAI_TRY(const auto today, business_date(context));
    auto& statement = context.database.cached(
        "INSERT INTO renewal (id, store_code, member_id, card_id, decision, expires_before,"
        " expires_after, reason, business_date, created_by, created_at)"
        " VALUES (?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?)");
    statement.bind(context.new_id(), context.identity.store_code, request.member_id, card.id,
                   lapse ? "lapsed" : "renewed", expires_before, card.expires_on,
                   lapse ? request.lapse_reason : std::nullopt, today,
                   session.staff_number, context.clock.now_ms());
    return statement.run();
}

/// The member lapses with the last card in use and comes back with one.
Status follow_cards(ServiceContext& context, const Member& member) {
    QIANTAI_TRY(const auto cards, load_person_cards(context, member.id));
    const bool in_use = std::ranges::any_of(cards, [](const MemberCard& card) {
        return card.status == "active" || card.status == "lost" || card.status == "frozen";
    });
    const std::string_view from = in_use ? "lapsed" : "active", to = in_use ? "active" : "lapsed";
    if (member.status != from) return {};
    auto& statement = context.database.cached("UPDATE member SET status = ? WHERE id = ?");
    return statement.bind(to, member.id).run();
}

Status update_card(sqlite::Database& database, const MemberCard& card) {
    auto& statement = database.cached(
        "UPDATE member_card SET status = ?, expires_on = nullif(?, '') WHERE id = ?");
    return statement.bind(card.status, card.expires_on, card.id).run();
}

}  // namespace

std::string renewed_until(const Tier& tier, const std::string& expires_on,
                          const std::string& today) {
    const int months = static_cast<int>(tier.valid_months);
    return months > 0 ? add_months(std::max(expires_on, today), months) : std::string();
}

std::string_view card_action_name(CardAction action) {
    return rule_of(action).name;
}

std::optional<CardAction> parse_card_action(std::string_view name) {
    const auto found = std::ranges::find(k_rules, name, &ActionRule::name);
    return found == std::end(k_rules) ? std::nullopt : std::optional(found->action);
}

Result<MemberCard> MemberCards::apply(const Session& session, const Member& member,
                                      const CardRequest& request) {
    auto& database = m_context.database;
    QIANTAI_TRY(const auto tier, load_tier(database, member.tier_code));
    if (request.action == CardAction::issue) {
        return insert_card(m_context, session, member.id, tier, request.new_number);
    }
    QIANTAI_TRY(const auto cards, load_person_cards(m_context, member.id));
    QIANTAI_TRY(auto card, choose_card(cards, request));
    const std::string expires_before = card.expires_on;
    card.status = rule_of(request.action).to;
    if (request.action == CardAction::renew) {
        QIANTAI_TRY(const auto today, business_date(m_context));
        card.expires_on = renewed_until(tier, card.expires_on, today);
    }
    QIANTAI_TRY_STATUS(update_card(database, card));
    if (request.action == CardAction::renew || request.action == CardAction::lapse) {
        QIANTAI_TRY_STATUS(insert_renewal(m_context, session, request, card, expires_before));
        QIANTAI_TRY_STATUS(follow_cards(m_context, member));
    }
    if (request.action != CardAction::replace) return card;
    QIANTAI_TRY(auto replacement,
                insert_card(m_context, session, member.id, tier, request.new_number));
    replacement.expires_on = card.expires_on;
    QIANTAI_TRY_STATUS(update_card(database, replacement));
    return replacement;
}

Result<MemberCard> MemberCards::set_card(const Session& session, const CardRequest& request) {
    const auto& rule = rule_of(request.action);
    QIANTAI_TRY_STATUS(require_right(m_context, session, rule.right));
    if (request.action == CardAction::lapse) {
        if (!request.lapse_reason) return make_error(k_value_missing, {}, "reason");
        QIANTAI_TRY_STATUS(
            check_column(m_context.manifest, "renewal", "reason", *request.lapse_reason));
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, request.member_id));
    QIANTAI_TRY(auto card, apply(session, member, request));
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "members.set_card",
         .subject_entity = "member",
         .subject_id = member.id.text(),
         .detail = {{"card_action", std::string(rule.name)}, {"card_id", card.id.text()}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return card;
}

}  // namespace qiantai::domain
