#pragma once

#include "terminal/gallery/screen_gallery.hpp"

namespace qiantai::ui::gallery {

/// The pages of the gallery, each over the whole content area.
void draw_buttons_page(Ui& ui, const Rect& area, const GalleryState& state,
                       GalleryIntents& intents);
void draw_forms_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);
void draw_lists_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);
void draw_charts_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);
void draw_pads_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);
void draw_states_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);
void draw_records_page(Ui& ui, const Rect& area, const GalleryState& state,
                       GalleryIntents& intents);
void draw_wizard_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);
void draw_customer_page(Ui& ui, const Rect& area, const GalleryState& state,
                        GalleryIntents& intents);
void draw_course_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents);

/// The tiers by their words, in the order of GalleryState::tier.
std::array<Text, 4> tier_words(const Ui& ui);

inline const std::string& text_of(const GalleryState& state, GalleryText field) {
    return state.texts[static_cast<std::size_t>(field)];
}

}  // namespace qiantai::ui::gallery
