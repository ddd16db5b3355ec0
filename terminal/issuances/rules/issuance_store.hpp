#pragma once

// What the parts of the issuances' service share: reading rows, and the facts that a recipient's
// wishes are judged by.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/issuance_desk_facts.hpp"

namespace qiantai::domain {

/// k_issuance_not_found.
Result<Issuance> load_issuance(sqlite::Database& database, const Uuid& id);
/// By gift's code, then batch.
Result<std::vector<IssuanceLine>> load_issuance_lines(sqlite::Database& database,
                                                      const Uuid& issuance_id);
Result<std::optional<IssuanceReturn>> find_issuance_return(sqlite::Database& database,
                                                           const Uuid& line_id);
Result<std::optional<IssuanceSettlement>> find_issuance_settlement(sqlite::Database& database,
                                                                   const Issuance& issuance);
Result<GiftLimits> load_gift_limits(ServiceContext& context);
/// Of the day, by who issued: pieces that were not taken back, without those that somebody else
/// agreed to.
Result<int> load_given_by(sqlite::Database& database, std::string_view store_code, Date day,
                          std::string_view staff_number);
/// Of the day, pieces beyond the limits that this person agreed to.
Result<int> load_approved_by(sqlite::Database& database, std::string_view store_code, Date day,
                             std::string_view staff_number);
int quota_of(const GiftLimits& limits, StaffRole role);

/// What a page, a list and a masked telephone show of the recipient.
struct RecipientShown {
    std::string name{};
    std::string phone{};  ///< masked
};
Result<RecipientShown> show_recipient(ServiceContext& context, const Session& session,
                                      const Issuance& issuance);
Result<IssuancePage> build_issuance_page(ServiceContext& context, const Session& session,
                                         const Issuance& issuance);
Result<IssuanceSummary> build_issuance_summary(ServiceContext& context, const Session& session,
                                               const Issuance& issuance);

/// The recipient as it is kept: the member's standing record, the telephone in its stored form.
struct IssueParty {
    IssueRecipient recipient{};
    std::vector<Uuid> records{};  ///< the person's, the standing one first; none: no member
    std::string home_store{};     ///< where it is another one than this
    std::optional<Uuid> purchase_id{};
};
/// k_member_not_found, k_member_erased, the telephone's and names' errors.
Result<IssueParty> load_party(ServiceContext& context, const IssueRecipient& recipient);

/// Everything that judge_issue() asks, for these gifts and campaigns. Inside a transaction.
Result<IssueFacts> load_issue_facts(ServiceContext& context, const Session& session,
                                    const IssueParty& party, std::span<const IssueWish> wishes,
                                    const Moment& now);

}  // namespace qiantai::domain
