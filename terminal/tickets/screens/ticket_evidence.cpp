#include "terminal/tickets/screens/ticket_evidence.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/ticket_page.hpp"
#include "schema/base/signature.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_photo.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/tickets/screens/ticket_page_parts.hpp"
#include "terminal/tickets/screens/ticket_sheet_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_signature_line = 72, k_signature_wide = 220;
constexpr float k_evidence_tile_least = 104, k_evidence_tile_high = 88;
constexpr int k_tiles_most = 12;
constexpr float k_evidence_sheet_width = 960;
/// What the words and buttons of the large view need besides the photo, and what the photo has at least.
constexpr float k_beside_photo = 270, k_photo_least = 160;
constexpr std::string_view k_kinds = ".jpg .png .heic .pdf";

void draw_signature_line(Ui& ui, Rect& rest, const Shop& shop,
                         const domain::ShownTicketEvent& shown) {
    const auto strokes = parse_signature(shown.event.signature);
    if (!strokes) return;
    auto line = rest.cut_top(ui.px(k_signature_line), ui.px(k_gap_s));
    border(ui, line, Role::line, k_radius_control);
    line = line.inset(ui.px(k_gap_m), ui.px(k_gap_xs));
    const auto when = day_and_time_text(ui, shop, shown.event.created_at);
    const auto wide = text_width(ui, when.utf8(), TextStyle::caption) + 1;
    draw_text(ui, line.cut_right(wide, ui.px(k_gap_s)), when, TextStyle::caption, Role::ink2,
              Align::right);
    draw_signature_thumbnail(ui, line.cut_left(std::min(ui.px(k_signature_wide), line.width())),
                             *strokes);
}

bool draw_evidence_tile(Ui& ui, const Rect& place, const TicketEvidenceState& state,
                        const domain::TicketEvidence& one) {
    const auto name = "evidence " + one.event_id.text();
    const auto label = Text::data(one.file_name);
    const auto thumbnail = state.thumbnails.find(one.file.attachment);
    if (thumbnail != state.thumbnails.end()) {
        return draw_photo_tile(ui, place, name, label, thumbnail->second);
    }
    const bool is_pdf = one.kind == domain::AttachmentKind::pdf;
    const auto icon = is_pdf ? Icon::file_pdf : Icon::camera;
    if (one.file.here) return draw_icon_photo_tile(ui, place, name, label, icon, label);
    const auto words =
        one.file.wanted ? words::ticket_evidence_coming : words::ticket_evidence_elsewhere;
    return draw_icon_photo_tile(ui, place, name, label, Icon::cloud, ui.tr(words));
}

void draw_evidence_tiles(Ui& ui, Rect& rest, const TicketEvidenceState& state,
                         TicketPageIntents& intents) {
    const auto gap = ui.px(k_gap_s);
    const int count = column_count(ui, rest.width(), k_evidence_tile_least, k_tiles_most);
    for (std::size_t i = 0; i < state.all.size();) {
        const auto line = rest.cut_top(ui.px(k_evidence_tile_high), gap);
        for (int n = 0; n < count && i < state.all.size(); ++n, ++i) {
            const auto& one = state.all[i];
            if (draw_evidence_tile(ui, line.column(n, count, gap), state, one)) {
                intents.add(ticket_evidence::Show{one.event_id});
            }
        }
    }
}

/// Where the photo would be.
void draw_no_photo(Ui& ui, Rect& rest, const TicketEvidenceState& state,
                   const domain::TicketEvidence& one) {
    if (state.photo_error) {
        draw_banner(ui, rest, "photo problem", {Tone::danger, error_text(ui, *state.photo_error)});
        rest.cut_top(ui.px(k_gap_m));
        return;
    }
    const bool is_pdf = one.kind == domain::AttachmentKind::pdf;
    const auto icon = !one.file.here ? Icon::cloud : is_pdf ? Icon::file_pdf : Icon::camera;
    const auto place = rest.cut_top(ui.px(k_photo_least), ui.px(k_gap_s));
    if (state.loading) {
        spinner(ui, {place.center_x(), place.center_y()}, ui.px(20), Role::primary);
    } else {
        draw_icon(ui, {place.center_x(), place.center_y()}, icon, 64, Role::ink2);
    }
    const auto words = !one.file.here ? words::ticket_evidence_not_here
                       : is_pdf       ? words::ticket_evidence_pdf
                                      : words::loading;
    draw_paragraph(ui, rest, ui.tr(words), TextStyle::body, Role::ink2, k_gap_m, Align::center);
}

Text evidence_facts(const Ui& ui, const Shop& shop, const domain::TicketEvidence& one) {
    auto words = one.staff_name + " · " + day_and_time_text(ui, shop, one.added_at).utf8();
    if (one.file.size > 0) words += " · " + file_size_text(one.file.size).utf8();
    if (one.file.here && !one.file.sent) {
        words += " · " + ui.tr(words::ticket_evidence_unsent).utf8();
    }
    return Text::data(words);
}

}  // namespace

const domain::TicketEvidence* TicketEvidenceState::find(const Uuid& event_id) const {
    const auto found = std::ranges::find(all, event_id, &domain::TicketEvidence::event_id);
    return found == all.end() ? nullptr : &*found;
}

bool may_add_evidence(const TicketPageState& state) {
    return state.page && std::ranges::any_of(state.page->steps, [](const auto& offered) {
               return offered.step == TicketStep::evidence_added && offered.refused.empty();
           });
}

void draw_ticket_evidence(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                          TicketPageIntents& intents) {
    const auto& evidence = state.evidence;
    const auto signatures = std::ranges::count_if(
        state.page->events, [](const auto& shown) { return !shown.event.signature.empty(); });
    const bool may_add = may_add_evidence(state);
    if (evidence.all.empty() && signatures == 0 && !may_add) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::ticket_page_evidence),
                    ui.tr(words::ticket_page_evidence_count, evidence.all.size(), signatures));
    draw_evidence_tiles(ui, card.inside, evidence, intents);
    for (const auto& shown : state.page->events) {
        if (!shown.event.signature.empty()) {
            draw_signature_line(ui, card.inside, scene.shop, shown);
        }
    }
    if (!may_add) return;
    auto line = card.inside.cut_top(ui.px(k_target_min));
    const auto label = ui.tr(words::ticket_evidence_add);
    const ButtonStyle style{
        .icon = Icon::camera, .busy = evidence.adding, .words = TextStyle::body_strong};
    const auto place = line.cut_left(button_width(ui, label, style), ui.px(k_gap_s));
    if (draw_button(ui, place, "add evidence", label, style)) {
        intents.add(ticket_evidence::Add{});
    }
    const auto hint = ui.tr(words::ticket_evidence_drop);
    if (text_width(ui, hint.utf8(), TextStyle::small) <= line.width()) {
        draw_text(ui, line, hint, TextStyle::small, Role::ink2);
    }
}

void draw_add_evidence(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                       TicketPageIntents& intents) {
    const auto& evidence = state.evidence;
    const Heading heading{ui.tr(words::ticket_evidence_add),
                          Text::data(short_ticket_number(state.page->ticket.number))};
    if (evidence.camera.on) {
        const auto pressed = draw_camera_sheet(ui, area, heading, evidence.camera);
        if (pressed) intents.add(*pressed);
        return;
    }
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_evidence_sheet_width, {}}, [&](Rect& inside) {
            ScrollArea scroll(ui, "files", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (evidence.error) {
                draw_banner(ui, rest, "refused", {Tone::danger, error_text(ui, *evidence.error)});
                rest.cut_top(ui.px(k_gap_m));
            }
            if (evidence.adding) {
                draw_busy(ui, rest.cut_top(ui.px(k_photo_least)),
                          ui.tr(words::ticket_evidence_adding));
            } else {
                const auto typed = draw_field(ui, rest, "caption", evidence.caption,
                                              {.label = ui.tr(words::ticket_evidence_caption),
                                               .hint = ui.tr(words::ticket_evidence_caption_hint),
                                               .characters_max = k_ticket_words_length_max,
                                               .waits = true});
                if (typed.changed) intents.add(ticket_evidence::TypeCaption{*typed.changed});
                rest.cut_top(ui.px(k_gap_m));
                if (const auto on = draw_camera_way(ui, rest, evidence.camera)) intents.add(*on);
                const FilesWanted wanted{
                    .none = ui.tr(words::ticket_evidence_none),
                    .none_body = ui.tr(words::ticket_evidence_none_body, k_kinds),
                    .icon = Icon::camera};
                const auto pressed =
                    draw_file_picker(ui, rest, scene.shop, evidence.picker, wanted);
                if (pressed) intents.add(*pressed);
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) intents.add(ticket_page::OpenSheet{TicketSheet::none});
}

void draw_shown_evidence(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                         TicketPageIntents& intents) {
    const auto& evidence = state.evidence;
    const auto* one = evidence.find(evidence.shown);
    if (one == nullptr) return;
    std::vector<BarButton> buttons;
    if (one->file.here) {
        buttons.push_back({"save outside",
                           ui.tr(words::ticket_evidence_save),
                           {.icon = Icon::download, .busy = evidence.saving}});
    } else {
        buttons.push_back(
            {"fetch",
             ui.tr(words::ticket_evidence_fetch),
             {.kind = ButtonKind::primary, .icon = Icon::download, .busy = one->file.wanted}});
    }
    const Heading heading{ui.tr(words::ticket_page_evidence), Text::data(one->file_name)};
    const auto high = std::max(ui.px(k_photo_least), area.height() - ui.px(k_beside_photo));
    const auto answer = draw_question_sheet(
        ui, area, {heading, k_evidence_sheet_width, buttons, ui.tr(words::close)},
        [&](Rect& inside) {
            if (evidence.photo) {
                draw_photo(ui, inside.cut_top(high, ui.px(k_gap_s)), "photo",
                           Text::data(one->file_name), evidence.photo, PhotoFit::whole);
            } else {
                draw_no_photo(ui, inside, evidence, *one);
            }
            draw_paragraph(ui, inside, Text::data(one->words), TextStyle::body, Role::ink);
            draw_paragraph(ui, inside, evidence_facts(ui, scene.shop, *one), TextStyle::small,
                           Role::ink2);
        });
    if (answer.pressed) {
        intents.add(one->file.here ? TicketPageIntent(ticket_evidence::SaveOutside{})
                                   : TicketPageIntent(ticket_evidence::Fetch{}));
    }
    if (answer.left) intents.add(ticket_page::OpenSheet{TicketSheet::none});
}

}  // namespace qiantai::ui
