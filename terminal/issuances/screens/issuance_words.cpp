#include "terminal/issuances/screens/issuance_words.hpp"

#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

constexpr Choice k_recipient_erase_reasons[] = {{"asked", TextKey::issuance_erase_asked},
                                                {"wrong", TextKey::issuance_erase_wrong}};
constexpr Choice k_take_back_reasons[] = {{"returned", TextKey::issuance_back_returned},
                                          {"unwanted", TextKey::issuance_back_unwanted},
                                          {"broken", TextKey::issuance_back_broken}};
constexpr Choice k_excuse_reasons[] = {{"used", TextKey::issuance_excuse_used},
                                       {"goodwill", TextKey::issuance_excuse_goodwill}};
constexpr Choice k_conflict_reasons[] = {{"both", TextKey::issuance_conflict_both},
                                         {"back", TextKey::issuance_conflict_back}};
constexpr Choice k_right_cancel_reasons[] = {{"wrong", TextKey::right_reason_wrong},
                                             {"member", TextKey::right_reason_member}};
constexpr Choice k_unsigned_reasons[] = {{"queue", TextKey::issue_unsigned_queue},
                                         {"refused", TextKey::issue_unsigned_refused},
                                         {"family", TextKey::issue_unsigned_family}};
constexpr Choice k_approval_reasons[] = {{"loyal", TextKey::issuance_reason_loyal},
                                         {"makeup", TextKey::issuance_reason_makeup},
                                         {"complaint", TextKey::issuance_reason_complaint}};

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
    return code_text<IssuanceReason>(
        ui, reason.text(),
        {{IssuanceReason::campaign, TextKey::issuance_reason_campaign},
         {IssuanceReason::loyal, TextKey::issuance_reason_loyal},
         {IssuanceReason::makeup, TextKey::issuance_reason_makeup},
         {IssuanceReason::complaint, TextKey::issuance_reason_complaint},
         {IssuanceReason::birthday, TextKey::issuance_reason_birthday},
         {IssuanceReason::other, TextKey::issuance_reason_other}});
}

Text issue_bar_text(const Ui& ui, const domain::IssueObstacle& obstacle) {
    using enum domain::IssueBar;
    const auto bar = obstacle.bar.known();
    if (bar == person || bar == receipt || bar == order) {
        return ui.tr(TextKey::issue_bar_person, obstacle.allowed);
    }
    if (bar == quota) return ui.tr(TextKey::issue_bar_quota, obstacle.allowed);
    if (bar == lease) return ui.tr(TextKey::issue_bar_lease, obstacle.allowed);
    if (bar == stock) return ui.tr(TextKey::issue_bar_stock, obstacle.allowed);
    return code_text<domain::IssueBar>(ui, obstacle.bar.text(),
                                       {{staff_on_duty, TextKey::issue_bar_on_duty},
                                        {gift_retired, TextKey::issue_bar_retired},
                                        {recalled, TextKey::issue_bar_recalled},
                                        {expired, TextKey::issue_bar_expired},
                                        {campaign_over, TextKey::issue_bar_over},
                                        {campaign_coming, TextKey::issue_bar_coming},
                                        {campaign_gift, TextKey::issue_bar_not_in},
                                        {not_member, TextKey::issue_bar_members},
                                        {tier, TextKey::issue_bar_tier},
                                        {joined, TextKey::issue_bar_new},
                                        {birthday, TextKey::issue_bar_birthday},
                                        {receipt_missing, TextKey::issue_bar_receipt},
                                        {spend, TextKey::issue_bar_spend},
                                        {entitlement_missing, TextKey::issue_bar_code},
                                        {entitlement_used, TextKey::issue_bar_code_used},
                                        {entitlement_over, TextKey::issue_bar_code_over}});
}

}  // namespace qiantai::ui
