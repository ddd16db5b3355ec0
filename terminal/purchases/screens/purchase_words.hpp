#pragma once

// How receipts, spending and tiers are said.

#include <optional>
#include <vector>

#include "terminal/desk/member_line.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::ui {

/// The number as on the paper, or that there is none.
Text receipt_number_text(const Ui& ui, const domain::Purchase& purchase);
/// "000123 · 收银台 1".
Text receipt_key_text(const Ui& ui, const domain::Purchase& purchase);
/// The first item and how many pieces in all; empty if nothing is known.
Text items_text(const Ui& ui, const domain::Purchase& purchase);
/// Of a refund less than zero.
Text signed_amount_text(const domain::Purchase& purchase);
/// What is not as usual with it: taken back, a refund, given back, without number, whose not clear.
std::vector<Tag> receipt_tags(const Ui& ui, const domain::PurchaseLine& line);

Text churn_text(const Ui& ui, const Coded<domain::ChurnState>& state);
Tone churn_tone(const Coded<domain::ChurnState>& state);
/// How long ago the last visit was, or that there was none since joining.
Text last_visit_text(const Ui& ui, const Shop& shop, const domain::MemberSpending& spending);

/// What the member's page says of spending; of another store's member only what was bought here.
enum class SpendingKnown : std::uint8_t { everywhere, here };
MemberLineText spending_line(const Ui& ui, const Shop& shop, const domain::MemberSpending& spending,
                             SpendingKnown known);
/// And of the tier: till when it is kept, what is missing to the next one.
MemberLineText tier_line(const Ui& ui, const Shop& shop, const domain::TierReport& report);
/// Till when, that a person fixed it, or the day of the fall.
Text tier_end_text(const Ui& ui, const Shop& shop, const domain::TierReport& report);
/// The tier's name, that of a usual one in the language of the screen.
Text tier_name_text(const Ui& ui, const Shop& shop, const std::string& tier);
/// "还差 ¥320.00 升金卡".
Text tier_missing_text(const Ui& ui, const Shop& shop, Fen missing, const std::string& tier);
/// The same of a report; empty at the highest tier, without a rule, and while it is fixed.
Text tier_progress_text(const Ui& ui, const Shop& shop, const domain::TierReport& report);

/// Parts of a whole in percent, rounded half up to one decimal: "23.4 %"; "—" of nothing.
Text share_text(Fen part, Fen whole);

}  // namespace qiantai::ui
