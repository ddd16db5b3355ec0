#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/members/screens/contact_number.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/screen_lists.hpp"

namespace qiantai::ui {
namespace {

using Step = ListSheet::Step;

constexpr float k_sheet_width = 720;
constexpr float k_head_height = 56;
constexpr float k_ring = 4;

Fact last_contact_fact(const Scene& scene, const Ui& ui,
                       const std::optional<domain::MemberContact>& contact) {
    Fact fact{.label = ui.tr(words::contact_last)};
    if (!contact) {
        fact.value = ui.tr(words::contact_never);
        return fact;
    }
    fact.value = outcome_text(ui, contact->outcome.text());
    fact.note = ui.tr(words::contact_by, date_text(ui, scene.shop, contact->business_date).utf8(),
                      colleague_text(scene, contact->created_by).utf8());
    return fact;
}

std::vector<Fact> facts_of(const Scene& scene, const Ui& ui, const ListSheet& sheet) {
    std::vector<Fact> facts;
    const auto& contact = sheet.card ? sheet.card->last_contact : sheet.birthday->last_contact;
    if (sheet.card) {
        const auto expiry = expiry_tag(ui, sheet.card->days_left);
        facts.push_back({.label = ui.tr(words::contact_expires_on),
                         .value = date_text(ui, scene.shop, sheet.card->card.expires_on),
                         .note = expiry.text,
                         .tone = expiry.tone});
        const bool lost = sheet.card->card.status == CardStatus::lost;
        facts.push_back({.label = ui.tr(words::contact_card),
                         .value = Text::data(sheet.card->card.number),
                         .note = lost ? ui.tr(words::contact_card_lost) : Text()});
    } else {
        facts.push_back(
            {.label = ui.tr(words::contact_birthday),
             .value = birthday_day_text(ui, *sheet.birthday),
             .note = ui.tr(words::contact_celebrated,
                           date_text(ui, scene.shop, sheet.birthday->celebrated_on).utf8())});
    }
    facts.push_back(last_contact_fact(scene, ui, contact));
    if (contact && !contact->remark.empty()) {
        facts.push_back({.label = ui.tr(words::contact_remark_before),
                         .value = Text::data(contact->remark),
                         .whole_row = true});
    }
    return facts;
}

void draw_sheet_head(Ui& ui, Rect line, const Shop& shop, const ListSheet& sheet,
                     ListsIntents& intents) {
    if (draw_sheet_close(ui, line)) intents.add(lists::CloseSheet{});
    const auto open = ui.tr(words::contact_open_member);
    const ButtonStyle ghost{.kind = ButtonKind::ghost, .icon = Icon::account_card};
    const auto button = line.cut_right(button_width(ui, open, ghost), ui.px(k_gap_s));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "open member", open,
                    ghost)) {
        intents.add(lists::OpenMember{});
    }
    const auto name = Text::data(sheet.member().name);
    const auto disc = line.cut_left(ui.px(56), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 56, name);
    const auto tier = tier_tag(ui, shop, sheet.member().tier_code);
    const auto room = std::max(0.0f, line.width() - tag_width(ui, tier.text) - ui.px(k_gap_m));
    const auto wide = std::min(text_width(ui, name.utf8(), TextStyle::title) + 1, room);
    draw_text(ui, line.cut_left(wide, ui.px(k_gap_m)), name, TextStyle::title, Role::ink);
    draw_tag(ui, line, tier.text, tier.tone);
}

void draw_contact_form(Ui& ui, Rect& rest, const Scene& scene, const ListSheet& sheet,
                       ListsIntents& intents) {
    const auto gap = ui.px(k_gap_m);
    const bool refuses = sheet.card ? sheet.card->do_not_call : sheet.birthday->do_not_call;
    if (refuses) {
        draw_banner(ui, rest, "do not call", {.text = ui.tr(words::contact_dnc_banner)});
        rest.cut_top(gap);
    }
    const auto& member = sheet.revealed ? *sheet.revealed : sheet.member();
    const auto number = rest.cut_top(ui.px(k_contact_number_height), ui.px(k_gap_m));
    if (draw_contact_number(ui, number, scene, member)) intents.add(lists::RevealNumber{});
    draw_facts(ui, rest, facts_of(scene, ui, sheet));
    rest.cut_top(gap);
    draw_field_label(ui, rest, ui.tr(words::contact_outcome));
    const auto outcome =
        draw_choices(ui, rest, "outcome", contact_outcomes(), code_if(sheet.outcome));
    if (outcome) intents.add(lists::ChooseOutcome{*parse_code<ContactOutcome>(*outcome)});
    rest.cut_top(gap);
    const auto remark = draw_field(ui, rest, "remark", sheet.remark,
                                   {.label = ui.tr(words::contact_remark),
                                    .hint = ui.tr(words::contact_remark_hint),
                                    .characters_max = k_remark_length_max});
    if (remark.changed) intents.add(lists::TypeRemark{*remark.changed});
}

std::vector<BarButton> contact_buttons(const Ui& ui, const Scene& scene, const ListSheet& sheet) {
    std::vector<BarButton> buttons{
        {"save contact",
         ui.tr(words::contact_save),
         {.kind = ButtonKind::primary,
          .icon = Icon::check,
          .lacks = sheet.outcome ? Text() : ui.tr(words::contact_choose_first),
          .busy = sheet.busy}}};
    const bool may = domain::has_right(scene.session->role, domain::Right::members_cards);
    if (!sheet.card || !may) return buttons;
    const bool renewable = sheet.card->renews_until.has_value();
    buttons.push_back({"renew",
                       ui.tr(words::renew_ask),
                       {.icon = Icon::credit_card,
                        .lacks = renewable ? Text() : ui.tr(words::renew_lacks_tier)}});
    buttons.push_back({"lapse", ui.tr(words::lapse_ask), {.kind = ButtonKind::ghost}});
    return buttons;
}

void draw_contact(Ui& ui, const Rect& area, const Scene& scene, const ListSheet& sheet,
                  ListsIntents& intents) {
    const SheetFrame frame{
        .width_dp = k_sheet_width, .foot_dp = k_button_height, .foot_gap_dp = k_gap_m};
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& inside) {
        draw_sheet_head(ui, inside.cut_top(ui.px(k_head_height), ui.px(k_gap_s)), scene.shop, sheet,
                        intents);
        ScrollArea scroll(ui, "form", inside.inset(-ui.px(k_ring), 0), Role::surface);
        auto rest = form_content(ui, scroll.content());
        draw_contact_form(ui, rest, scene, sheet, intents);
        inside.top = scroll.finish(rest.top);
    });
    const auto answer = draw_sheet_foot(ui, panel.foot, contact_buttons(ui, scene, sheet));
    if (answer.left) intents.add(lists::CloseSheet{});
    if (answer.pressed == 0u) intents.add(lists::SaveContact{});
    if (answer.pressed == 1u) intents.add(lists::GoTo{Step::renew});
    if (answer.pressed == 2u) intents.add(lists::GoTo{Step::lapse});
    // A touch beside it must not take away what was typed.
    if (panel.dismissed && sheet.remark.empty()) intents.add(lists::CloseSheet{});
}

void draw_renew(Ui& ui, const Rect& area, const Scene& scene, const ListSheet& sheet,
                ListsIntents& intents) {
    const auto& card = *sheet.card;
    const auto from = date_text(ui, scene.shop, card.card.expires_on).utf8();
    const auto until = date_text(ui, scene.shop, *card.renews_until).utf8();
    const auto body = until.empty() ? ui.tr(words::renew_body_forever, card.card.number, from)
                                    : ui.tr(words::renew_body, card.card.number, from, until);
    const auto answer =
        draw_dialog(ui, area,
                    {.heading = {ui.tr(words::renew_ask), Text::data(card.member.name)},
                     .body = body,
                     .confirm = ui.tr(words::renew_ask),
                     .cancel = ui.tr(words::cancel),
                     .icon = Icon::credit_card,
                     .tone = Tone::primary});
    if (answer == DialogAnswer::confirmed) intents.add(lists::Renew{});
    if (answer == DialogAnswer::cancelled) intents.add(lists::GoTo{Step::contact});
}

void draw_lapse(Ui& ui, const Rect& area, const ListSheet& sheet, ListsIntents& intents) {
    const std::array buttons{
        BarButton{"lapse card",
                  ui.tr(words::lapse_confirm),
                  // A renewal brings the card back.
                  {.kind = ButtonKind::primary,
                   .lacks = sheet.reason ? Text() : ui.tr(words::reason_choose),
                   .busy = sheet.busy}}};
    const Heading heading{ui.tr(words::lapse_ask), Text::data(sheet.member().name)};
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_sheet_width, buttons}, [&](Rect& inside) {
            draw_paragraph(ui, inside, ui.tr(words::lapse_body, sheet.card->card.number),
                           TextStyle::body, Role::ink2, k_gap);
            draw_field_label(ui, inside,
                             ui.tr(words::required_mark, ui.tr(words::lapse_reason).utf8()));
            const auto reason =
                draw_choices(ui, inside, "reason", lapse_reasons(), code_if(sheet.reason));
            if (reason) intents.add(lists::ChooseReason{*parse_code<LapseReason>(*reason)});
        });
    if (answer.pressed) intents.add(lists::Lapse{});
    if (answer.left) intents.add(lists::GoTo{Step::contact});
}

}  // namespace

void draw_list_sheet(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
                     ListsIntents& intents) {
    const IdScope scope("list sheet");
    const auto& sheet = *lists.sheet;
    switch (sheet.step) {
        case Step::contact:
            return draw_contact(ui, area, scene, sheet, intents);
        case Step::renew:
            return draw_renew(ui, area, scene, sheet, intents);
        case Step::lapse:
            return draw_lapse(ui, area, sheet, intents);
    }
}

}  // namespace qiantai::ui
