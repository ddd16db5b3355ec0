#include "terminal/home/screens/home_cards.hpp"

#include "assets/words/home.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

Text clerk_counts(const Ui& ui, const Scene& scene, const HomeState& home) {
    std::string words;
    for (const auto& clerk : home.registered.by_clerk) {
        if (!words.empty()) words += " · ";
        words += ui.tr(words::home_by_clerk, colleague_text(scene, clerk.staff_number).utf8(),
                       clerk.count)
                     .utf8();
    }
    return Text::data(words);
}

}  // namespace

void draw_registered_card(Ui& ui, const Rect& rect, const Scene& scene, const HomeState& home,
                          const ListsState& lists, HomeIntents& intents) {
    auto inside = draw_card(ui, rect);
    const auto& registered = home.registered;
    const auto& today = lists.today;
    const bool manages = today && today->open_duplicates.has_value();
    auto line = inside;
    draw_card_title(ui, inside, ui.tr(words::home_registered));
    if (manages) {
        // The figures per clerk, for whoever is responsible for them.
        line = line.cut_top(ui.px(32));
        line.left += text_width(ui, ui.tr(words::home_registered).utf8(), TextStyle::large_strong) +
                     ui.px(k_gap);
        draw_text(ui, line, clerk_counts(ui, scene, home), TextStyle::small, Role::ink2,
                  Align::right);
    }
    if (registered.newest.empty()) {
        draw_empty_state(ui, inside, "nobody registered",
                         {.icon = Icon::account_plus,
                          .title = ui.tr(words::home_registered_none),
                          .body = ui.tr(words::home_registered_none_body)});
        return;
    }
    inside = inside.inset(-ui.px(k_gap_m), 0);
    const auto rows = rows_of_card(ui, inside, k_registered_row, registered.newest.size());
    for (std::size_t i = 0; i < rows.count; ++i) {
        const auto& member = registered.newest[i];
        const ListRow row{.title = Text::data(member.name),
                          .subtitle = masked_number(member),
                          .avatar = true,
                          .trailing = clock_text(scene.shop, member.created_at),
                          .chevron = true,
                          .last = i + 1 == rows.count};
        const auto place = inside.cut_top(rows.height);
        if (draw_list_row(ui, place, "registered " + member.id.text(), row).pressed) {
            intents.add(member::Open{member.id});
        }
    }
}

}  // namespace qiantai::ui
