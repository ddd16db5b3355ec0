#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui::gallery {
namespace {

// Puts things of different widths one after the other and begins a new line when one does not fit.
class Flow {
  public:
    Flow(const Ui& ui, const Rect& area, float height_dp)
        : m_area(area), m_rest(area), m_high(ui.px(height_dp)), m_gap(ui.px(k_gap_m)) {
        m_line = m_rest.cut_top(m_high, m_gap);
    }
    Rect next(float width) {
        if (width > m_line.width() && m_line.left > m_area.left) {
            m_line = m_rest.cut_top(m_high, m_gap);
        }
        return m_line.cut_left(width, m_gap);
    }
    float bottom() const { return m_rest.top; }

  private:
    Rect m_area, m_rest, m_line;
    float m_high, m_gap;
};

void draw_kinds(Ui& ui, const Rect& rect, GalleryIntents& intents) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_button_kinds));
    Flow flow(ui, area, k_button_height);
    struct Sample {
        std::string_view name;
        TextKey key;
        ButtonStyle style;
    };
    const Sample samples[] = {
        {"register", words::gallery_register, {ButtonKind::primary, Icon::check}},
        {"details", words::gallery_details, {ButtonKind::secondary}},
        {"renew", words::gallery_renew, {ButtonKind::secondary, Icon::sync}},
        {"erase", words::gallery_erase, {ButtonKind::danger, Icon::trash}},
        {"later", words::gallery_later, {ButtonKind::ghost}},
        {"saving", words::gallery_saving, {.kind = ButtonKind::primary, .busy = true}},
        {"off",
         words::gallery_register,
         {.kind = ButtonKind::primary, .lacks = ui.tr(words::reason_choose)}},
        {"off too",
         words::gallery_details,
         {.kind = ButtonKind::secondary, .lacks = ui.tr(words::reason_choose)}},
    };
    for (const auto& sample : samples) {
        const auto label = ui.tr(sample.key);
        if (draw_button(ui, flow.next(button_width(ui, label, sample.style)), sample.name, label,
                        sample.style)) {
            intents.emplace_back(ShowToast{
                {ui.tr(words::gallery_saved), Tone::success, ui.tr(words::undo), "undo"}});
        }
    }
}

void draw_chips(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_chips));
    Flow flow(ui, area, k_target_min);
    const Chip chips[] = {
        {ui.tr(words::gallery_initials), Icon::none, Tone::info},
        {ui.tr(words::gallery_this_store)},
        {.label = ui.tr(words::gallery_recent), .opens = true},
        {ui.tr(words::gallery_just_scanned), Icon::check, Tone::success},
        {ui.tr(words::gallery_recount), Icon::alert, Tone::warning},
        {ui.tr(words::gallery_online, "14:31"), Icon::cloud_check, Tone::success},
        {ui.tr(words::gallery_offline, "14:02", 12), Icon::cloud_off, Tone::warning},
        {ui.tr(words::gallery_syncing, 12), Icon::cloud, Tone::info},
        {ui.tr(words::gallery_refused, 1), Icon::alert_circle, Tone::danger},
    };
    int index = 0;
    for (const auto& chip : chips) {
        const auto wide = chip_width(ui, chip);
        const auto place = flow.next(wide);
        draw_chip(ui, place.centered(wide, ui.px(k_chip_height)), fmt::format("chip {}", index++),
                  chip);
    }
}

void draw_tags(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_tags));
    auto line = area.cut_top(ui.px(64), ui.px(k_gap_s));
    for (const auto* name : {"林晓岚", "欧阳静", "买买提·艾力", "Anna", "𠮷野"}) {
        const auto place = line.cut_left(ui.px(64), ui.px(k_gap_m));
        draw_avatar(ui, {place.center_x(), place.center_y()}, 56, Text::data(name));
    }
    line = area.cut_top(ui.px(40));
    constexpr std::array k_tones{Tone::gold, Tone::neutral, Tone::violet, Tone::primary};
    const auto words = tier_words(ui);
    for (std::size_t i = 0; i < words.size(); ++i) {
        draw_tag(ui, line.cut_left(tag_width(ui, words[i]), ui.px(k_gap_s)), words[i], k_tones[i]);
    }
}

void draw_choices(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_choices));
    const std::array tabs{ui.tr(words::gallery_tab_profile), ui.tr(words::gallery_tab_history),
                          ui.tr(words::gallery_tab_cards)};
    const auto tab =
        draw_tabs(ui, area.cut_top(ui.px(k_target_min), ui.px(k_gap)), "tabs", tabs, state.tab);
    if (tab) intents.emplace_back(SetTab{*tab});
    const std::array genders{ui.tr(words::gallery_female), ui.tr(words::gallery_male),
                             ui.tr(words::gallery_unsaid)};
    const auto gender = draw_segmented(ui, area.cut_top(ui.px(k_button_height), ui.px(k_gap_m)),
                                       "gender", genders, state.gender);
    if (gender) intents.emplace_back(SetGender{*gender});
    const auto row = ui.px(k_target_min);
    if (draw_switch(ui, area.cut_top(row), "messages", ui.tr(words::gallery_sms), state.messages)) {
        intents.emplace_back(Toggle::messages);
    }
    if (draw_switch(ui, area.cut_top(row, ui.px(k_gap_s)), "print", ui.tr(words::gallery_photo),
                    state.print)) {
        intents.emplace_back(Toggle::print);
    }
    const auto quantity = draw_stepper(ui, area.cut_top(ui.px(k_button_height)), "quantity",
                                       ui.tr(words::gallery_quantity), {state.quantity, 0, 99});
    if (quantity) intents.emplace_back(SetQuantity{*quantity});
}

}  // namespace

std::array<Text, 4> tier_words(const Ui& ui) {
    return {ui.tr(words::gallery_tier_gold), ui.tr(words::gallery_tier_silver),
            ui.tr(words::gallery_tier_diamond), ui.tr(words::gallery_tier_plain)};
}

void draw_buttons_page(Ui& ui, const Rect& area, const GalleryState& state,
                       GalleryIntents& intents) {
    ScrollArea scroll(ui, "page", area);
    auto content = scroll.content();
    const auto gap = ui.px(k_gap);
    const bool wide = area.width() > ui.px(900);
    auto left = wide ? content.column(0, 2, gap) : content;
    draw_kinds(ui, left.cut_top(ui.px(284), gap), intents);
    draw_chips(ui, left.cut_top(ui.px(340), gap));
    auto right = wide ? content.column(1, 2, gap) : left;
    draw_choices(ui, right.cut_top(ui.px(404), gap), state, intents);
    draw_tags(ui, right.cut_top(ui.px(192), gap));
    scroll.finish(std::max(left.top, right.top) - gap);
}

}  // namespace qiantai::ui::gallery
