#pragma once

// What the files of the flow of giving gifts away share.

#include <vector>

#include "terminal/desk/flow.hpp"
#include "terminal/issuances/screens/screen_issue.hpp"

namespace qiantai::app {

ui::IssueState& issue_of(Flow& flow);
/// With the amount as it is typed; none if that is no amount.
domain::IssueRecipient recipient_of(const ui::IssueState& state);
std::vector<domain::IssueWish> wishes_of_form(const ui::IssueState& state);
/// Of what the judge said of each line, which was about these choices.
void keep_what_is_allowed(ui::IssueState& state);
/// Gives what can be given at once, with the signature that stands in the form.
void give_signed(Flow& flow);
/// The form is empty again; the catalogue stays.
void forget_issue(Flow& flow);

/// Asks what of the form may be given. What was agreed to and signed was what stood there before.
void refresh_issue(Flow& flow);
void apply_issue_pick(Flow& flow, const ui::MemberPickIntent& intent);
/// Reads what rows show of the member who is known from elsewhere; nothing without one.
void show_recipient_member(Flow& flow);
/// A member's card, or a till receipt of this store.
void scan_paper(Flow& flow, const std::string& code);

/// The manager's PIN, before the customer signs.
void check_approval(Flow& flow);
/// Gives them without a signature.
void issue_unsigned(Flow& flow, const std::string& why);

}  // namespace qiantai::app
