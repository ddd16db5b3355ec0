// What headquarters refused: whose record, why, and what can be done about it.

#include "assets/words/kit.hpp"
#include "assets/words/sync.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_phone_tail = 4;

Text refused_title(const Ui& ui, const RefusedRecord& record) {
    const auto entity = entity_text(ui, record.change.entity);
    if (!record.person || record.person->name.empty()) return entity;
    const auto& [name, phone] = std::tie(record.person->name, record.person->phone);
    if (phone.size() < k_phone_tail) return ui.tr(words::sync_refused_of, entity.utf8(), name);
    return ui.tr(words::sync_refused_who, entity.utf8(), name,
                 phone.substr(phone.size() - k_phone_tail));
}

Text refused_reason(const Ui& ui, const RejectedChange& change) {
    const bool zh = ui.settings().language == Language::zh;
    return Text::words(zh ? change.words_zh : change.words_en);
}

Text handed_text(const Ui& ui, const RejectedChange& change) {
    return change.remark.empty() ? ui.tr(words::sync_done_handed)
                                 : ui.tr(words::sync_refused_handed, change.remark);
}

// What the clerk has to correct, in the member's form, is refused again as it is; anything else may
// pass by itself.
bool asks_for_correction(const RefusedRecord& record) {
    return record.person && record.change.entity == "member" &&
           record.change.actor == actor_name(Actor::clerk);
}

void draw_remedies(Ui& ui, Rect line, const RefusedRecord& record, const domain::Session& session,
                   SyncPageIntents& intents) {
    if (!domain::has_right(session.role, domain::Right::sync_remedy)) return;
    const bool discards = domain::has_right(session.role, domain::Right::sync_discard);
    const bool asks = !discards && !record.change.handed_over;
    const bool fixes = asks_for_correction(record) &&
                       domain::has_right(session.role, domain::Right::members_update);
    const auto half = asks || discards ? (line.width() - ui.px(k_gap_m)) / 2 : line.width();
    const auto first = line.cut_left(half, ui.px(k_gap_m));
    if (fixes) {
        const ButtonStyle style{.kind = ButtonKind::primary};
        if (draw_button(ui, first, "fix", ui.tr(words::sync_fix), style)) {
            intents.add(sync_page::Fix{record.change.seq});
        }
    } else if (draw_button(ui, first, "resend", ui.tr(words::sync_resend),
                           {.icon = Icon::refresh})) {
        intents.add(sync_page::Resend{record.change.seq});
    }
    if (asks && draw_button(ui, line, "hand over", ui.tr(words::sync_hand_over))) {
        intents.add(sync_page::AskRemedy{Remedy::hand_over, record.change.seq});
    }
    if (discards && draw_button(ui, line, "discard", ui.tr(words::sync_discard))) {
        intents.add(sync_page::AskRemedy{Remedy::discard, record.change.seq});
    }
}

void draw_record(Ui& ui, Rect& rest, const RefusedRecord& record, const Scene& scene,
                 SyncPageIntents& intents) {
    const IdScope scope(static_cast<int>(record.change.seq));
    auto inside = rest.inset(ui.px(k_gap));
    // When it was refused stands beside the title.
    auto head = inside;
    const auto when = time_text(ui, scene.shop, record.change.rejected_at);
    const auto wide = text_width(ui, when.utf8(), TextStyle::small) + 1;
    auto at = head.cut_right(wide, ui.px(k_gap_s));
    draw_text(ui, at.cut_top(line_height(ui, TextStyle::body_strong)), when, TextStyle::small,
              Role::ink2);
    inside.cut_top(
        draw_wrapped(ui, head, refused_title(ui, record), TextStyle::body_strong, Role::ink),
        ui.px(k_gap_s));
    draw_paragraph(ui, inside, refused_reason(ui, record.change), TextStyle::body, Role::danger,
                   k_gap_m);
    if (record.change.handed_over) {
        draw_paragraph(ui, inside, handed_text(ui, record.change), TextStyle::small, Role::ink2,
                       k_gap_s);
    }
    draw_remedies(ui, inside.cut_top(ui.px(k_button_height)), record, *scene.session, intents);
    inside.cut_top(ui.px(k_gap));
    border(ui, {rest.left, rest.top, rest.right, inside.top}, Role::line, k_radius_control);
    rest.top = inside.top;
}

}  // namespace

void draw_refused(Ui& ui, Rect& rest, const Scene& scene, const SyncPageState& page,
                  SyncPageIntents& intents) {
    const auto& refused = page.refused;
    if (refused.empty()) {
        return draw_done_card(ui, rest.cut_top(ui.px(k_sync_done_card_height)),
                              ui.tr(words::sync_refused_none));
    }
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::sync_refused_heading),
                    number_text(static_cast<std::int64_t>(refused.size())), Tone::danger);
    for (const auto& record : refused) {
        if (&record != &refused.front()) card.inside.cut_top(ui.px(k_gap_m));
        draw_record(ui, card.inside, record, scene, intents);
    }
}

AskWords remedy_words(const Ui& ui, Remedy remedy, const RefusedRecord& record) {
    const bool discard = remedy == Remedy::discard;
    const Dialog dialog{
        .heading = {ui.tr(discard ? words::sync_ask_discard : words::sync_hand_over),
                    refused_title(ui, record)},
        .body = discard ? ui.tr(words::sync_ask_discard_body) : Text(),
        .confirm = ui.tr(discard ? words::sync_discard : words::sync_hand_over),
        .cancel = ui.tr(words::cancel),
        .confirm_kind = discard ? ButtonKind::danger : ButtonKind::primary};
    if (discard) return {.dialog = dialog};
    // The manager sees the record and the reason; words of one's own are not always needed.
    return {.dialog = dialog,
            .field = Field{.label = ui.tr(words::sync_ask_hand_over_label),
                           .kind = FieldKind::lines,
                           .characters_max = 200,
                           .lines = 2}};
}

std::span<const Choice> discard_reasons() {
    static constexpr Choice k_reasons[] = {
        {"wrong", words::sync_reason_wrong},
        {"there", words::sync_reason_there},
        {"not needed", words::sync_reason_not_needed},
    };
    return k_reasons;
}

}  // namespace qiantai::ui
