#include "terminal/gifts/screens/screen_requisition_ask.hpp"

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/members.hpp"
#include "assets/words/stock.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/requisition_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_askable_shown = 5;
constexpr float k_ask_stepper_height = 60;

/// Where the parts of the form are drawn, with what they are drawn from.
struct AskForm {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const RequisitionAskState& state;
    RequisitionAskIntents& intents;

    void draw_whom() const {
        form.heading(ui.tr(words::requisition_whom));
        std::vector<Text> names;
        std::optional<std::size_t> chosen;
        for (const auto& partner : state.partners) {
            if (partner.code == state.entry.partner) chosen = names.size();
            names.push_back(Text::data(partner.name));
        }
        if (const auto pressed = draw_choices(ui, form.whole_row(), "partner", names, chosen)) {
            intents.add(requisition_ask::ChoosePartner{*pressed});
        }
        const auto* partner = state.partner();
        if (partner == nullptr || !partner->warehouse) return;
        const bool back = state.entry.kind == RequisitionKind::give_back;
        if (draw_switch(ui, form.whole_row(ui.px(k_target_min)), "give back",
                        ui.tr(words::requisition_give_back), back)) {
            intents.add(requisition_ask::SetGivesBack{!back});
        }
    }

    void draw_what_for() const {
        form.heading(ui.tr(words::requisition_purpose));
        std::vector<Text> purposes;
        std::optional<std::size_t> chosen;
        for (const auto& one : k_codes<RequisitionPurpose>) {
            if (state.entry.purpose == one.value) chosen = purposes.size();
            purposes.push_back(requisition_purpose_text(ui, one.value));
        }
        const auto pressed = draw_choices(ui, form.whole_row(), "purpose", purposes, chosen);
        if (pressed) {
            intents.add(requisition_ask::SetPurpose{k_codes<RequisitionPurpose>[*pressed].value});
        }
        if (state.entry.purpose == RequisitionPurpose::campaign) draw_campaigns();
    }

    void draw_campaigns() const {
        if (state.campaigns.empty()) {
            draw_paragraph(ui, form.whole_row(), ui.tr(words::requisition_no_campaign),
                           TextStyle::small, Role::ink2);
            return;
        }
        std::vector<Text> names;
        std::optional<std::size_t> chosen;
        for (const auto& one : state.campaigns) {
            if (one.id == state.entry.campaign_id) chosen = names.size();
            names.push_back(Text::data(one.name));
        }
        if (const auto pressed = draw_choices(ui, form.whole_row(), "campaign", names, chosen)) {
            intents.add(requisition_ask::ChooseCampaign{state.campaigns[*pressed].id});
        }
    }

    void draw_when() const {
        form.heading(ui.tr(words::requisition_wanted));
        const auto today = Date::parse(scene.shop.today);
        std::vector<Text> days;
        std::optional<std::size_t> chosen;
        for (const int in_days : k_wanted_in_days) {
            if (state.in_days == in_days) chosen = days.size();
            days.push_back(today ? date_text(ui, scene.shop, today->plus_days(in_days)) : Text());
        }
        if (const auto pressed = draw_choices(ui, form.whole_row(), "wanted", days, chosen)) {
            intents.add(requisition_ask::SetDays{k_wanted_in_days[*pressed]});
        }
        if (draw_switch(ui, form.whole_row(ui.px(k_target_min)), "urgent",
                        ui.tr(words::requisition_urgent), state.entry.urgent)) {
            intents.add(requisition_ask::SetUrgent{!state.entry.urgent});
        }
    }

    const AskableGift* gift_of(const Uuid& id) const {
        const auto found = std::ranges::find_if(
            state.gifts, [&](const AskableGift& one) { return one.gift.gift_id == id; });
        return found == state.gifts.end() ? nullptr : &*found;
    }

    void draw_chosen() const {
        for (std::size_t i = 0; i < state.entry.lines.size(); ++i) {
            const auto& line = state.entry.lines[i];
            const auto* gift = gift_of(line.gift_id);
            const auto name =
                Text::data(gift == nullptr ? line.gift_id.text().substr(0, 8) : gift->gift.name);
            const auto place = form.control(name);
            const auto pieces =
                draw_stepper(ui, place, fmt::format("line {}", i), name,
                             {.value = line.pieces, .least = 0, .most = domain::k_gift_pieces_max});
            if (pieces) intents.add(requisition_ask::SetPieces{i, *pieces});
        }
    }

    void draw_found() const {
        auto place = form.whole_row(ui.px(k_search_height));
        const auto search = draw_search(ui, place, "gift", state.typed,
                                        {.hint = ui.tr(words::requisition_gift_hint)});
        if (search.changed || search.composing != state.composing) {
            intents.add(
                requisition_ask::Search{search.changed.value_or(state.typed), search.composing});
        }
        const auto found = state.found();
        if (search.entered && !found.empty()) {
            intents.add(requisition_ask::AddGift{found.front()->gift.gift_id});
        }
        const auto count = std::min(found.size(), k_askable_shown);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& one = *found[i];
            ListRow row{
                .title = Text::data(one.gift.name),
                .subtitle = Text::data(one.gift.code + " · " +
                                       ui.tr(words::requisition_here, one.gift.at_receiver).utf8()),
                .icon = Icon::plus,
                .last = i + 1 == count};
            if (one.suggested > 0) {
                row.tag = ui.tr(words::requisition_short_of, one.suggested);
                row.tag_tone = Tone::warning;
            }
            if (draw_list_row(ui, form.whole_row(ui.px(k_row_height)), "add " + one.gift.code, row)
                    .pressed) {
                intents.add(requisition_ask::AddGift{one.gift.gift_id});
            }
        }
    }

    void draw_gifts() const {
        form.heading(ui.tr(words::requisition_gifts));
        const auto is_short = [&](const AskableGift& one) { return one.suggested > 0; };
        if (std::ranges::any_of(state.gifts, is_short) && state.entry.lines.empty()) {
            const auto place = form.whole_row(ui.px(k_button_height));
            if (draw_button(ui, place, "add short", ui.tr(words::requisition_add_short),
                            {.icon = Icon::plus})) {
                intents.add(requisition_ask::AddShort{});
            }
        }
        draw_chosen();
        draw_found();
    }

    void draw_words() const {
        const auto typed = form.text("words", state.entry.words,
                                     {.label = ui.tr(words::requisition_words),
                                      .characters_max = k_requisition_words_length_max});
        if (typed.changed) intents.add(requisition_ask::TypeWords{*typed.changed});
    }
};

Text requisition_ask_lacks(const Ui& ui, const RequisitionAskState& state) {
    std::vector<Text> missing;
    if (state.partner() == nullptr) missing.push_back(ui.tr(words::requisition_whom));
    if (state.entry.lines.empty()) missing.push_back(ui.tr(words::requisition_gifts));
    const bool which = state.entry.purpose == RequisitionPurpose::campaign &&
                       !state.campaigns.empty() && !state.entry.campaign_id;
    if (which) missing.push_back(ui.tr(words::gift_way_campaigns));
    return missing.empty() ? Text() : fill_first_text(ui, missing);
}

Text requisition_ask_note(const Ui& ui, const Scene& scene, const RequisitionAskState& state) {
    if (state.error) return error_text(ui, *state.error);
    if (state.restored) return ui.tr(words::goods_draft_back);
    if (!state.draft_at) return {};
    return ui.tr(words::draft_saved, clock_text(scene.shop, *state.draft_at).utf8());
}

}  // namespace

bool RequisitionAskState::is_touched() const {
    return !entry.lines.empty() || !entry.words.empty();
}

const domain::RequisitionPartner* RequisitionAskState::partner() const {
    const auto found =
        std::ranges::find(partners, entry.partner, &domain::RequisitionPartner::code);
    return found == partners.end() ? nullptr : &*found;
}

std::vector<const AskableGift*> RequisitionAskState::found() const {
    const auto& wanted = live_text(typed, composing);
    std::vector<const AskableGift*> matching;
    for (const auto& one : gifts) {
        const bool chosen =
            std::ranges::find(entry.lines, one.gift.gift_id, &domain::RequisitionLine::gift_id) !=
            entry.lines.end();
        const bool named = one.gift.name.find(wanted) != std::string::npos ||
                           one.gift.code.find(wanted) != std::string::npos ||
                           std::ranges::find(one.barcodes, wanted) != one.barcodes.end();
        if (!chosen && named) matching.push_back(&one);
    }
    std::ranges::stable_sort(matching, std::greater(),
                             [](const AskableGift* one) { return one->suggested > 0; });
    return matching;
}

void draw_requisition_ask(Ui& ui, const Rect& area, const Scene& scene,
                          const RequisitionAskState& state, RequisitionAskIntents& intents) {
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        const AskForm parts{ui, form, scene, state, intents};
        parts.draw_whom();
        parts.draw_gifts();
        parts.draw_what_for();
        parts.draw_when();
        parts.draw_words();
        scroll.finish(form.bottom());
    }
    const FormBar bar{.save = ui.tr(words::requisition_ask_save),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::check,
                                     .lacks = requisition_ask_lacks(ui, state),
                                     .busy = state.saving || !state.begun},
                      .give_up = ui.tr(words::requisition_discard),
                      .saving = state.saving,
                      .note = requisition_ask_note(ui, scene, state),
                      .note_is_wrong = state.error.has_value()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(requisition_ask::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(requisition_ask::GiveUp{});
            break;
    }
}

}  // namespace qiantai::ui
