#include "terminal/gifts/screens/requisition_words.hpp"

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {

Text requisition_phase_text(const Ui& ui, const Coded<RequisitionPhase>& phase) {
    return code_text<RequisitionPhase>(
        ui, phase.text(),
        {{RequisitionPhase::asked, words::requisition_phase_asked},
         {RequisitionPhase::forwarded, words::requisition_phase_forwarded},
         {RequisitionPhase::checked, words::requisition_phase_checked},
         {RequisitionPhase::approved, words::requisition_phase_approved},
         {RequisitionPhase::under_way, words::requisition_phase_under_way},
         {RequisitionPhase::differing, words::requisition_phase_differing},
         {RequisitionPhase::done, words::requisition_phase_done},
         {RequisitionPhase::refused, words::requisition_phase_refused},
         {RequisitionPhase::cancelled, words::requisition_phase_cancelled}});
}

Tone requisition_phase_tone(const Coded<RequisitionPhase>& phase) {
    switch (phase.known().value_or(RequisitionPhase::cancelled)) {
        case RequisitionPhase::asked:
        case RequisitionPhase::forwarded:
        case RequisitionPhase::checked:
            return Tone::info;
        case RequisitionPhase::approved:
        case RequisitionPhase::under_way:
            return Tone::primary;
        case RequisitionPhase::differing:
            return Tone::danger;
        case RequisitionPhase::done:
            return Tone::success;
        case RequisitionPhase::refused:
        case RequisitionPhase::cancelled:
            break;
    }
    return Tone::neutral;
}

Text requisition_kind_text(const Ui& ui, const Coded<RequisitionKind>& kind) {
    return code_text<RequisitionKind>(
        ui, kind.text(),
        {{RequisitionKind::requisition, words::requisition_kind_requisition},
         {RequisitionKind::transfer, words::requisition_kind_transfer},
         {RequisitionKind::give_back, words::requisition_kind_return}});
}

Icon requisition_kind_icon(const Coded<RequisitionKind>& kind) {
    if (kind == RequisitionKind::transfer) return Icon::swap;
    if (kind == RequisitionKind::give_back) return Icon::undo;
    return Icon::gift;
}

Text requisition_purpose_text(const Ui& ui, const Coded<RequisitionPurpose>& purpose) {
    return code_text<RequisitionPurpose>(
        ui, purpose.text(),
        {{RequisitionPurpose::daily, words::requisition_purpose_daily},
         {RequisitionPurpose::campaign, words::requisition_purpose_campaign},
         {RequisitionPurpose::complaint, words::requisition_purpose_complaint},
         {RequisitionPurpose::birthday, words::requisition_purpose_birthday}});
}

Text difference_outcome_text(const Ui& ui, const Coded<DifferenceOutcome>& outcome) {
    return code_text<DifferenceOutcome>(
        ui, outcome.text(),
        {{DifferenceOutcome::lost, words::requisition_outcome_lost},
         {DifferenceOutcome::sender_has_it, words::requisition_outcome_sender},
         {DifferenceOutcome::accepted, words::requisition_outcome_accepted}});
}

Text requisition_way_text(const Shop& shop, const std::string& from, const std::string& to) {
    return Text::data(store_name(shop, from) + " → " + store_name(shop, to));
}

Text requisition_size_text(const Ui& ui, int gifts, int pieces) {
    return ui.tr(words::requisition_size, gifts, pieces);
}

Text requisition_act_text(const Ui& ui, RequisitionStep step) {
    switch (step) {
        case RequisitionStep::manager_approved:
            return ui.tr(words::requisition_act_manager_approved);
        case RequisitionStep::manager_returned:
            return ui.tr(words::requisition_act_manager_returned);
        case RequisitionStep::checked:
            return ui.tr(words::requisition_act_checked);
        case RequisitionStep::approved:
            return ui.tr(words::requisition_act_approved);
        case RequisitionStep::refused:
            return ui.tr(words::requisition_act_refused);
        case RequisitionStep::cancelled:
            return ui.tr(words::requisition_act_cancelled);
        case RequisitionStep::dispatched:
            return ui.tr(words::requisition_act_dispatched);
        case RequisitionStep::closed_short:
            return ui.tr(words::requisition_act_closed_short);
        case RequisitionStep::received:
            return ui.tr(words::requisition_act_received);
        case RequisitionStep::countersigned:
            return ui.tr(words::requisition_act_countersigned);
        case RequisitionStep::settled:
            return ui.tr(words::requisition_act_settled);
        case RequisitionStep::booked_back:
            break;
    }
    return ui.tr(words::requisition_act_booked_back);
}

Text requisition_event_text(const Ui& ui, const Coded<RequisitionStep>& step) {
    return code_text<RequisitionStep>(
        ui, step.text(),
        {{RequisitionStep::manager_approved, words::requisition_event_manager_approved},
         {RequisitionStep::manager_returned, words::requisition_event_manager_returned},
         {RequisitionStep::checked, words::requisition_event_checked},
         {RequisitionStep::approved, words::requisition_event_approved},
         {RequisitionStep::refused, words::requisition_event_refused},
         {RequisitionStep::cancelled, words::requisition_event_cancelled},
         {RequisitionStep::dispatched, words::requisition_event_dispatched},
         {RequisitionStep::closed_short, words::requisition_event_closed_short},
         {RequisitionStep::received, words::requisition_event_received},
         {RequisitionStep::countersigned, words::requisition_event_countersigned},
         {RequisitionStep::settled, words::requisition_event_settled},
         {RequisitionStep::booked_back, words::requisition_event_booked_back}});
}

Icon requisition_step_icon(const Coded<RequisitionStep>& step) {
    switch (step.known().value_or(RequisitionStep::closed_short)) {
        case RequisitionStep::manager_approved:
        case RequisitionStep::checked:
        case RequisitionStep::approved:
            return Icon::check;
        case RequisitionStep::manager_returned:
        case RequisitionStep::refused:
        case RequisitionStep::cancelled:
            return Icon::close;
        case RequisitionStep::dispatched:
            return Icon::arrow_right;
        case RequisitionStep::received:
            return Icon::archive;
        case RequisitionStep::countersigned:
            return Icon::pencil;
        case RequisitionStep::settled:
            return Icon::gavel;
        case RequisitionStep::booked_back:
            return Icon::swap;
        case RequisitionStep::closed_short:
            break;
    }
    return Icon::pause_circle;
}

Text requisition_lock_text(const Ui& ui, const Shop& shop,
                           const domain::RequisitionNextStep& next) {
    if (next.refused == domain::k_same_person.code) return ui.tr(words::requisition_lock_person);
    const auto where = next.where.empty() ? ui.tr(words::requisition_headquarters).utf8()
                                          : store_name(shop, next.where);
    return ui.tr(words::requisition_lock_place, where);
}

const domain::RequisitionGift* find_requisition_gift(const domain::RequisitionPage& page,
                                                     const Uuid& gift_id) {
    const auto found = std::ranges::find(page.gifts, gift_id, &domain::RequisitionGift::gift_id);
    return found == page.gifts.end() ? nullptr : &*found;
}

std::string requisition_gift_name(const domain::RequisitionPage& page, const Uuid& gift_id) {
    const auto* gift = find_requisition_gift(page, gift_id);
    if (gift != nullptr && !gift->name.empty()) return gift->name;
    return gift_id.text().substr(0, 8);
}

}  // namespace qiantai::ui
