#pragma once

// The screens of receipts and tiers, and what other flows may ask of them.

#include "terminal/desk/paged_flow.hpp"
#include "terminal/purchases/screens/screen_member_receipts.hpp"
#include "terminal/purchases/screens/screen_member_tier.hpp"
#include "terminal/purchases/screens/screen_receipt.hpp"
#include "terminal/purchases/screens/screen_receipt_form.hpp"
#include "terminal/purchases/screens/screen_receipts.hpp"
#include "terminal/purchases/screens/screen_tiers.hpp"

namespace qiantai::app {

ScreenEntry receipts_screen();
ScreenEntry receipt_screen();
ScreenEntry receipt_form_screen();
ScreenEntry member_receipts_screen();
ScreenEntry member_tier_screen();
ScreenEntry tiers_screen();

inline constexpr PageSize k_receipts_page{.rows = 50, .rows_most = domain::k_purchase_list_max};

/// Goes to the store's receipts whose buyer is not clear.
void open_claimed_receipts(Flow& flow);
/// Goes to the page of one receipt.
void open_receipt(Flow& flow, const Uuid& id);
/// Opens an empty receipt, or what was left of the one before.
void begin_receipt(Flow& flow);
/// The same for this member.
void begin_receipt_of(Flow& flow, const Uuid& member);
/// Does it, unless a receipt is half written: that one would be lost, so it is offered instead.
void unless_receipt_is_open(Flow& flow, std::function<void(Flow&)> then);
/// A receipt that was taken back is written down anew, with what stood in it.
void begin_corrected_receipt(Flow& flow, const domain::Purchase& taken_back);
void open_member_receipts(Flow& flow, const Uuid& member, const std::string& name);
void open_member_tier(Flow& flow, const Uuid& member, const std::string& name);
/// The rule is applied to whomever something is new of, a few members at a time, until all were
/// looked at; nothing where there is no rule. As the signed-in person.
void run_tiers(Flow& flow);

}  // namespace qiantai::app
