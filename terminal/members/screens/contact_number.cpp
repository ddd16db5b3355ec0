#include "terminal/members/screens/contact_number.hpp"

#include "assets/words/find.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/member_page.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
bool draw_contact_number(Ui& ui, Rect line, const Scene& scene, const domain::Member& member) {
    bool asked = false;
    const bool full = member.contact == domain::ContactAccess::full;
    const bool hidden = !full && !member.phone.empty();
    if (hidden && domain::has_right(scene.session->role, domain::Right::members_reveal)) {
        const auto label = ui.tr(words::contact_show_number);
        const ButtonStyle style{.icon = Icon::eye};
        const auto button = line.cut_right(button_width(ui, label, style), ui.px(k_gap));
        asked = draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "show number",
                            label, style);
    }
    const auto number = line_height(ui, TextStyle::headline);
    auto words = line.centered(line.width(), number + line_height(ui, TextStyle::small));
    const auto phone =
        member.phone.empty() ? ui.tr(words::phone_none) : Text::data(grouped_digits(member.phone));
    draw_text(ui, words.cut_top(number), phone, TextStyle::headline, Role::ink);
    const auto clerk =
        ui.tr(words::contact_clerk).utf8() + " " + colleague_text(scene, member.home_clerk).utf8();
    draw_text(ui, words, hidden ? ui.tr(words::contact_phone_masked) : Text::data(clerk),
              TextStyle::small, Role::ink2);
    return asked;
}

}  // namespace qiantai::ui
