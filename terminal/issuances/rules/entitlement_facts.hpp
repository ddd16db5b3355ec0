#pragma once

// Rights to a campaign's gift (领取资格): a record with a code that is used up once (核销). Two tills
// offline may use one up twice: both records stand, and a conflict that both stores see waits until
// somebody has said how it was settled.

#include "terminal/issuances/rules/issue_judge_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_entitlement_not_found{
    "entitlement_not_found", Actor::clerk,
    "No right with this code is known here. Check the code, or fetch news first.",
    "本机没有这个领取码，请核对或先同步。"};
inline constexpr ErrorKind k_entitlement_not_usable{
    "entitlement_not_usable", Actor::clerk,
    "This right was used, is void or has expired.", "该领取资格已用、已作废或已过期。"};
inline constexpr ErrorKind k_entitlement_malformed{
    "entitlement_malformed", Actor::manager,
    "A right is to a campaign whose gifts need one, until a day from today on that is not after its "
    "last.",
    "领取资格须对应需要领取码的活动，截止日期不早于今天、不晚于活动最后一天。"};
inline constexpr ErrorKind k_entitlement_of_other_store{
    "entitlement_of_other_store", Actor::manager,
    "This right was given by another store; only that store can make it void.",
    "该领取资格由其他门店发放，只能由该门店作废。"};
inline constexpr ErrorKind k_entitlement_conflict_not_found{
    "entitlement_conflict_not_found", Actor::manager,
    "There is no such conflict here, or it was settled already. Look at the list again.",
    "没有这条重复核销，或已处理，请刷新。"};

/// A row of entity entitlement.
struct Entitlement {
    Uuid id{};
    std::string store_code{};
    Uuid member_id{};
    Uuid campaign_id{};
    std::string code{};
    Date expires_on{};
    std::optional<TimeMs> voided_at{};
    std::string voided_by{};
    std::string void_reason{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Entitlement, "entitlement", id, store_code, member_id, campaign_id, code,
                 expires_on, voided_at, voided_by, void_reason, business_date, created_by,
                 created_at)

struct EntitlementEntry {
    Uuid member_id{};
    Uuid campaign_id{};
    std::optional<Date> expires_on{};  ///< absent: the campaign's last day
};
QIANTAI_DESCRIBE(EntitlementEntry, "", member_id, campaign_id, expires_on)

struct EntitlementLine {
    Entitlement entitlement{};
    Coded<EntitlementState> state = EntitlementState::unused;
    std::string campaign{};
    std::string member_name{};
    std::optional<Uuid> used_by{};  ///< the issuance, as far as it is known here
    std::string used_at_store{};
    std::optional<Date> used_on{};
};
QIANTAI_DESCRIBE(EntitlementLine, "", entitlement, state, campaign, member_name, used_by,
                 used_at_store, used_on)

/// A row of entity entitlement_conflict.
struct EntitlementConflict {
    Uuid id{};
    std::string store_code{};
    std::string other_store{};  ///< empty: the same
    Uuid entitlement_id{};
    Uuid line_id{};
    Uuid other_line_id{};
    std::string given_by{};
    std::optional<TimeMs> given_at{};
    std::string other_given_by{};
    std::optional<TimeMs> other_given_at{};
    Coded<EntitlementConflictStatus> status{};
    std::string settled_by{};
    std::optional<TimeMs> settled_at{};
    std::string words{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(EntitlementConflict, "entitlement_conflict", id, store_code, other_store,
                 entitlement_id, line_id, other_line_id, given_by, given_at, other_given_by,
                 other_given_at, status, settled_by, settled_at, words, created_at)

struct EntitlementConflictLine {
    EntitlementConflict conflict{};
    std::string code{};      ///< of the right; empty where it is not known here
    std::string campaign{};  ///< its name
};
QIANTAI_DESCRIBE(EntitlementConflictLine, "", conflict, code, campaign)

/// The rows of the right as far as they are known: what it is worth today.
EntitlementState entitlement_state(const Entitlement& entitlement, bool used, Date today);

}  // namespace qiantai::domain
