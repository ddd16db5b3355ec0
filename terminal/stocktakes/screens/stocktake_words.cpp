#include "terminal/stocktakes/screens/stocktake_words.hpp"

#include <fmt/format.h>

#include "assets/words/find.hpp"
#include "assets/words/gifts.hpp"
#include "assets/words/shell.hpp"
#include "assets/words/stocktakes.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

constexpr Choice k_variance_reasons[] = {{"issue_unrecorded", words::stocktake_reason_issue},
                                         {"receipt_unrecorded", words::stocktake_reason_receipt},
                                         {"mixed_up", words::stocktake_reason_mixed},
                                         {"damaged", words::stocktake_reason_damaged},
                                         {"lost", words::stocktake_reason_lost},
                                         {"earlier_mistake", words::stocktake_reason_earlier},
                                         {"unknown", words::stocktake_reason_unknown}};
constexpr Choice k_step_reasons[] = {{"again", words::stocktake_why_again},
                                     {"papers", words::stocktake_why_papers},
                                     {"alone", words::stocktake_why_alone},
                                     {"cut", words::stocktake_why_cut}};

TextKey problem_key(domain::StocktakeProblemKind kind) {
    using enum domain::StocktakeProblemKind;
    switch (kind) {
        case zone_open:
            return words::stocktake_problem_zone_open;
        case zone_results:
            return words::stocktake_problem_zone_results;
        case not_counted:
            return words::stocktake_problem_not_counted;
        case barcode_unsettled:
            return words::stocktake_problem_barcode;
        case recount_missing:
            return words::stocktake_problem_recount;
        case recount_results:
            return words::stocktake_problem_recounts;
        case reason_missing:
            return words::stocktake_problem_reason;
        case counter_unsigned:
            return words::stocktake_problem_counter;
        case checker_unsigned:
            break;
    }
    return words::stocktake_problem_checker;
}

}  // namespace

Text stocktake_phase_text(const Ui& ui, const Coded<StocktakePhase>& phase) {
    return code_text<StocktakePhase>(
        ui, phase.text(),
        {{StocktakePhase::planned, words::stocktake_phase_planned},
         {StocktakePhase::ready, words::stocktake_phase_ready},
         {StocktakePhase::counting, words::stocktake_phase_counting},
         {StocktakePhase::variances, words::stocktake_phase_variances},
         {StocktakePhase::approved, words::stocktake_phase_approved},
         {StocktakePhase::posted, words::stocktake_phase_posted},
         {StocktakePhase::cancelled, words::stocktake_phase_cancelled}});
}

Tone stocktake_phase_tone(const Coded<StocktakePhase>& phase) {
    switch (phase.known().value_or(StocktakePhase::cancelled)) {
        case StocktakePhase::planned:
        case StocktakePhase::ready:
            return Tone::info;
        case StocktakePhase::counting:
        case StocktakePhase::approved:
            return Tone::primary;
        case StocktakePhase::variances:
            return Tone::warning;
        case StocktakePhase::posted:
            return Tone::success;
        case StocktakePhase::cancelled:
            break;
    }
    return Tone::neutral;
}

Text stocktake_kind_text(const Ui& ui, const Coded<StocktakeKind>& kind) {
    return code_text<StocktakeKind>(
        ui, kind.text(),
        {{StocktakeKind::all, words::stocktake_kind_all},
         {StocktakeKind::category, words::stocktake_kind_category},
         {StocktakeKind::cycle, words::stocktake_kind_cycle},
         {StocktakeKind::hand_over, words::stocktake_kind_hand_over},
         {StocktakeKind::unannounced, words::stocktake_kind_unannounced}});
}

Text stocktake_reason_text(const Ui& ui, const Coded<StocktakeReason>& reason) {
    for (const auto& one : k_variance_reasons) {
        if (one.value == reason.text()) return ui.tr(one.words);
    }
    return {};
}

std::span<const Choice> stocktake_reasons() {
    return k_variance_reasons;
}

std::span<const Choice> stocktake_step_reasons() {
    return k_step_reasons;
}

TextKey stocktake_act_key(StocktakeStep step) {
    switch (step) {
        case StocktakeStep::papers_entered:
            return words::stocktake_act_papers;
        case StocktakeStep::frozen:
            return words::stocktake_act_freeze;
        case StocktakeStep::zone_opened:
            return words::stocktake_act_zone;
        case StocktakeStep::opened:
            return words::stocktake_act_open;
        case StocktakeStep::sent_back:
            return words::stocktake_act_send_back;
        case StocktakeStep::counter_signed:
            return words::stocktake_act_sign;
        case StocktakeStep::checker_signed:
            return words::stocktake_act_check;
        case StocktakeStep::approved:
            return words::stocktake_act_approve;
        case StocktakeStep::corrected:
            return words::stocktake_act_correct;
        case StocktakeStep::cancelled:
            return words::stocktake_act_cancel;
        case StocktakeStep::zone_done:
        case StocktakeStep::chosen:
        case StocktakeStep::barcode_settled:
        case StocktakeStep::explained:
        case StocktakeStep::posted:
        case StocktakeStep::resumed:
            break;
    }
    return words::stocktake_act_resume;
}

Text stocktake_event_text(const Ui& ui, const Coded<StocktakeStep>& step) {
    return code_text<StocktakeStep>(ui, step.text(),
                                    {{StocktakeStep::papers_entered, words::stocktake_event_papers},
                                     {StocktakeStep::frozen, words::stocktake_event_frozen},
                                     {StocktakeStep::opened, words::stocktake_event_opened},
                                     {StocktakeStep::approved, words::stocktake_event_approved},
                                     {StocktakeStep::posted, words::stocktake_event_posted}});
}

Icon stocktake_step_icon(StocktakeStep step) {
    switch (step) {
        case StocktakeStep::papers_entered:
        case StocktakeStep::approved:
            return Icon::check;
        case StocktakeStep::frozen:
            return Icon::lock;
        case StocktakeStep::zone_opened:
            return Icon::plus;
        case StocktakeStep::opened:
            return Icon::eye;
        case StocktakeStep::counter_signed:
        case StocktakeStep::checker_signed:
            return Icon::pencil;
        case StocktakeStep::cancelled:
            return Icon::close;
        case StocktakeStep::sent_back:
        case StocktakeStep::corrected:
        case StocktakeStep::zone_done:
        case StocktakeStep::chosen:
        case StocktakeStep::barcode_settled:
        case StocktakeStep::explained:
        case StocktakeStep::posted:
        case StocktakeStep::resumed:
            break;
    }
    return Icon::refresh;
}

Text stocktake_lock_text(const Ui& ui, const Shop& shop, const domain::StocktakeNextStep& next) {
    if (next.refused == domain::k_stocktake_not_yours.code) {
        // Here, but not this person.
        if (next.where == shop.store_code) {
            return ui.tr(words::requisition_lock_place, ui.tr(words::role_store_manager).utf8());
        }
        const auto where = next.where.empty() ? ui.tr(words::requisition_headquarters).utf8()
                                              : store_name(shop, next.where);
        return ui.tr(words::requisition_lock_place, where);
    }
    return ui.tr(words::stocktake_lock_person);
}

Text stocktake_problem_text(const Ui& ui, const domain::StocktakeProblem& problem) {
    const auto kind = problem.kind.known();
    if (!kind) return ui.tr(words::code_unknown);
    std::string words = ui.tr(problem_key(*kind)).utf8();
    const auto& about = !problem.name.empty()   ? problem.name
                        : !problem.zone.empty() ? problem.zone
                                                : problem.code;
    if (!about.empty()) words += " · " + about;
    return Text::data(words);
}

Text stocktake_thing_text(const Ui& ui, const Shop& shop, const std::string& code,
                          const domain::StocktakeThing& thing) {
    std::string words = code;
    if (!thing.batch.empty()) words += " · " + thing.batch;
    if (thing.expires_on) words += " · " + date_text(ui, shop, *thing.expires_on).utf8();
    if (thing.spot == StockSpot::hold) {
        words += " · " + ui.tr(words::stocktake_spot_hold).utf8();
    }
    if (thing.spot == StockSpot::defective) {
        words += " · " + ui.tr(words::stocktake_spot_defective).utf8();
    }
    return Text::data(words);
}

std::string signed_pieces(int pieces) {
    return fmt::format("{:+}", pieces);
}

}  // namespace qiantai::ui
