#include "terminal/issuances/screens/screen_campaign_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/campaigns.hpp"
#include "assets/words/gifts.hpp"
#include "assets/words/members.hpp"
#include "assets/words/stored_goods.hpp"
#include "schema/base/described_json.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/typed_day.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_pick_chips.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_campaign_gifts_found = 4, k_campaign_holders_named = 6,
                      k_campaign_cap_digits = 8, k_campaign_amount_digits = 12;

constexpr std::pair<CampaignAudience, TextKey> k_campaign_audiences[] = {
    {CampaignAudience::members, words::campaign_for_members},
    {CampaignAudience::new_members, words::campaign_for_new_members},
    {CampaignAudience::birthday, words::campaign_for_birthday},
    {CampaignAudience::anyone, words::campaign_for_anyone}};

/// What a refusal names as the field at fault, with the words of the refusal.
Text fault_of(const Ui& ui, const CampaignFormState& state, std::string_view field) {
    return state.error && state.error->field == field ? error_text(ui, *state.error) : Text();
}

/// The day in words below its digits, or that they are none.
void say_day(const Ui& ui, const Scene& scene, const std::string& typed, Field& field) {
    const auto day = typed_day(typed);
    if (day) {
        field.note = date_text(ui, scene.shop, *day);
        field.valid = true;
    } else if (typed.size() >= 8) {
        field.error = ui.tr(words::campaign_no_day);
    }
}

/// Where the parts of the form are drawn, with what they are drawn from.
struct CampaignForm {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const CampaignFormState& state;
    CampaignFormIntents& intents;

    using TextField = campaign_form::TextField;
    using NumberField = campaign_form::NumberField;

    void text(std::string_view name, const std::string& value, TextField which,
              const Field& field) const {
        const auto typed = form.text(name, value, field);
        if (typed.changed) intents.add(campaign_form::TypeText{which, *typed.changed});
    }

    void number(std::string_view name, int value, NumberField which, const Text& label,
                const Stepper& range) const {
        auto stepper = range;
        stepper.value = value;
        const auto changed = draw_stepper(ui, form.control(label), name, label, stepper);
        if (changed) intents.add(campaign_form::SetNumber{which, *changed});
    }

    void draw_what() const {
        const auto& typed = state.typed;
        form.heading(ui.tr(words::campaign_form_what));
        text("name", typed.name, TextField::name,
             {.label = ui.tr(words::campaign_form_name),
              .error = fault_of(ui, state, "name"),
              .characters_max = k_gift_name_length_max,
              .required = true});
        text("code", typed.code, TextField::code,
             {.label = ui.tr(words::campaign_form_code),
              .note = ui.tr(state.changed ? words::campaign_form_code_stays
                                          : words::campaign_form_code_note),
              .error = fault_of(ui, state, "code"),
              .kind = FieldKind::latin,
              .characters_max = k_gift_code_length_max,
              .required = true,
              .enabled = !state.changed});
        Field from{.label = ui.tr(words::campaign_form_starts),
                   .hint = Text::data("20261201"),
                   .error = fault_of(ui, state, "starts_on"),
                   .kind = FieldKind::digits,
                   .characters_max = 8,
                   .required = true};
        say_day(ui, scene, typed.starts_on, from);
        text("starts", typed.starts_on, TextField::starts_on, from);
        Field until{.label = ui.tr(words::campaign_form_ends),
                    .hint = Text::data("20261231"),
                    .error = fault_of(ui, state, "ends_on"),
                    .kind = FieldKind::digits,
                    .characters_max = 8,
                    .required = true};
        say_day(ui, scene, typed.ends_on, until);
        text("ends", typed.ends_on, TextField::ends_on, until);
    }

    void draw_chosen_gifts() const {
        for (std::size_t i = 0; i < state.typed.gifts.size(); ++i) {
            const auto& line = state.typed.gifts[i];
            const auto* gift = state.gift(line.gift_id);
            const auto name =
                Text::data(gift ? gift->name + " " + gift->code : line.gift_id.text().substr(0, 8));
            const auto pieces =
                draw_stepper(ui, form.control(name), fmt::format("gift {}", i), name,
                             {.value = line.pieces, .least = 0, .most = domain::k_gift_pieces_max});
            if (pieces) intents.add(campaign_form::SetPieces{i, *pieces});
        }
    }

    void draw_gifts() const {
        form.heading(ui.tr(words::campaign_form_gifts), ui.tr(words::campaign_form_gifts_note));
        const auto fault = fault_of(ui, state, "gifts");
        if (!fault.empty()) {
            draw_paragraph(ui, form.whole_row(), fault, TextStyle::small, Role::danger);
        }
        draw_chosen_gifts();
        const auto search = draw_search(
            ui, form.whole_row(ui.px(k_search_height)), "find gift", state.looked_for,
            {.hint = ui.tr(words::requisition_gift_hint), .required = state.typed.gifts.empty()});
        if (search.changed || search.composing != state.composing) {
            intents.add(
                campaign_form::Search{search.changed.value_or(state.looked_for), search.composing});
        }
        if (live_text(state.looked_for, state.composing).empty()) return;
        const auto found = state.found();
        if (search.entered && !found.empty()) {
            intents.add(campaign_form::AddGift{found.front()->gift_id});
        }
        const auto count = std::min(found.size(), k_campaign_gifts_found);
        for (std::size_t i = 0; i < count; ++i) {
            const ListRow row{.title = Text::data(found[i]->name),
                              .subtitle = Text::data(found[i]->code + " · " + found[i]->unit),
                              .icon = Icon::plus,
                              .last = i + 1 == count};
            const auto place = form.whole_row(ui.px(k_row_height));
            if (draw_list_row(ui, place, "add " + found[i]->code, row).pressed) {
                intents.add(campaign_form::AddGift{found[i]->gift_id});
            }
        }
    }

    void draw_whom() const {
        form.heading(ui.tr(words::campaign_form_whom));
        std::vector<Text> names;
        std::optional<std::size_t> chosen;
        for (const auto& [audience, words] : k_campaign_audiences) {
            if (state.typed.audience == audience) chosen = names.size();
            names.push_back(ui.tr(words));
        }
        if (const auto pressed = draw_choices(ui, form.whole_row(), "audience", names, chosen)) {
            intents.add(campaign_form::SetAudience{k_campaign_audiences[*pressed].first});
        }
        if (state.typed.audience == CampaignAudience::new_members) {
            number("joined days", state.typed.joined_days, NumberField::joined_days,
                   ui.tr(words::campaign_form_joined),
                   {.least = 1, .most = domain::k_campaign_days_max});
        }
        if (state.typed.audience == CampaignAudience::anyone || scene.shop.tiers.empty()) return;
        std::vector<PickChip> chips;
        for (const auto& tier : scene.shop.tiers) {
            const bool on =
                std::ranges::find(state.typed.tiers, tier.code) != state.typed.tiers.end();
            chips.push_back({.text = Text::data(tier.name), .on = on});
        }
        const auto pressed = draw_pick_chips(
            ui, form.whole_row(),
            {.name = "tiers", .chips = chips, .label = ui.tr(words::campaign_form_tiers)});
        if (pressed) intents.add(campaign_form::ToggleTier{scene.shop.tiers[*pressed].code});
    }

    void draw_limits() const {
        const auto& typed = state.typed;
        form.heading(ui.tr(words::campaign_form_limits), ui.tr(words::campaign_form_limits_note));
        text("spend", typed.spend_min, TextField::spend_min,
             {.label = ui.tr(words::campaign_form_spend),
              .error = fault_of(ui, state, "rule.spend_min"),
              .kind = FieldKind::amount,
              .characters_max = k_campaign_amount_digits});
        const Stepper times{.least = 0, .most = domain::k_campaign_times_max};
        number("per member", typed.per_member, NumberField::per_member,
               ui.tr(words::campaign_form_per_member), times);
        number("per receipt", typed.per_receipt, NumberField::per_receipt,
               ui.tr(words::campaign_form_per_receipt), times);
        if (draw_switch(ui, form.whole_row(ui.px(k_target_min)), "once only",
                        ui.tr(words::campaign_form_once_only), typed.once_only)) {
            intents.add(
                campaign_form::SetSwitch{campaign_form::SwitchField::once_only, !typed.once_only});
        }
    }

    /// Which tills hold parts of it: what is out already is not taken back by a smaller cap.
    void draw_shares() const {
        if (!state.cap || !state.cap->leased) return;
        draw_paragraph(ui, form.whole_row(), ui.tr(words::campaign_form_leased, *state.cap->leased),
                       TextStyle::small, Role::ink2);
        const auto count = std::min(state.cap->holders.size(), k_campaign_holders_named);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& holder = state.cap->holders[i];
            draw_paragraph(ui, form.whole_row(),
                           ui.tr(words::campaign_holder, store_name(scene.shop, holder.store_code),
                                 holder.terminal_code, holder.used,
                                 std::max(0, holder.granted - holder.given_back - holder.used)),
                           TextStyle::small, Role::ink2);
        }
    }

    void draw_cap() const {
        const auto& typed = state.typed;
        form.heading(ui.tr(words::campaign_form_cap), ui.tr(words::campaign_form_cap_note));
        if (draw_switch(ui, form.whole_row(ui.px(k_target_min)), "capped",
                        ui.tr(words::campaign_form_capped), typed.capped)) {
            intents.add(
                campaign_form::SetSwitch{campaign_form::SwitchField::capped, !typed.capped});
        }
        if (!typed.capped) return;
        text("cap", typed.cap, TextField::cap,
             {.label = ui.tr(words::campaign_form_cap_pieces),
              .error = fault_of(ui, state, "cap"),
              .kind = FieldKind::digits,
              .characters_max = k_campaign_cap_digits,
              .required = true});
        draw_shares();
    }
};

Text campaign_form_lacks(const Ui& ui, const CampaignFormState& state) {
    const auto& typed = state.typed;
    std::vector<Text> missing;
    if (typed.name.empty()) missing.push_back(ui.tr(words::campaign_form_name));
    if (typed.code.empty()) missing.push_back(ui.tr(words::campaign_form_code));
    if (!typed_day(typed.starts_on)) missing.push_back(ui.tr(words::campaign_form_starts));
    if (!typed_day(typed.ends_on)) missing.push_back(ui.tr(words::campaign_form_ends));
    if (typed.gifts.empty()) missing.push_back(ui.tr(words::campaign_form_gifts));
    if (typed.capped && typed.cap.empty()) {
        missing.push_back(ui.tr(words::campaign_form_cap_pieces));
    }
    return missing.empty() ? Text() : fill_first_text(ui, missing);
}

Text campaign_form_note(const Ui& ui, const Scene& scene, const CampaignFormState& state) {
    if (state.error) return error_text(ui, *state.error);
    if (state.restored) return ui.tr(words::goods_draft_back);
    if (!state.draft_at) return {};
    return ui.tr(words::draft_saved, clock_text(scene.shop, *state.draft_at).utf8());
}

}  // namespace

bool CampaignFormState::is_touched() const {
    return to_json(typed) != to_json(kept);
}

const CampaignGiftChoice* CampaignFormState::gift(const Uuid& gift_id) const {
    const auto found = std::ranges::find(gifts, gift_id, &CampaignGiftChoice::gift_id);
    return found == gifts.end() ? nullptr : &*found;
}

std::vector<const CampaignGiftChoice*> CampaignFormState::found() const {
    const auto& wanted = live_text(looked_for, composing);
    std::vector<const CampaignGiftChoice*> matching;
    for (const auto& one : gifts) {
        const bool chosen = std::ranges::find(typed.gifts, one.gift_id,
                                              &domain::CampaignGift::gift_id) != typed.gifts.end();
        const bool named = one.name.find(wanted) != std::string::npos ||
                           one.code.find(wanted) != std::string::npos ||
                           std::ranges::find(one.barcodes, wanted) != one.barcodes.end();
        if (!chosen && named) matching.push_back(&one);
    }
    return matching;
}

void draw_campaign_form(Ui& ui, const Rect& area, const Scene& scene,
                        const CampaignFormState& state, CampaignFormIntents& intents) {
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        const CampaignForm parts{ui, form, scene, state, intents};
        parts.draw_what();
        parts.draw_gifts();
        parts.draw_whom();
        parts.draw_limits();
        parts.draw_cap();
        scroll.finish(form.bottom());
    }
    const FormBar bar{.save = ui.tr(words::campaign_form_save),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::check,
                                     .lacks = campaign_form_lacks(ui, state),
                                     .busy = state.saving || !state.begun},
                      .give_up = ui.tr(words::campaign_form_discard),
                      .saving = state.saving,
                      .note = campaign_form_note(ui, scene, state),
                      .note_is_wrong = state.error.has_value()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(campaign_form::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(campaign_form::GiveUp{});
            break;
    }
}

}  // namespace qiantai::ui
