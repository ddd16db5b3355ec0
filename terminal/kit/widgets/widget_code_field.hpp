#pragma once

#include "terminal/kit/widgets/widget_field.hpp"

namespace qiantai::ui {

/// A one-time code of four groups of five letters and digits, each group in its own box. The value
/// has no dashes; small letters, full-width ones, dashes and look-alikes are put right while they
/// are typed or pasted. Of `field` the label, note, error, valid and enabled are shown. Cuts itself
/// off `rest`.
inline constexpr float k_code_field_width = 720;
TextBoxResult draw_code_field(Ui& ui, Rect& rest, std::string_view name, const std::string& value,
                              const Field& field);

}  // namespace qiantai::ui
