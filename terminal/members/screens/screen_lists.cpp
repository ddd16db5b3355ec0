#include "terminal/members/screens/screen_lists.hpp"

#include "assets/words/cases.hpp"
#include "assets/words/lists.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_tabs_height = 60;

struct Tab {
    ListsTab tab;
    TextKey label;
    domain::Right right;
};
constexpr Tab k_tabs[] = {
    {ListsTab::expiring, words::lists_tab_expiring, domain::Right::members_contact},
    {ListsTab::care, words::lists_tab_care, domain::Right::members_contact},
    {ListsTab::cases, words::case_nav, domain::Right::members_conflicts},
};

Text tab_label(const Ui& ui, const ListsState& lists, const Tab& tab) {
    const auto count = lists.work(tab.tab).open;
    if (count == 0) return ui.tr(tab.label);
    return ui.tr(words::lists_tab_counted, ui.tr(tab.label).utf8(), number_text(count).utf8());
}

}  // namespace

domain::OpenWork::Count ListsState::work(ListsTab of) const {
    if (!today) return {};
    const auto of_list = [](const std::optional<domain::OpenWork>& work, bool only_own) {
        if (!work) return domain::OpenWork::Count();
        return only_own ? work->own : work->store;
    };
    switch (of) {
        case ListsTab::expiring:
            return of_list(today->expiring_uncontacted, expiring.only_own);
        case ListsTab::care:
            return of_list(today->birthdays_to_greet, care.only_own);
        case ListsTab::cases:
            break;
    }
    // A case has no day: it is to be decided now.
    const auto cases = today->open_duplicates.value_or(0) + today->open_conflicts.value_or(0);
    return {.open = cases, .today = cases};
}

Badge ListsState::badge() const {
    Badge badge;
    for (const auto& one : k_tabs) {
        const auto count = work(one.tab);
        badge.count += static_cast<int>(count.now());
        badge.urgent |= count.overdue > 0;
    }
    return badge;
}

void draw_lists(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
                const CasesState& cases, ListsIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    std::vector<Text> labels;
    std::vector<ListsTab> tabs;
    int selected = 0;
    for (const auto& tab : k_tabs) {
        if (!domain::has_right(scene.session->role, tab.right)) continue;
        if (tab.tab == lists.tab) selected = static_cast<int>(tabs.size());
        tabs.push_back(tab.tab);
        labels.push_back(tab_label(ui, lists, tab));
    }
    const auto bar = rest.cut_top(ui.px(k_tabs_height), ui.px(k_gap));
    const auto pressed = draw_tabs(ui, bar, "tabs", labels, selected);
    if (pressed) intents.add(lists::OpenTab{tabs[static_cast<std::size_t>(*pressed)]});
    switch (lists.tab) {
        case ListsTab::expiring:
            return draw_expiring(ui, rest, scene, lists, intents);
        case ListsTab::care:
            return draw_care(ui, rest, scene, lists, intents);
        case ListsTab::cases:
            return draw_cases(ui, rest, scene, cases, intents);
    }
}

}  // namespace qiantai::ui
