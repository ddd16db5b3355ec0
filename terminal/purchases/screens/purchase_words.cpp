#include "terminal/purchases/screens/purchase_words.hpp"

#include "assets/words/purchases.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {
namespace {

std::string joined(std::string first, const Text& second) {
    if (second.empty()) return first;
    return first.empty() ? second.utf8() : first + " · " + second.utf8();
}

}  // namespace

Text receipt_number_text(const Ui& ui, const domain::Purchase& purchase) {
    if (purchase.number.empty()) return ui.tr(words::receipt_no_number);
    return Text::data(purchase.number);
}

Text receipt_key_text(const Ui& ui, const domain::Purchase& purchase) {
    const auto till = purchase.till.empty() ? Text() : ui.tr(words::receipt_till, purchase.till);
    return Text::data(joined(receipt_number_text(ui, purchase).utf8(), till));
}

Text items_text(const Ui& ui, const domain::Purchase& purchase) {
    const auto items = domain::items_of(purchase);
    if (items.empty()) {
        return purchase.pieces ? ui.tr(words::receipt_pieces, *purchase.pieces) : Text();
    }
    const auto& first = items.front().name.empty() ? items.front().code : items.front().name;
    if (!purchase.pieces || *purchase.pieces < 2) return Text::data(first);
    if (items.size() < 2) {
        return Text::data(ui.tr(words::receipt_item_pieces, first, *purchase.pieces).utf8());
    }
    return Text::data(ui.tr(words::receipt_items_pieces, first, *purchase.pieces).utf8());
}

Text signed_amount_text(const domain::Purchase& purchase) {
    return money_text(purchase.is_refund() ? Fen() - purchase.amount : purchase.amount);
}

std::vector<Tag> receipt_tags(const Ui& ui, const domain::PurchaseLine& line) {
    const auto& purchase = line.purchase;
    std::vector<Tag> tags;
    if (purchase.undone_at) tags.push_back({ui.tr(words::receipt_undone), Tone::neutral});
    if (purchase.is_refund()) tags.push_back({ui.tr(words::receipt_refund), Tone::warning});
    if (line.refunded > Fen()) {
        const bool all = line.refunded >= purchase.amount;
        tags.push_back(
            {ui.tr(all ? words::receipt_all_refunded : words::receipt_part_refunded), Tone::info});
    }
    if (!purchase.member_id && !purchase.claimed.empty()) {
        tags.push_back({ui.tr(words::receipt_claimed), Tone::warning});
    }
    if (purchase.weak_key) tags.push_back({ui.tr(words::receipt_weak), Tone::neutral});
    return tags;
}

Text churn_text(const Ui& ui, const Coded<domain::ChurnState>& state) {
    return code_text<domain::ChurnState>(ui, state.text(),
                                         {{domain::ChurnState::fresh, words::churn_new},
                                          {domain::ChurnState::active, words::churn_active},
                                          {domain::ChurnState::asleep, words::churn_asleep},
                                          {domain::ChurnState::warned, words::churn_warned},
                                          {domain::ChurnState::lost, words::churn_lost}});
}

Tone churn_tone(const Coded<domain::ChurnState>& state) {
    if (state == domain::ChurnState::fresh) return Tone::info;
    if (state == domain::ChurnState::active) return Tone::success;
    if (state == domain::ChurnState::lost) return Tone::neutral;
    return Tone::warning;
}

Text last_visit_text(const Ui& ui, const Shop& shop, const domain::MemberSpending& spending) {
    if (!spending.last_visit) {
        return spending.days == 0 ? ui.tr(words::spending_joined_today)
                                  : ui.tr(words::spending_none_since, spending.days);
    }
    const bool recent =
        spending.state == domain::ChurnState::fresh || spending.state == domain::ChurnState::active;
    const auto when = recent ? past_date_text(ui, shop, *spending.last_visit)
                             : date_text(ui, shop, *spending.last_visit);
    return recent ? ui.tr(words::spending_last, when.utf8())
                  : ui.tr(words::spending_away, spending.days, when.utf8());
}

MemberLineText spending_line(const Ui& ui, const Shop& shop, const domain::MemberSpending& spending,
                             SpendingKnown known) {
    const bool here = known == SpendingKnown::here;
    MemberLineText line{.title = ui.tr(here ? words::spending_line_here : words::spending_line,
                                       money_text(spending.spent).utf8(), spending.visits),
                        .note = last_visit_text(ui, shop, spending)};
    if (spending.visits_ever == 0) {
        line.title = ui.tr(here ? words::spending_none_here : words::spending_none);
    }
    // Whether somebody is being lost only the own store knows.
    if (here) return line;
    line.tag = churn_text(ui, spending.state);
    line.tone = churn_tone(spending.state);
    return line;
}

Text tier_end_text(const Ui& ui, const Shop& shop, const domain::TierReport& report) {
    if (report.locked) return ui.tr(words::tier_locked);
    if (report.falls_on) {
        return ui.tr(words::tier_falls, date_text(ui, shop, *report.falls_on).utf8());
    }
    if (report.keeps_until) {
        return ui.tr(words::tier_kept_until, date_text(ui, shop, *report.keeps_until).utf8());
    }
    return {};
}

Text tier_name_text(const Ui& ui, const Shop& shop, const std::string& tier) {
    return tier_tag(ui, shop, tier).text;
}

Text tier_missing_text(const Ui& ui, const Shop& shop, Fen missing, const std::string& tier) {
    return Text::data(ui.tr(words::tier_missing, money_text(missing).utf8(),
                            tier_name_text(ui, shop, tier).utf8())
                          .utf8());
}

Text tier_progress_text(const Ui& ui, const Shop& shop, const domain::TierReport& report) {
    if (!report.missing || report.locked) return {};
    return tier_missing_text(ui, shop, *report.missing, report.next_tier);
}

MemberLineText tier_line(const Ui& ui, const Shop& shop, const domain::TierReport& report) {
    MemberLineText line{.title = tier_name_text(ui, shop, report.tier)};
    const auto end = tier_end_text(ui, shop, report);
    if (report.rule_version.empty()) {
        line.note = ui.tr(words::tier_no_rule_short);
    } else {
        line.note = Text::data(joined(end.utf8(), tier_progress_text(ui, shop, report)));
    }
    if (report.locked) line.note = ui.tr(words::tier_locked_note);
    if (!report.falls_on || report.locked) return line;
    // What it takes to stay comes before what it takes to rise.
    line.tag = end;
    line.tone = due_tone(Due::soon);
    if (report.keep_missing) {
        line.note = ui.tr(words::tier_keep_missing, money_text(*report.keep_missing).utf8());
    }
    return line;
}

Text share_text(Fen part, Fen whole) {
    if (whole <= Fen() || part < Fen()) return Text::data("—");
    constexpr std::int64_t k_thousand = 1000;
    const auto permille = (part.count() * k_thousand + whole.count() / 2) / whole.count();
    return Text::data(fmt::format("{}.{} %", permille / 10, permille % 10));
}

}  // namespace qiantai::ui
