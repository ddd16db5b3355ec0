#include "terminal/set_up/screens/screen_set_up.hpp"

#include "assets/words/set_up.hpp"
#include "assets/words/shell.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_code_field.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_steps.hpp"

namespace qiantai::ui {
namespace {

using SetUpStep = SetUpState::Step;

constexpr float k_language_width = 240;
constexpr float k_steps_low_height = 44;
constexpr std::string_view k_scheme = "https://";
constexpr std::string_view k_example = "https://hub.example.com:8443";
constexpr std::string_view k_proxy_scheme = "http://";
constexpr std::string_view k_proxy_example = "http://proxy.example.com:3128";
constexpr std::string_view k_proxy_login = "http://name:password@proxy.example.com:3128";

constexpr float k_card_padding = 32, k_card_width = k_text_width + 2 * k_card_padding;

bool is_address(const std::string& address) {
    return address.starts_with(k_scheme) && address.size() > k_scheme.size();
}

void draw_language(Ui& ui, const Rect& rect, SetUpIntents& intents) {
    const std::array languages{ui.tr(words::language_zh), ui.tr(words::language_en)};
    const auto chosen =
        draw_segmented(ui, rect, "language", languages, static_cast<int>(ui.settings().language));
    if (chosen) intents.add(shell::SetLanguage{static_cast<Language>(*chosen)});
}

void draw_problem(Ui& ui, Rect& rest, const Text& words) {
    draw_banner(ui, rest, "problem", {Tone::danger, words});
    rest.cut_top(ui.px(k_gap_l));
}

// What has to be typed before headquarters can be asked; empty: nothing.
Text lacks_of(const Ui& ui, const SetUpState& state) {
    std::vector<Text> missing;
    if (!is_address(state.address)) missing.push_back(ui.tr(words::set_up_address));
    if (state.code.size() != k_enrolment_code_length) {
        missing.push_back(ui.tr(words::set_up_code));
    }
    return fill_first_text(ui, missing);
}

bool is_ready(const Ui& ui, const SetUpState& state) {
    return state.step == SetUpStep::code && lacks_of(ui, state).empty();
}

// There is no work yet that could go on, and nothing tries again by itself.
Text enrol_problem(const Ui& ui, const Error& error) {
    if (error.actor() == Actor::itself) return ui.tr(words::set_up_unreachable);
    return error_text(ui, error);
}

void draw_enrol_button(Ui& ui, const Rect& place, const SetUpState& state, SetUpIntents& intents) {
    const bool busy = state.step == SetUpStep::checking;
    const ButtonStyle style{
        .kind = ButtonKind::primary, .lacks = lacks_of(ui, state), .busy = busy};
    const auto label = ui.tr(busy ? words::set_up_checking : words::set_up_enrol);
    if (draw_button(ui, place, "enrol", label, style)) intents.add(set_up::Enrol{});
}

void draw_proxy(Ui& ui, Rect& rest, const SetUpState& state, SetUpIntents& intents) {
    const bool begun = state.proxy->size() >= k_proxy_scheme.size();
    const bool fits = state.proxy->starts_with(k_proxy_scheme);
    const Field field{
        .label = ui.tr(words::set_up_proxy),
        .hint = ui.tr(words::set_up_address_hint, k_proxy_example),
        .note = ui.tr(words::set_up_proxy_note, k_proxy_login),
        .error = begun && !fits ? ui.tr(words::set_up_address_error, k_proxy_scheme) : Text(),
        .kind = FieldKind::latin,
        .characters_max = 200};
    const auto typed = draw_field(ui, rest, "proxy", *state.proxy, field);
    rest.cut_top(ui.px(k_gap_l));
    if (typed.changed) {
        intents.add(set_up::TypeProxy{*typed.changed});
    }
    if (typed.entered && is_ready(ui, state)) intents.add(set_up::Enrol{});
}

// While somebody types there is no room to tell what the fields say themselves.
enum class Words : std::uint8_t { all, fields_only };
// Where there is no room for the button below the fields, it stands in its own bar.
enum class EnrolPlace : std::uint8_t { below, in_bar };

void draw_code_step(Ui& ui, Rect& rest, const SetUpState& state, Words words, EnrolPlace place,
                    SetUpIntents& intents) {
    if (words == Words::all && place == EnrolPlace::below)
        draw_paragraph(ui, rest, ui.tr(words::set_up_body), TextStyle::body, Role::ink2, k_gap_l);
    if (state.error) draw_problem(ui, rest, enrol_problem(ui, *state.error));
    const bool begun = state.address.size() >= k_scheme.size();
    const Field address{.label = ui.tr(words::set_up_address),
                        .hint = ui.tr(words::set_up_address_hint, k_example),
                        .error = begun && !state.address.starts_with(k_scheme)
                                     ? ui.tr(words::set_up_address_error, k_scheme)
                                     : Text(),
                        .kind = FieldKind::latin,
                        .characters_max = 200,
                        .valid = is_address(state.address)};
    const auto typed = draw_field(ui, rest, "address", state.address, address);
    rest.cut_top(ui.px(words == Words::all ? k_gap : k_gap_xs));
    if (typed.changed) intents.add(set_up::TypeAddress{*typed.changed});
    const bool whole = state.code.size() == k_enrolment_code_length;
    const auto missing = k_enrolment_code_length - state.code.size();
    const Field code{.label = ui.tr(words::set_up_code),
                     .note = state.code.empty() || whole
                                 ? ui.tr(words::set_up_code_note)
                                 : ui.tr(words::set_up_code_missing, missing),
                     .valid = whole};
    const auto coded = draw_code_field(ui, rest, "code", state.code, code);
    rest.cut_top(ui.px(k_gap_l));
    if (coded.changed) intents.add(set_up::TypeCode{*coded.changed});
    // The last thing that is typed: Enter goes on.
    if (coded.entered && is_ready(ui, state)) intents.add(set_up::Enrol{});
    if (state.proxy) draw_proxy(ui, rest, state, intents);
    if (place == EnrolPlace::below) {
        draw_enrol_button(ui, rest.cut_top(ui.px(k_button_height)), state, intents);
    }
    if (words == Words::fields_only) return;
    // Few shops have one, so it is asked for only where somebody says so.
    if (state.proxy || state.step != SetUpStep::code) return;
    rest.cut_top(ui.px(k_gap_s));
    if (draw_button(ui, rest.cut_top(ui.px(k_target_min)), "by proxy",
                    ui.tr(words::set_up_by_proxy), {.kind = ButtonKind::ghost})) {
        intents.add(set_up::TypeProxy{std::string(k_proxy_scheme)});
    }
}

// Stands above the keyboard or at the end of the screen, so that it is always there.
void draw_enrol_bar(Ui& ui, const Rect& bar, const SetUpState& state, SetUpIntents& intents) {
    draw_enrol_button(ui, page_width(ui, bar.inset(ui.px(k_gap_xl), 0), k_text_width), state,
                      intents);
}

// To its first digit: what changes ten times a second is no number to read.
std::int64_t rounded(std::int64_t number) {
    std::int64_t unit = 1;
    while (number / unit >= 10) unit *= 10;
    return (number + unit / 2) / unit * unit;
}

Text loading_rate(const Ui& ui, const Scene& scene, const SetUpState& set_up) {
    const auto seconds = ui.now_s() - set_up.loading_since_s;
    const auto received = scene.sync.session_received;
    if (received == 0 || seconds < 0.5) return ui.tr(words::set_up_waiting);
    const auto rate = static_cast<std::int64_t>(static_cast<double>(received) / seconds);
    return ui.tr(words::set_up_rate, number_text(rounded(rate)).utf8());
}

Text loading_problem(const Ui& ui, const SyncView::Problem& problem) {
    if (problem.actor == actor_name(Actor::itself)) return ui.tr(words::set_up_interrupted);
    const bool zh = ui.settings().language == Language::zh;
    return Text::words(zh ? problem.words_zh : problem.words_en);
}

void draw_check_line(Ui& ui, Rect& rest, const Text& text) {
    auto words = rest;
    auto sign = words.cut_left(ui.px(24), ui.px(k_gap_m));
    const auto lines = wrapped_height(ui, text, TextStyle::body, words.width());
    const auto line = rest.cut_top(std::max(ui.px(28), lines), ui.px(k_gap_l));
    words.bottom = sign.bottom = line.bottom;
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 24, Role::success);
    draw_wrapped(ui, words.centered(words.width(), lines), text, TextStyle::body, Role::ink);
}

void draw_load_step(Ui& ui, Rect& rest, const Scene& scene, const SetUpState& set_up,
                    SetUpIntents& intents) {
    const auto& shop = scene.shop;
    const auto& where = shop.store_name.empty() ? shop.store_code : shop.store_name;
    draw_paragraph(ui, rest, ui.tr(words::set_up_done_title, where, shop.terminal_code),
                   TextStyle::large_strong, Role::ink, k_gap_m);
    draw_check_line(ui, rest, ui.tr(words::set_up_checked));
    const bool loaded = set_up.step == SetUpStep::loaded;
    if (loaded) {
        draw_check_line(ui, rest, ui.tr(words::set_up_loaded));
        if (draw_button(ui, rest.cut_top(ui.px(k_button_height)), "begin",
                        ui.tr(words::set_up_start),
                        {.kind = ButtonKind::primary, .icon = Icon::arrow_right})) {
            intents.add(set_up::Begin{});
        }
        return;
    }
    if (scene.sync.problem) {
        draw_problem(ui, rest, loading_problem(ui, *scene.sync.problem));
        if (draw_button(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap)), "retry",
                        ui.tr(words::set_up_retry), {.icon = Icon::refresh})) {
            intents.add(set_up::Retry{});
        }
        return;
    }
    draw_paragraph(ui, rest,
                   ui.tr(words::set_up_loading, number_text(scene.sync.session_received).utf8()),
                   TextStyle::body_strong, Role::ink, k_gap_s);
    draw_moving_bar(ui, rest.cut_top(ui.px(10), ui.px(k_gap_m)));
    draw_paragraph(ui, rest, loading_rate(ui, scene, set_up), TextStyle::small, Role::ink2);
}

std::size_t step_number(SetUpStep step) {
    switch (step) {
        case SetUpStep::code:
            return 0;
        case SetUpStep::checking:
            return 1;
        case SetUpStep::loading:
            return 2;
        case SetUpStep::loaded:
            break;
    }
    return 3;
}

bool is_coding(const SetUpState& state) {
    return state.step == SetUpStep::code || state.step == SetUpStep::checking;
}

// On a tall screen there is room for everything above the keyboard.
bool is_low(const Ui& ui) {
    return ui.screen().height() < ui.px(1000);
}

void draw_where(Ui& ui, const Rect& rect, const SetUpState& set_up) {
    const std::array steps{ui.tr(words::set_up_step_code), ui.tr(words::set_up_step_check),
                           ui.tr(words::set_up_step_load)};
    draw_steps(ui, rect, steps, step_number(set_up.step));
}

void draw_head(Ui& ui, Rect& page, const SetUpState& set_up, float gap_dp, SetUpIntents& intents) {
    auto head = page.cut_top(ui.px(k_target_min), ui.px(gap_dp));
    draw_language(ui, head.cut_right(ui.px(k_language_width), ui.px(k_gap)), intents);
    draw_text(ui, head, ui.tr(words::set_up_title), TextStyle::headline, Role::ink);
    draw_where(ui, page.cut_top(ui.px(k_steps_height), ui.px(k_gap)), set_up);
}

// While somebody types, the fields have the room above the keyboard; title and steps stay where
// there is room for all of it.
void draw_typing(Ui& ui, const Rect& area, const SetUpState& set_up, SetUpIntents& intents) {
    ScrollArea scroll(ui, "set up", area);
    auto page = page_width(ui, scroll.content().inset(ui.px(k_gap_xl), 0), k_text_width);
    page.cut_top(ui.px(k_gap_xs));
    const auto draw_fields = [&](Rect& rest) {
        draw_code_step(ui, rest, set_up, Words::fields_only, EnrolPlace::in_bar, intents);
    };
    const auto draw_all = [&](Rect& rest) {
        draw_text(ui, rest.cut_top(line_height(ui, TextStyle::large_strong)),
                  ui.tr(words::set_up_title), TextStyle::large_strong, Role::ink);
        draw_where(ui, rest.cut_top(ui.px(k_steps_low_height), ui.px(k_gap_xs)), set_up);
        draw_fields(rest);
    };
    if (measured_height(ui, page.width(), draw_all) + ui.px(k_gap_m) <= area.height()) {
        draw_all(page);
    } else {
        draw_fields(page);
    }
    scroll.finish(page.top + ui.px(k_gap_m));
}

void draw_page(Ui& ui, const Rect& whole, const Scene& scene, const SetUpState& set_up,
               SetUpIntents& intents) {
    auto place = EnrolPlace::below;
    const auto draw = [&](Rect& inside) {
        draw_head(ui, inside, set_up, place == EnrolPlace::below ? k_gap_l : k_gap_xs, intents);
        if (is_coding(set_up)) {
            draw_code_step(ui, inside, set_up, Words::all, place, intents);
        } else {
            draw_load_step(ui, inside, scene, set_up, intents);
        }
    };
    const auto width = page_width(ui, whole.inset(ui.px(k_gap_xl), 0), k_card_width).width();
    const auto padding = ui.px(2 * k_card_padding);
    auto padding_dp = k_card_padding;
    const auto height = [&] {
        return measured_height(ui, width - padding, draw) + ui.px(2 * padding_dp);
    };
    auto high = height();
    auto area = whole;
    if (is_coding(set_up) && high + ui.px(2 * k_gap_l) > whole.height()) {
        place = EnrolPlace::in_bar;
        padding_dp = k_gap_m;
        high = height();
        area.cut_bottom(ui.px(k_gap_m));
        draw_enrol_bar(ui, area.cut_bottom(ui.px(k_button_height), ui.px(k_gap_m)), set_up,
                       intents);
    }
    ScrollArea scroll(ui, "set up", area);
    auto page = page_width(ui, scroll.content().inset(ui.px(k_gap_xl), 0), k_card_width);
    const auto margin = ui.px(place == EnrolPlace::below ? k_gap_l : k_gap_m);
    page.cut_top(std::max(margin, (area.height() - high) / 3));
    const auto card = page.cut_top(high);
    draw_card(ui, card);
    auto inside = card.inset(ui.px(k_card_padding), ui.px(padding_dp));
    draw(inside);
    scroll.finish(page.top + margin);
}

}  // namespace

std::string proxy_of(const SetUpState& set_up) {
    return set_up.proxy && *set_up.proxy != k_proxy_scheme ? *set_up.proxy : std::string();
}

void draw_set_up(Ui& ui, Keyboard& keyboard, const Scene& scene, const SetUpState& set_up,
                 SetUpIntents& intents) {
    auto rest = ui.screen();
    const auto keys = rest.cut_bottom(keyboard.height(ui));
    LateGround below_keys(ui);
    keyboard.draw(ui, keys);
    below_keys.begin();
    ui.begin_view(is_coding(set_up) ? "code" : "load", ViewKind::screen);
    const bool typing = !keys.empty() && is_low(ui) && is_coding(set_up);
    if (typing) {
        rest.cut_bottom(ui.px(k_gap_s));
        const auto bar = rest.cut_bottom(ui.px(k_button_height), ui.px(k_gap_s));
        draw_enrol_bar(ui, bar, set_up, intents);
        return draw_typing(ui, rest, set_up, intents);
    }
    draw_page(ui, rest, scene, set_up, intents);
}

}  // namespace qiantai::ui
