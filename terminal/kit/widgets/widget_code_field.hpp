#pragma once

#include "terminal/kit/widgets/widget_field.hpp"

namespace qiantai::ui {

/// A one-time code of four groups of five letters and digits, each group in its own box. The value
/// has no dashes; small letters, full-width ones, dashes and look-alikes are put right while they
/// are typed or pasted. Of `field` the label, note, error, valid and enabled are shown.
inline constexpr float k_code_field_width = 720;
float code_field_height(const Ui& ui, const Field& field, float width);
TextBoxResult draw_code_field(Ui& ui, const Rect& rect, std::string_view name,
                              const std::string& value, const Field& field);

}  // namespace qiantai::ui
