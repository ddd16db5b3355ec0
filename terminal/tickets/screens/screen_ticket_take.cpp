#include "terminal/tickets/screens/screen_ticket_take.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/members.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_section.hpp"
#include "terminal/tickets/screens/ticket_take_parts.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_two_columns_least_dp = 900, k_promise_column_dp = 388;
constexpr float k_low_take_dp = 240;        ///< of the questions' place
constexpr float k_sentence_below_dp = 480;  ///< from this height on it stays in view
constexpr float k_take_button_dp = 68, k_take_foot_dp = 56;
constexpr ImGuiKey k_take_save_key = ImGuiKey_F10;

Text take_note(const Ui& ui, const Scene& scene, const TicketTakeState& state) {
    if (!state.errors.empty()) return error_text(ui, state.errors.begin()->second);
    if (state.restored) return ui.tr(words::take_draft_back);
    if (!state.draft_at) return {};
    return ui.tr(words::draft_saved, clock_text(scene.shop, *state.draft_at).utf8());
}

ButtonStyle save_style(const Ui& ui, const TicketTakeState& state) {
    return {.kind = ButtonKind::primary,
            .icon = Icon::check,
            .lacks = take_lacks(ui, state),
            .busy = state.saving || !state.begun,
            .finishes = Finishes::form,
            .key = k_take_save_key};
}

// Below what is promised: the one button, and the way out far from a hurried finger.
void draw_take_foot(const TakeView& view, Rect foot) {
    auto& ui = view.ui;
    const auto& state = view.state;
    if (draw_button(ui, foot.cut_top(ui.px(k_take_button_dp)), "save", ui.tr(words::take_save),
                    save_style(ui, state))) {
        view.intents.add(take::Save{});
        ui.lead_to_wrong();
    }
    if (foot.height() < ui.px(k_take_foot_dp)) return;
    auto line = foot.cut_top(ui.px(k_take_foot_dp));
    const auto label = ui.tr(words::take_discard);
    const ButtonStyle leaving{.kind = ButtonKind::ghost,
                              .lacks = state.saving ? ui.tr(words::form_saving) : Text(),
                              .words = TextStyle::body};
    const auto wide = button_width(ui, label, leaving);
    if (draw_button(ui, line.cut_right(wide, ui.px(k_gap_s)), "give up", label, leaving)) {
        view.intents.add(take::GiveUp{});
    }
    const auto note = take_note(ui, view.scene, state);
    const auto high = wrapped_height(ui, note, TextStyle::small, line.width());
    if (high > line.height()) return;
    draw_wrapped(ui, line.centered(line.width(), high), note, TextStyle::small,
                 state.errors.empty() ? Role::ink2 : Role::danger);
}

/// The questions at the left, what is promised beside them.
void draw_questions_beside(const TakeView& view, Rect area) {
    auto& ui = view.ui;
    auto side = area.cut_right(ui.px(k_promise_column_dp), ui.px(k_gap_l));
    {
        auto inside = draw_card(ui, area, 0).inset(ui.px(k_gap_s), ui.px(k_gap_xs));
        // What is made of the words stays in view below them, if there is room for both.
        const bool below = inside.height() >= ui.px(k_sentence_below_dp);
        if (below) {
            const auto wide = inside.width() - 2 * ui.px(k_gap_m);
            const auto high =
                measured_height(ui, wide, [&](Rect& rest) { view.draw_sentence(rest); });
            inside.cut_bottom(ui.px(k_gap_s));
            auto sentence = inside.cut_bottom(high, ui.px(k_gap_xs)).inset(ui.px(k_gap_m), 0);
            view.draw_sentence(sentence);
        }
        ScrollArea scroll(ui, "questions", inside, Role::surface);
        auto rest = scroll.content().inset(ui.px(k_gap_m), 0);
        rest.cut_top(ui.px(view.low ? k_gap_xs : k_gap));
        view.draw_who(rest);
        rest.cut_top(ui.px(k_gap));
        view.draw_what(rest);
        rest.cut_top(ui.px(k_gap));
        below ? view.draw_words(rest) : view.draw_story(rest);
        rest.cut_top(ui.px(k_gap_s));
        view.draw_photos(rest);
        scroll.finish(rest.top + ui.px(k_gap));
    }
    auto inside = draw_card(ui, side, 0).inset(ui.px(k_gap_l), ui.px(k_gap));
    const auto foot = ui.px(k_take_button_dp + k_take_foot_dp);
    // Above the keyboard there may be room for the button alone.
    auto bottom = inside.cut_bottom(std::min(foot, inside.height()), ui.px(k_gap_m));
    const auto said =
        measured_height(ui, inside.width(), [&](Rect& rest) { view.draw_promise(rest); });
    auto words = inside.cut_bottom(said, ui.px(k_gap_m));
    if (inside.height() >= ui.px(k_low_take_dp / 2)) {
        ScrollArea scroll(ui, "severity", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
        auto rest = scroll.content().inset(ui.px(k_gap_xs), 0);
        view.draw_severity(rest);
        scroll.finish(rest.top);
    } else if (inside.height() >= ui.px(k_target_min)) {
        view.draw_severity_line(inside.cut_bottom(ui.px(k_target_min)));
    }
    if (words.height() >= said - 1) view.draw_promise(words);
    draw_take_foot(view, bottom);
}

void draw_questions_below(const TakeView& view, const Rect& area) {
    auto& ui = view.ui;
    const auto& state = view.state;
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "questions", plan.form);
        auto rest = form_content(ui, scroll.content());
        const auto draw_part = [&](void (TakeView::*part)(Rect&) const) {
            {
                Card card(ui, rest, view.low ? k_gap_s : k_gap_l);
                (view.*part)(card.inside);
            }
            rest.cut_top(ui.px(k_gap_m));
        };
        draw_part(&TakeView::draw_who);
        draw_part(&TakeView::draw_what);
        draw_part(&TakeView::draw_story);
        draw_part(&TakeView::draw_photos);
        if (state.is_case()) draw_part(&TakeView::draw_severity);
        if (state.promise(state.severity()) != nullptr) draw_part(&TakeView::draw_promise);
        scroll.finish(rest.top);
    }
    const FormBar bar{.save = ui.tr(words::take_save),
                      .save_style = save_style(ui, state),
                      .give_up = ui.tr(words::take_discard),
                      .saving = state.saving,
                      .note = take_note(ui, view.scene, state),
                      .note_is_wrong = !state.errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            view.intents.add(take::Save{});
            break;
        case FormBarAnswer::give_up:
            view.intents.add(take::GiveUp{});
            break;
    }
}

}  // namespace

TicketSeverity TicketTakeState::severity() const {
    if (const auto chosen = written.severity.known()) return *chosen;
    return guess && is_case() ? guess->severity : TicketSeverity::normal;
}

const domain::SeverityPromise* TicketTakeState::promise(TicketSeverity of) const {
    const auto found = std::ranges::find(promises, of, &domain::SeverityPromise::severity);
    return found == promises.end() ? nullptr : &*found;
}

const domain::TicketSubject* TicketTakeState::subject() const {
    const auto found =
        std::ranges::find_if(choices.subjects, [&](const domain::TicketSubject& one) {
            return one.kind == kind() && one.name == written.subject;
        });
    return found == choices.subjects.end() ? nullptr : &*found;
}

bool TicketTakeState::is_touched() const {
    return who.is_touched() || written.is_no_member || !written.words.empty() ||
           !written.subject.empty() || !written.demand.empty() || !written.product.empty() ||
           !written.till_receipt.empty() || !written.device.empty() || !written.photos.empty();
}

std::string& text_of(TicketWritten& written, TakeText field) {
    switch (field) {
        case TakeText::customer_name:
            return written.customer_name;
        case TakeText::customer_phone:
            return written.customer_phone;
        case TakeText::address:
            return written.address;
        case TakeText::words:
            return written.words;
        case TakeText::product:
            return written.product;
        case TakeText::till_receipt:
            return written.till_receipt;
        case TakeText::device:
            return written.device;
        case TakeText::authority_number:
            break;
    }
    return written.authority_number;
}

std::string_view name_of(TakeText field) {
    constexpr std::array<std::string_view, 8> k_names{
        "customer_name", "customer_phone", "address", "words",
        "product",       "till_receipt",   "device",  "authority_number"};
    return k_names.at(static_cast<std::size_t>(field));
}

bool TakeView::is_answered(int question) const {
    switch (question) {
        case 1:
            return !state.lacks_person();
        case 2:
            return !state.written.subject.empty();
        case 3:
            return !state.written.words.empty();
        default:
            return !state.promises.empty();
    }
}

void TakeView::draw_head(Rect& rest, int question, TextKey title, const Text& note) const {
    bool next = !is_answered(question);
    for (int before = 1; before < question; ++before) next &= is_answered(before);
    draw_section_head(ui, rest,
                      {.number = question,
                       .title = ui.tr(title),
                       .note = note,
                       .answered = is_answered(question),
                       .next = next});
}

Text take_lacks(const Ui& ui, const TicketTakeState& state) {
    std::vector<Text> missing;
    if (state.lacks_person()) missing.push_back(ui.tr(words::take_who));
    if (state.written.words.empty()) missing.push_back(ui.tr(words::take_words));
    return fill_first_text(ui, missing);
}

void draw_ticket_take(Ui& ui, const Rect& area, const Scene& scene, const TicketTakeState& state,
                      TicketTakeIntents& intents) {
    if (state.done) return draw_taken(ui, area, scene, *state.done, intents);
    const auto place = page_width(ui, area);
    const TakeView view{ui, scene, state, intents, area.height() < ui.px(k_low_take_dp)};
    if (place.width() >= ui.px(k_two_columns_least_dp)) return draw_questions_beside(view, place);
    draw_questions_below(view, area);
}

void draw_take_sheet(Ui& ui, const Rect& area, const Scene& scene, const TicketTakeState& state,
                     TicketTakeIntents& intents) {
    if (state.sheet == TicketTakeState::Sheet::photos) {
        return draw_take_photo_sheet(ui, area, scene, state, intents);
    }
    std::vector<Text> options;
    std::optional<int> selected;
    for (const auto& one : k_codes<TicketChannel>) {
        if (one.value == state.channel()) selected = static_cast<int>(options.size());
        options.push_back(ticket_channel_text(ui, one.value));
    }
    const auto answer = draw_choice_sheet(
        ui, area,
        {.heading = {ui.tr(words::take_channel), ticket_kind_text(ui, state.written.kind)},
         .options = options,
         .selected = selected});
    if (answer.chosen) {
        intents.add(take::SetChannel{
            k_codes<TicketChannel>.at(static_cast<std::size_t>(*answer.chosen)).value});
    } else if (answer.dismissed) {
        intents.add(take::OpenSheet{TicketTakeState::Sheet::none});
    }
}

}  // namespace qiantai::ui
