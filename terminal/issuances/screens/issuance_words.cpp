#include "terminal/issuances/screens/issuance_words.hpp"

#include "assets/words/campaigns.hpp"
#include "assets/words/issuances.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

constexpr Choice k_recipient_erase_reasons[] = {{"asked", words::issuance_erase_asked},
                                                {"wrong", words::issuance_erase_wrong}};
constexpr Choice k_take_back_reasons[] = {{"returned", words::issuance_back_returned},
                                          {"unwanted", words::issuance_back_unwanted},
                                          {"broken", words::issuance_back_broken}};
constexpr Choice k_excuse_reasons[] = {{"used", words::issuance_excuse_used},
                                       {"goodwill", words::issuance_excuse_goodwill}};
constexpr Choice k_conflict_reasons[] = {{"both", words::issuance_conflict_both},
                                         {"back", words::issuance_conflict_back}};
constexpr Choice k_right_cancel_reasons[] = {{"wrong", words::right_reason_wrong},
                                             {"member", words::right_reason_member}};
constexpr Choice k_unsigned_reasons[] = {{"queue", words::issue_unsigned_queue},
                                         {"refused", words::issue_unsigned_refused},
                                         {"family", words::issue_unsigned_family}};
constexpr Choice k_approval_reasons[] = {{"loyal", words::issuance_reason_loyal},
                                         {"makeup", words::issuance_reason_makeup},
                                         {"complaint", words::issuance_reason_complaint}};

}  // namespace

std::span<const Choice> take_back_reasons() {
    return k_take_back_reasons;
}

std::span<const Choice> excuse_reasons() {
    return k_excuse_reasons;
}

std::span<const Choice> conflict_reasons() {
    return k_conflict_reasons;
}

std::span<const Choice> right_cancel_reasons() {
    return k_right_cancel_reasons;
}

std::span<const Choice> erase_reasons() {
    return k_recipient_erase_reasons;
}

std::span<const Choice> unsigned_reasons() {
    return k_unsigned_reasons;
}

std::span<const Choice> approval_reasons() {
    return k_approval_reasons;
}

Text issuance_reason_text(const Ui& ui, const Coded<IssuanceReason>& reason) {
    return code_text<IssuanceReason>(ui, reason.text(),
                                     {{IssuanceReason::campaign, words::issuance_reason_campaign},
                                      {IssuanceReason::loyal, words::issuance_reason_loyal},
                                      {IssuanceReason::makeup, words::issuance_reason_makeup},
                                      {IssuanceReason::complaint, words::issuance_reason_complaint},
                                      {IssuanceReason::birthday, words::issuance_reason_birthday},
                                      {IssuanceReason::other, words::issuance_reason_other}});
}

Text issue_bar_text(const Ui& ui, const domain::IssueObstacle& obstacle) {
    using enum domain::IssueBar;
    const auto bar = obstacle.bar.known();
    if (bar == person || bar == receipt || bar == order) {
        return ui.tr(words::issue_bar_person, obstacle.allowed);
    }
    if (bar == quota) return ui.tr(words::issue_bar_quota, obstacle.allowed);
    if (bar == lease) return ui.tr(words::issue_bar_lease, obstacle.allowed);
    if (bar == stock) return ui.tr(words::issue_bar_stock, obstacle.allowed);
    return code_text<domain::IssueBar>(ui, obstacle.bar.text(),
                                       {{staff_on_duty, words::issue_bar_on_duty},
                                        {gift_retired, words::issue_bar_retired},
                                        {recalled, words::issue_bar_recalled},
                                        {expired, words::issue_bar_expired},
                                        {campaign_over, words::issue_bar_over},
                                        {campaign_coming, words::issue_bar_coming},
                                        {campaign_gift, words::issue_bar_not_in},
                                        {not_member, words::issue_bar_members},
                                        {tier, words::issue_bar_tier},
                                        {joined, words::issue_bar_new},
                                        {birthday, words::issue_bar_birthday},
                                        {receipt_missing, words::issue_bar_receipt},
                                        {spend, words::issue_bar_spend},
                                        {entitlement_missing, words::issue_bar_code},
                                        {entitlement_used, words::issue_bar_code_used},
                                        {entitlement_over, words::issue_bar_code_over}});
}

}  // namespace qiantai::ui
