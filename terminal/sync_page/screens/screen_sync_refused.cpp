// What headquarters refused: whose record, why, and what can be done about it.

#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::ui {
namespace {

Text refused_title(const Ui& ui, const RefusedRecord& record) {
    const auto entity = entity_text(ui, record.entity);
    if (record.person.empty()) return entity;
    return record.phone_tail.empty()
               ? ui.tr(TextKey::sync_refused_of, entity.utf8(), record.person)
               : ui.tr(TextKey::sync_refused_who, entity.utf8(), record.person, record.phone_tail);
}

Text refused_reason(const Ui& ui, const RefusedRecord& record) {
    const bool zh = ui.settings().language == Language::zh;
    return Text::words(zh ? record.words_zh : record.words_en);
}

Text handed_text(const Ui& ui, const RefusedRecord& record) {
    return record.remark.empty() ? ui.tr(TextKey::sync_done_handed)
                                 : ui.tr(TextKey::sync_refused_handed, record.remark);
}

float title_height(const Ui& ui, const RefusedRecord& record, float width) {
    return wrapped_height(ui, refused_title(ui, record), TextStyle::body_strong, width);
}

// When it was refused stands beside the title.
float time_width(const Ui& ui, const Scene& scene, const RefusedRecord& record) {
    return text_width(ui, time_text(scene.shop, record.refused_at).utf8(), TextStyle::small) + 1;
}

float record_height(const Ui& ui, const Scene& scene, const RefusedRecord& record, float width) {
    const auto inside = width - ui.px(2 * k_gap);
    const auto title = inside - time_width(ui, scene, record) - ui.px(k_gap_s);
    auto high = ui.px(2 * k_gap + k_gap_s + k_gap_m + k_button_height) +
                title_height(ui, record, title) +
                wrapped_height(ui, refused_reason(ui, record), TextStyle::body, inside);
    if (record.handed_over) {
        const auto handed = handed_text(ui, record);
        high += wrapped_height(ui, handed, TextStyle::small, inside) + ui.px(k_gap_s);
    }
    return high;
}

void draw_remedies(Ui& ui, Rect line, const RefusedRecord& record, const domain::Session& session,
                   SyncPageIntents& intents) {
    if (!domain::has_right(session.role, domain::Right::sync_remedy)) return;
    const bool discards = domain::has_right(session.role, domain::Right::sync_discard);
    const bool asks = !discards && !record.handed_over;
    const bool fixes = record.asks_for_correction &&
                       domain::has_right(session.role, domain::Right::members_update);
    const auto half = asks || discards ? (line.width() - ui.px(k_gap_m)) / 2 : line.width();
    const auto first = line.cut_left(half, ui.px(k_gap_m));
    if (fixes) {
        const ButtonStyle style{.kind = ButtonKind::primary};
        if (draw_button(ui, first, "fix", ui.tr(TextKey::sync_fix), style)) {
            intents.add(sync_page::Fix{record.seq});
        }
    } else if (draw_button(ui, first, "resend", ui.tr(TextKey::sync_resend),
                           {.icon = Icon::refresh})) {
        intents.add(sync_page::Resend{record.seq});
    }
    if (asks && draw_button(ui, line, "hand over", ui.tr(TextKey::sync_hand_over))) {
        intents.add(sync_page::AskRemedy{Remedy::hand_over, record.seq});
    }
    if (discards && draw_button(ui, line, "discard", ui.tr(TextKey::sync_discard))) {
        intents.add(sync_page::AskRemedy{Remedy::discard, record.seq});
    }
}

void draw_record(Ui& ui, const Rect& rect, const RefusedRecord& record, const Scene& scene,
                 SyncPageIntents& intents) {
    const IdScope scope(static_cast<int>(record.seq));
    border(ui, rect, Role::line, k_radius_control);
    auto inside = rect.inset(ui.px(k_gap));
    const auto wide = time_width(ui, scene, record);
    const auto title_width = inside.width() - wide - ui.px(k_gap_s);
    auto head = inside.cut_top(title_height(ui, record, title_width), ui.px(k_gap_s));
    auto at = head.cut_right(wide, ui.px(k_gap_s));
    draw_text(ui, at.cut_top(line_height(ui, TextStyle::body_strong)),
              time_text(scene.shop, record.refused_at), TextStyle::small, Role::ink2);
    draw_wrapped(ui, head, refused_title(ui, record), TextStyle::body_strong, Role::ink);
    const auto reason = refused_reason(ui, record);
    const auto high = wrapped_height(ui, reason, TextStyle::body, inside.width());
    draw_wrapped(ui, inside.cut_top(high, ui.px(k_gap_m)), reason, TextStyle::body, Role::danger);
    if (record.handed_over) {
        const auto handed = handed_text(ui, record);
        const auto lines = wrapped_height(ui, handed, TextStyle::small, inside.width());
        draw_wrapped(ui, inside.cut_top(lines, ui.px(k_gap_s)), handed, TextStyle::small,
                     Role::ink2);
    }
    draw_remedies(ui, inside.cut_top(ui.px(k_button_height)), record, *scene.session, intents);
}

}  // namespace

float refused_height(const Ui& ui, const Scene& scene, const SyncPageState& page, float width) {
    const auto& refused = page.refused;
    if (refused.empty()) return ui.px(k_sync_done_card_height);
    auto high = ui.px(k_sync_card_padding + k_sync_card_title_height);
    for (const auto& record : refused) {
        high +=
            record_height(ui, scene, record, width - ui.px(k_sync_card_padding)) + ui.px(k_gap_m);
    }
    return high - ui.px(k_gap_m);
}

void draw_refused(Ui& ui, const Rect& rect, const Scene& scene, const SyncPageState& page,
                  SyncPageIntents& intents) {
    const auto& refused = page.refused;
    if (refused.empty()) return draw_done_card(ui, rect, ui.tr(TextKey::sync_refused_none));
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::sync_refused_heading),
                    Text::data(fmt::format("{}", refused.size())), Tone::danger);
    for (const auto& record : refused) {
        const auto high = record_height(ui, scene, record, inside.width());
        draw_record(ui, inside.cut_top(high, ui.px(k_gap_m)), record, scene, intents);
    }
}

AskWords remedy_words(const Ui& ui, Remedy remedy, const RefusedRecord& record) {
    const bool discard = remedy == Remedy::discard;
    const Dialog dialog{
        .title = ui.tr(discard ? TextKey::sync_ask_discard : TextKey::sync_ask_hand_over),
        .body = discard ? ui.tr(TextKey::sync_ask_discard_body) : Text(),
        .confirm = ui.tr(discard ? TextKey::sync_discard : TextKey::sync_hand_over),
        .cancel = ui.tr(TextKey::cancel),
        .confirm_kind = discard ? ButtonKind::danger : ButtonKind::primary};
    // The manager sees the record and the reason; words of one's own are not always needed.
    const Field field{
        .label = ui.tr(discard ? TextKey::sync_ask_reason : TextKey::sync_ask_hand_over_label),
        .kind = FieldKind::lines,
        .characters_max = 200,
        .required = discard,
        .lines = 2};
    return {.dialog = dialog, .field = field, .about = refused_title(ui, record)};
}

}  // namespace qiantai::ui
