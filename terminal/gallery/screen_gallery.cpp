#include "terminal/gallery/screen_gallery.hpp"

#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"

namespace qiantai::ui {
namespace {

using namespace gallery;

std::vector<RailEntry> rail_entries(const Ui& ui) {
    return {{"buttons", Icon::tune, ui.tr(words::gallery_buttons)},
            {"forms", Icon::account_plus, ui.tr(words::gallery_forms)},
            {"lists", Icon::accounts, ui.tr(words::gallery_lists), 3},
            {"charts", Icon::chart_bar, ui.tr(words::gallery_charts)},
            {"pads", Icon::dialpad, ui.tr(words::gallery_pads)},
            {"states", Icon::information, ui.tr(words::gallery_states), 128},
            {"records", Icon::account_card, ui.tr(words::gallery_records)},
            {"wizard", Icon::flag, ui.tr(words::gallery_wizard)},
            {"customer", Icon::account, ui.tr(words::gallery_customer)},
            {"course", Icon::timer, ui.tr(words::gallery_course)}};
}

Chip status_of(const Ui& ui, GalleryPage page) {
    switch (page) {
        case GalleryPage::forms:
            return {ui.tr(words::gallery_offline, "14:02", 12), Icon::cloud_off, Tone::warning};
        case GalleryPage::charts:
            return {ui.tr(words::gallery_syncing, 12), Icon::cloud, Tone::info};
        case GalleryPage::states:
            return {ui.tr(words::gallery_refused, 1), Icon::alert_circle, Tone::danger};
        default:
            break;
    }
    return {ui.tr(words::gallery_online, "14:31"), Icon::cloud_check, Tone::success};
}

void draw_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents) {
    // Each page is its own world of names, so that no field keeps its focus from page to page.
    const IdScope scope(static_cast<int>(state.page));
    switch (state.page) {
        case GalleryPage::buttons:
            return draw_buttons_page(ui, area, state, intents);
        case GalleryPage::forms:
            return draw_forms_page(ui, area, state, intents);
        case GalleryPage::lists:
            return draw_lists_page(ui, area, state, intents);
        case GalleryPage::charts:
            return draw_charts_page(ui, area, state, intents);
        case GalleryPage::pads:
            return draw_pads_page(ui, area, state, intents);
        case GalleryPage::states:
            return draw_states_page(ui, area, state, intents);
        case GalleryPage::records:
            return draw_records_page(ui, area, state, intents);
        case GalleryPage::wizard:
            return draw_wizard_page(ui, area, state, intents);
        case GalleryPage::customer:
            return draw_customer_page(ui, area, state, intents);
        case GalleryPage::course:
            return draw_course_page(ui, area, state, intents);
        case GalleryPage::count:
            break;
    }
}

void draw_modal(Ui& ui, const Rect& area, const GalleryState& state, GalleryModal modal,
                GalleryIntents& intents) {
    switch (modal) {
        case GalleryModal::dialog: {
            const auto answer =
                draw_dialog(ui, area,
                            {.heading = {ui.tr(words::gallery_erase_title), Text::data("林晓岚")},
                             .body = ui.tr(words::gallery_erase_body),
                             .confirm = ui.tr(words::gallery_erase),
                             .cancel = ui.tr(words::cancel),
                             .confirm_kind = ButtonKind::danger,
                             .icon = Icon::trash,
                             .tone = Tone::danger});
            if (answer) intents.emplace_back(CloseModal{});
            break;
        }
        case GalleryModal::tier_sheet: {
            const auto words = tier_words(ui);
            const auto answer = draw_choice_sheet(
                ui, area, {{ui.tr(words::gallery_tier), Text::data("林晓岚")}, words, state.tier});
            if (answer.chosen) intents.emplace_back(SetTier{*answer.chosen});
            if (answer.chosen || answer.dismissed) intents.emplace_back(CloseModal{});
            break;
        }
        case GalleryModal::date_sheet: {
            const auto result =
                draw_date_sheet(ui, area, Text::data("林晓岚"), state.birthday_edited);
            if (result.changed) intents.emplace_back(EditBirthday{*result.changed});
            if (result.confirmed) intents.emplace_back(ConfirmBirthday{});
            if (result.confirmed || result.dismissed) intents.emplace_back(CloseModal{});
            break;
        }
    }
}

// Returns where a toast may stand.
Rect draw_shell(Ui& ui, const ShellPlan& plan, const GalleryState& state, GalleryIntents& intents) {
    const auto entries = rail_entries(ui);
    const Logo logo{ui.tr(words::gallery_chain)};
    if (!plan.rail.empty()) {
        const auto pressed = draw_rail(ui, plan.rail, entries, static_cast<int>(state.page), &logo);
        if (pressed) intents.emplace_back(OpenPage{static_cast<GalleryPage>(*pressed)});
    }
    const auto bar = draw_top_bar(
        ui, plan.top_bar,
        {.title = ui.tr(words::gallery_title),
         .status = state.toasts.shown() == nullptr ? status_of(ui, state.page) : Chip{},
         .person = Text::data("林晓岚"),
         .role = ui.tr(words::gallery_person_role, "1003")});
    if (bar.person) intents.emplace_back(Toggle::language);
    if (bar.lock) intents.emplace_back(Toggle::theme);
    if (bar.status) intents.emplace_back(OpenPage{GalleryPage::states});
    return bar.middle;
}

void apply_toggle(GalleryState& state, Toggle toggle) {
    switch (toggle) {
        case Toggle::language:
            state.language = state.language == Language::zh ? Language::en : Language::zh;
            return;
        case Toggle::theme:
            state.theme = static_cast<ThemeKind>((static_cast<int>(state.theme) + 1) % 3);
            return;
        case Toggle::messages:
            state.messages = !state.messages;
            return;
        case Toggle::print:
            state.print = !state.print;
            return;
        case Toggle::consent:
            state.consent = !state.consent;
            return;
        case Toggle::customer_language:
            state.customer_language =
                state.customer_language == Language::zh ? Language::en : Language::zh;
            return;
        case Toggle::customer_large:
            state.customer_large = !state.customer_large;
            return;
        case Toggle::customer_done:
            state.customer_done = !state.customer_done;
            return;
    }
}

void apply_table(GalleryState& state, const TableResult& result) {
    if (result.sort) state.sort = *result.sort;
    if (result.row) state.table_row = *result.row;
}

void apply_choice(GalleryState& state, const CompareChoice& choice) {
    if (choice.row) {
        state.conflict[*choice.row] = choice.side;
    } else {
        state.conflict.fill(choice.side);
    }
}

struct Apply {
    GalleryState& state;

    void operator()(const OpenPage& intent) const { state.page = intent.page; }
    void operator()(const SetText& intent) const {
        state.texts[static_cast<std::size_t>(intent.field)] = intent.value;
    }
    void operator()(const SetGender& intent) const { state.gender = intent.gender; }
    void operator()(const SetTier& intent) const { state.tier = intent.tier; }
    void operator()(const EditBirthday& intent) const { state.birthday_edited = intent.pick; }
    void operator()(const ConfirmBirthday&) const { state.birthday = state.birthday_edited; }
    void operator()(const SetQuantity& intent) const { state.quantity = intent.quantity; }
    void operator()(const Toggle& intent) const { apply_toggle(state, intent); }
    void operator()(const SetTab& intent) const { state.tab = intent.tab; }
    void operator()(const Rate& intent) const {
        state.rating = intent.value == 0 ? std::nullopt : std::optional(intent.value);
    }
    void operator()(const TouchPick& intent) const {
        state.picks.at(intent.index) = !state.picks.at(intent.index);
    }
    void operator()(const SetPromise& intent) const { state.promise = intent.index; }
    void operator()(const SelectMember& intent) const { state.member = intent.member; }
    void operator()(const SetTable& intent) const { apply_table(state, intent.result); }
    void operator()(const PressPad& intent) const {
        auto& value = intent.pin ? state.pin : state.amount;
        value = apply_pad_key(value, intent.key, intent.pin ? 6 : 4);
    }
    void operator()(const InkChange& intent) const { apply_ink(state.strokes, intent); }
    void operator()(const ChooseSide& intent) const { apply_choice(state, intent.choice); }
    void operator()(const GoToStep& intent) const { state.wizard_step = intent.step; }
    void operator()(const OpenModal& intent) const {
        if (intent.modal == GalleryModal::date_sheet) state.birthday_edited = state.birthday;
        state.modal = intent.modal;
    }
    void operator()(const CloseModal&) const { state.modal.reset(); }
    void operator()(const ShowToast& intent) const { state.toasts.push(intent.toast); }
    void operator()(const DropToast&) const { state.toasts.drop(); }
};

}  // namespace

GalleryIntents draw_gallery(Ui& ui, Keyboard& keyboard, const GalleryState& state) {
    GalleryIntents intents;
    const auto plan = plan_shell(ui, keyboard.height(ui));
    LateGround below_keys(ui);
    keyboard.draw(ui, plan.keyboard);
    below_keys.begin();
    {
        const Unreachable below(ui, state.modal.has_value());
        const auto above = draw_shell(ui, plan, state, intents);
        ui.begin_view(fmt::format("page {}", static_cast<int>(state.page)), ViewKind::screen);
        draw_page(ui, page_width(ui, plan.content), state, intents);
        const auto action = draw_toast(ui, above, state.toasts);
        if (action) intents.emplace_back(DropToast{});
    }
    auto free = ui.screen();
    free.bottom -= plan.keyboard.height();
    if (state.modal) draw_modal(ui, free, state, *state.modal, intents);
    return intents;
}

void apply_gallery(GalleryState& state, const GalleryIntent& intent) {
    std::visit(Apply{state}, intent);
}

}  // namespace qiantai::ui
