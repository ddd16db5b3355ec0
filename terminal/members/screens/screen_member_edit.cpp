#include "terminal/members/screens/screen_member_edit.hpp"

#include "terminal/app/app_intents.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"

namespace qiantai::ui {

void draw_member_edit(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const auto& edit = state.work.edit;
    auto plan = plan_form(ui, area);
    const FormBar bar{
        .save = ui.tr(TextKey::edit_save),
        .save_style = {.kind = ButtonKind::primary,
                       .icon = Icon::check,
                       .enabled = edit.form.is_touched(),
                       .busy = edit.form.saving},
        .give_up = ui.tr(TextKey::cancel),
        .give_up_style = {.kind = ButtonKind::ghost_danger, .enabled = !edit.form.saving},
        .note = form_note(ui, state, edit.form),
        .note_is_wrong = !edit.form.errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(edit::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(edit::GiveUp{});
            break;
        case FormBarAnswer::note:
            intents.add(form::ShowErrors{});
            break;
    }
    if (edit.draft && !edit.form.is_touched()) {
        const auto when = time_text(state.shop, edit.draft_at);
        switch (draw_draft_offer(ui, plan.form, ui.tr(TextKey::edit_draft_offer, when.utf8()))) {
            case DraftAnswer::none:
                break;
            case DraftAnswer::take:
                intents.add(edit::TakeDraft{});
                break;
            case DraftAnswer::drop:
                intents.add(edit::DropDraft{});
                break;
        }
    }
    ScrollArea scroll(ui, "form", plan.form);
    Form form(ui, form_content(ui, scroll.content()));
    const bool assigns = domain::has_right(state.session->role, domain::Right::members_assign);
    draw_member_form(ui, form, state, edit.form, {.tier = assigns, .home_clerk = assigns}, intents);
    scroll.finish(form.bottom());
}

bool has_edit_modal(const MemberEditState& state) {
    return state.form.sheet != FormSheet::none || state.asks_to_discard;
}

void draw_edit_modal(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    draw_form_sheet(ui, area, state, state.work.edit.form, intents);
    if (!state.work.edit.asks_to_discard) return;
    const auto answer = draw_discard_question(ui, area, ui.tr(TextKey::edit_discard_title));
    if (!answer) return;
    if (*answer == DialogAnswer::confirmed) {
        intents.add(edit::Discard{});
    } else {
        intents.add(edit::Stay{});
    }
}

}  // namespace qiantai::ui
