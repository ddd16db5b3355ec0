#include "terminal/members/screens/screen_member_edit.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"

namespace qiantai::ui {

void draw_member_edit(Ui& ui, const Rect& area, const Scene& scene, const MemberEditState& edit,
                      MemberEditIntents& intents) {
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        const bool assigns = domain::has_right(scene.session->role, domain::Right::members_assign);
        MemberFormIntents typed;
        const bool offers = edit.draft && !edit.form.is_touched();
        const auto when = time_text(ui, scene.shop, edit.draft_at);
        const FormParts parts{
            .tier = assigns,
            .home_clerk = assigns,
            .draft_offer = offers ? ui.tr(words::edit_draft_offer, when.utf8()) : Text()};
        switch (draw_member_form(ui, form, scene, edit.form, parts, typed)) {
            case DraftAnswer::none:
                break;
            case DraftAnswer::take:
                intents.add(edit::TakeDraft{});
                break;
            case DraftAnswer::drop:
                intents.add(edit::DropDraft{});
                break;
        }
        intents.add_all(typed);
        scroll.finish(form.bottom());
    }
    const FormBar bar{
        .save = ui.tr(words::edit_save),
        .save_style = {.kind = ButtonKind::primary,
                       .icon = Icon::check,
                       .lacks = edit.form.is_touched() ? Text() : ui.tr(words::edit_lacks),
                       .busy = edit.form.saving},
        .give_up = ui.tr(words::cancel),
        .saving = edit.form.saving,
        .note = form_note(ui, scene, edit.form),
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
    }
}

bool has_edit_modal(const MemberEditState& state) {
    return state.form.sheet != FormSheet::none;
}

void draw_edit_modal(Ui& ui, const Rect& area, const Scene& scene, const MemberEditState& edit,
                     MemberEditIntents& intents) {
    MemberFormIntents chosen;
    draw_form_sheet(ui, area, scene, edit.form, FormOf::member, chosen);
    intents.add_all(chosen);
}

}  // namespace qiantai::ui
