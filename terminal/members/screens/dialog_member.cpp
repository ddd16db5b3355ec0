// What opens over the member's page: reasons to give, cards to manage, consents, the copy, erasing.

#include "assets/words/find.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/members/screens/contact_number.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/member_cards_of_page.hpp"
#include "terminal/members/screens/member_events.hpp"
#include "terminal/members/screens/screen_member.hpp"

namespace qiantai::ui {
namespace {

using Kind = MemberDialog::Kind;

constexpr float k_width = 600;
constexpr float k_copy_width = 860;
constexpr std::size_t k_erase_digits = 4;

constexpr Choice k_reveal_reasons[] = {{"asks", words::reveal_reason_asks},
                                       {"call", words::reveal_reason_call},
                                       {"correct", words::reveal_reason_correct}};
constexpr Choice k_copy_reasons[] = {{"counter", words::copy_reason_counter},
                                     {"phone", words::copy_reason_phone},
                                     {"paper", words::copy_reason_paper}};
constexpr Choice k_erase_reasons[] = {{"asks", words::erase_reason_asks},
                                      {"consent", words::erase_reason_consent},
                                      {"wrong", words::erase_reason_wrong}};

/// The words around what is asked.
struct Frame {
    Text what;
    Text body;
    Text confirm;
    ButtonKind kind = ButtonKind::primary;
    Text lacks{};
};

Frame frame_of(const Ui& ui, const MemberState& page, const MemberDialog& dialog) {
    const auto reason = reason_lacks(ui, dialog.reason);
    const auto purpose = consent_purpose_text(ui, dialog.purpose);
    switch (dialog.kind) {
        case Kind::reveal:
            return {ui.tr(words::reveal_title), ui.tr(words::reveal_body),
                    ui.tr(words::reveal_confirm), ButtonKind::primary, reason};
        case Kind::copy_reason:
            return {ui.tr(words::copy_title), ui.tr(words::copy_body), ui.tr(words::copy_confirm),
                    ButtonKind::primary, reason};
        case Kind::erase: {
            const bool same = dialog.typed == last_four(page.member());
            auto lacks = same ? Text() : ui.tr(words::erase_lacks);
            if (!reason.empty()) {
                lacks = same ? reason : ui.tr(words::erase_lacks_also, reason.utf8());
            }
            return {ui.tr(words::erase_title), ui.tr(words::erase_body),
                    ui.tr(words::erase_confirm), ButtonKind::danger, lacks};
        }
        case Kind::consent:
            if (dialog.withdraws) {
                return {ui.tr(words::consent_withdraw_title, purpose.utf8()),
                        ui.tr(words::consent_withdraw_body), ui.tr(words::consent_withdraw)};
            }
            return {ui.tr(words::consent_record_title, purpose.utf8()),
                    {},
                    ui.tr(words::consent_record)};
        case Kind::contact:
            return {ui.tr(words::member_contact), ui.tr(words::contact_body),
                    ui.tr(words::contact_save), ButtonKind::primary,
                    dialog.outcome ? Text() : ui.tr(words::contact_choose_first)};
        case Kind::card:
        case Kind::card_menu:
        case Kind::copy:
            break;
    }
    constexpr TextKey k_bodies[] = {words::card_replace_body,     words::card_replace_body,
                                    words::card_report_lost_body, words::card_found_body,
                                    words::card_freeze_body,      words::card_unfreeze_body,
                                    words::card_renew_body,       words::card_renew_body};
    const auto action = card_action_text(ui, dialog.action);
    const auto number = dialog.card_number.empty() ? "" : " · " + dialog.card_number;
    // All of it can be taken back: a card is found, thawed, renewed.
    return {Text::data(action.utf8() + number), ui.tr(k_bodies[static_cast<int>(dialog.action)]),
            action};
}

Text error_at(const Ui& ui, const MemberDialog& dialog, std::string_view field) {
    if (!dialog.error) return {};
    // What belongs to no field stands at the first.
    const auto& where = dialog.error->field;
    const bool here = where == field || (field == "reason" && where != "card_number");
    return here ? error_text(ui, *dialog.error) : Text();
}

Text consent_words(const Ui& ui, const MemberState& page, const std::string& purpose) {
    for (const auto& text : page.consent_texts) {
        if (text.purpose != purpose) continue;
        const bool zh = ui.settings().language == Language::zh;
        return Text::words((zh ? text.words_zh : text.words_en) +
                           ui.tr(words::register_consent_version, text.version).utf8());
    }
    return {};
}

void draw_fields(Ui& ui, Form& form, const Scene& scene, const MemberState& page,
                 const MemberDialog& dialog, MemberIntents& intents) {
    const auto typed = [&](const Field& field) {
        const auto result = form.text("typed", dialog.typed, field);
        if (result.changed) intents.add(member::Type{*result.changed});
    };
    const auto reason = [&] {
        const auto given = draw_reason(ui, form.whole_row(), dialog.reason,
                                       {.usual = reasons_of(dialog.kind),
                                        .error = error_at(ui, dialog, "reason"),
                                        .characters_max = domain::k_reason_length_max});
        if (given) intents.add(member::GiveReason{*given});
    };
    switch (dialog.kind) {
        case Kind::reveal:
        case Kind::copy_reason:
            return reason();
        case Kind::erase:
            reason();
            return typed({.label = ui.tr(words::erase_digits, last_four(page.member())),
                          .kind = FieldKind::digits,
                          .characters_max = k_erase_digits,
                          .required = true,
                          .valid = dialog.typed == last_four(page.member())});
        case Kind::card:
            if (dialog.action != domain::CardAction::replace) break;
            return typed({.label = ui.tr(words::card_new_number),
                          .hint = ui.tr(words::register_card_hint),
                          .error = error_at(ui, dialog, "card_number"),
                          .kind = FieldKind::latin,
                          .characters_max = 32});
        case Kind::consent: {
            std::vector<Text> options;
            std::optional<int> selected;
            for (const auto& [channel, code] : k_codes<ConsentChannel>) {
                if (channel == dialog.channel) selected = static_cast<int>(options.size());
                options.push_back(consent_channel_text(ui, channel));
            }
            const auto chosen = draw_segmented(ui, form.control(ui.tr(words::consent_channel)),
                                               "channel", options, selected);
            if (chosen) {
                const auto at = static_cast<std::size_t>(*chosen);
                intents.add(member::SetChannel{k_codes<ConsentChannel>[at].value});
            }
            break;
        }
        case Kind::contact: {
            const auto number = form.whole_row(ui.px(k_contact_number_height));
            if (draw_contact_number(ui, number, scene, page.member())) {
                intents.add(member::OpenDialog{{.kind = Kind::reveal}});
            }
            const auto outcome = draw_choices(ui, form.whole_row(), "outcome", contact_outcomes(),
                                              code_if(dialog.outcome));
            if (outcome) {
                intents.add(member::ChooseOutcome{*parse_code<ContactOutcome>(*outcome)});
            }
            typed({.label = ui.tr(words::contact_remark),
                   .hint = ui.tr(words::contact_remark_hint),
                   .characters_max = k_remark_length_max});
            break;
        }
        case Kind::card_menu:
        case Kind::copy:
            break;
    }
    if (dialog.error && dialog.error->field != "reason") {
        draw_banner(ui, form.whole_row(), "wrong", {Tone::danger, error_text(ui, *dialog.error)});
    }
}

void draw_question(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
                   const MemberDialog& dialog, MemberIntents& intents) {
    const auto frame = frame_of(ui, page, dialog);
    const auto body = dialog.kind == Kind::consent && !dialog.withdraws
                          ? consent_words(ui, page, dialog.purpose)
                          : frame.body;
    const std::array buttons{BarButton{
        "confirm", frame.confirm, {.kind = frame.kind, .lacks = frame.lacks, .busy = dialog.busy}}};
    const Heading heading{frame.what, Text::data(page.member().name)};
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_width, buttons}, [&](Rect& inside) {
            // Beside the keyboard there may be room for the field alone; the rest scrolls.
            ScrollArea scroll(ui, "fields", inside.inset(-ui.px(4), 0), Role::surface);
            Form form(ui, form_content(ui, scroll.content()), 1);
            draw_paragraph(ui, form.whole_row(), body, TextStyle::body, Role::ink2);
            draw_fields(ui, form, scene, page, dialog, intents);
            inside.top = scroll.finish(form.bottom());
        });
    if (answer.pressed) intents.add(member::Confirm{});
    if (answer.left) intents.add(member::CloseDialog{});
}

void draw_card_menu(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
                    const MemberDialog& dialog, MemberIntents& intents) {
    const auto& cards = page.details->cards;
    const auto card = std::ranges::find(cards, dialog.card_number, &domain::MemberCard::number);
    if (card == cards.end()) return;
    const auto actions = domain::card_actions(*card, scene.session->role);
    std::vector<Text> options;
    for (const auto action : actions) options.push_back(card_action_text(ui, action));
    const auto answer = draw_choice_sheet(
        ui, area,
        {.heading = {.what = Text::data(card->number), .whom = Text::data(page.member().name)},
         .options = options});
    if (answer.chosen) {
        intents.add(member::ChooseAction{actions[static_cast<std::size_t>(*answer.chosen)]});
    }
    if (answer.dismissed) intents.add(member::CloseDialog{});
}

// Everything that is kept about the person, to be read out or written down.
void draw_copy(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
               MemberIntents& intents) {
    const auto& copied = *page.copied;
    auto facts = member_facts(ui, scene, page, copied.member);
    facts.insert(facts.begin(), {.label = ui.tr(words::member_name),
                                 .value = Text::data(copied.member.name),
                                 .whole_row = true});
    for (const auto& card : copied.cards) {
        facts.push_back({.label = ui.tr(words::member_card_number),
                         .value = Text::data(card.number),
                         .note = card_state_tag(ui, scene.shop, card).text});
    }
    for (auto& fact : consent_facts(ui, scene, copied)) facts.push_back(std::move(fact));
    const SheetFrame sizes{
        .width_dp = k_copy_width, .foot_dp = k_button_height, .foot_gap_dp = k_gap_m};
    const auto panel = draw_sheet(ui, area, sizes, [&](Rect& inside) {
        const Heading heading{ui.tr(words::copy_title), Text::data(copied.member.name)};
        if (draw_sheet_title(ui, inside, heading)) {
            intents.add(member::CloseDialog{});
        }
        ScrollArea scroll(ui, "copy", inside, Role::surface);
        auto rest = scroll.content();
        draw_facts(ui, rest, facts);
        inside.top = scroll.finish(rest.top);
    });
    if (draw_button(ui, panel.foot, "close", ui.tr(words::close)) || panel.dismissed) {
        intents.add(member::CloseDialog{});
    }
}

}  // namespace

std::span<const Choice> reasons_of(Kind kind) {
    if (kind == Kind::erase) return k_erase_reasons;
    return kind == Kind::copy_reason ? std::span<const Choice>(k_copy_reasons) : k_reveal_reasons;
}

std::string last_four(const domain::Member& member) {
    const auto& phone = member.phone;
    return phone.substr(phone.size() - std::min(phone.size(), k_erase_digits));
}

void draw_member_dialog(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
                        MemberIntents& intents) {
    if (!page.dialog || !page.details) return;
    const IdScope scope(static_cast<int>(page.dialog->kind));
    switch (page.dialog->kind) {
        case Kind::card_menu:
            return draw_card_menu(ui, area, scene, page, *page.dialog, intents);
        case Kind::copy:
            if (page.copied) draw_copy(ui, area, scene, page, intents);
            return;
        case Kind::reveal:
        case Kind::copy_reason:
        case Kind::erase:
        case Kind::card:
        case Kind::consent:
        case Kind::contact:
            return draw_question(ui, area, scene, page, *page.dialog, intents);
    }
}

}  // namespace qiantai::ui
