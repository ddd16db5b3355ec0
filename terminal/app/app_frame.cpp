#include "terminal/app/app_frame.hpp"

#include "terminal/app/person_menu.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_chip.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

/// A way into a capability, for whoever has the right.
struct Way {
    Screen screen;
    Icon icon;
    TextKey label;
    domain::Right right;
};
constexpr Way k_ways[] = {
    {Screen::home, Icon::home, TextKey::nav_home, domain::Right::change_own_pin},
    {Screen::find, Icon::accounts, TextKey::nav_members, domain::Right::members_read},
    {Screen::lists, Icon::phone_in_talk, TextKey::nav_lists, domain::Right::members_contact},
    {Screen::sync, Icon::sync, TextKey::nav_sync, domain::Right::sync_watch},
};

TextKey title_of(Screen screen) {
    switch (screen) {
        case Screen::home:
            break;
        case Screen::find:
        case Screen::member:
            return TextKey::nav_members;
        case Screen::member_register:
            return TextKey::register_title;
        case Screen::member_edit:
            return TextKey::edit_title;
        case Screen::lists:
            return TextKey::nav_lists;
        case Screen::member_case:
            return TextKey::case_nav;
        case Screen::sync:
            return TextKey::nav_sync;
    }
    return TextKey::nav_home;
}

bool has_modal(const Work& work) {
    switch (work.screen) {
        case Screen::home:
        case Screen::find:
            break;
        case Screen::member:
            return work.member.dialog.has_value();
        case Screen::member_register:
            return has_register_modal(work.registration);
        case Screen::member_edit:
            return has_edit_modal(work.edit);
        case Screen::lists:
            return work.lists.sheet.has_value();
        case Screen::member_case:
            return work.member_case.asking != CaseState::Asking::nothing;
        case Screen::sync:
            return work.sync_page.asking.has_value();
    }
    return false;
}

void draw_screen(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    // Each screen is its own world of names, so that no field keeps its focus from one to another.
    const IdScope scope(static_cast<int>(state.work.screen));
    switch (state.work.screen) {
        case Screen::home:
            return draw_home(ui, area, state, intents);
        case Screen::lists:
            return draw_lists(ui, area, state, intents);
        case Screen::member_case:
            return draw_case(ui, area, state, intents);
        case Screen::sync:
            return draw_sync_page(ui, area, state, intents);
        case Screen::find:
            return draw_find(ui, area, state, intents);
        case Screen::member:
            return draw_member(ui, area, state, intents);
        case Screen::member_register:
            return draw_register(ui, area, state, intents);
        case Screen::member_edit:
            return draw_member_edit(ui, area, state, intents);
    }
}

void draw_modal(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const IdScope scope(static_cast<int>(state.work.screen));
    switch (state.work.screen) {
        case Screen::home:
        case Screen::find:
            break;
        case Screen::member:
            return draw_member_dialog(ui, area, state, intents);
        case Screen::member_register:
            return draw_register_modal(ui, area, state, intents);
        case Screen::member_edit:
            return draw_edit_modal(ui, area, state, intents);
        case Screen::lists:
            return draw_list_sheet(ui, area, state, intents);
        case Screen::member_case:
            return draw_case_asking(ui, area, state, intents);
        case Screen::sync:
            return draw_sync_asking(ui, area, state, intents);
    }
}

/// Things that wait there for somebody to act.
int badge_of(Screen screen, const AppState& state) {
    if (screen == Screen::lists) return state.work.lists.waiting();
    return screen == Screen::sync ? static_cast<int>(state.sync.refused) : 0;
}

void draw_rail_of(Ui& ui, const Rect& rail, const AppState& state, AppIntents& intents) {
    if (rail.empty()) return;
    std::vector<RailEntry> entries;
    std::vector<Screen> screens;
    int selected = -1;
    for (const auto& way : k_ways) {
        if (!domain::has_right(state.session->role, way.right)) continue;
        if (way.screen == way_of(state.work.screen)) selected = static_cast<int>(entries.size());
        screens.push_back(way.screen);
        entries.push_back({fmt::format("way {}", static_cast<int>(way.screen)), way.icon,
                           ui.tr(way.label), badge_of(way.screen, state)});
    }
    const Logo logo{Text::data(state.shop.chain_name), state.shop.logo};
    const auto pressed = draw_rail(ui, rail, entries, selected, logo.picture ? &logo : nullptr);
    if (pressed) intents.add(shell::OpenScreen{screens[static_cast<std::size_t>(*pressed)]});
}

Text title_text(const Ui& ui, const AppState& state) {
    const auto& work = state.work;
    if (work.screen == Screen::home) return Text::data(state.shop.store_name);
    // A long name may be shortened there: it stands in full below.
    if (work.screen == Screen::member && work.member.details) {
        return Text::data(ui.tr(TextKey::member_page_title, work.member.member().name).utf8());
    }
    return ui.tr(title_of(work.screen));
}

// The rail leads to the pages it names; an arrow is for where it doesn't, and for the way back to a
// page that lies deeper, such as a form that was left for a moment.
bool has_way_back(const Work& work) {
    if (work.back.empty()) return false;
    const auto before = work.back.back().screen;
    return work.screen != way_of(work.screen) || before != way_of(before);
}

void draw_shell(Ui& ui, const ShellPlan& plan, const AppState& state, AppIntents& intents) {
    draw_rail_of(ui, plan.rail, state, intents);
    const auto& session = *state.session;
    const TopBar bar{
        .title = title_text(ui, state),
        .status = sync_chip(ui, state.shop, state.sync),
        .person = Text::data(session.name),
        .role = Text::words(role_text(ui, session.role).utf8() + " · " + session.staff_number),
        .back = has_way_back(state.work)};
    const auto pressed = draw_top_bar(ui, plan.top_bar, bar);
    if (pressed.back) intents.add(shell::GoBack{});
    if (pressed.person) intents.add(shell::OpenPersonMenu{});
    if (pressed.status) intents.add(shell::OpenScreen{Screen::sync});
    if (pressed.lock) intents.add(shell::Lock{});
}

void draw_working(Ui& ui, Keyboard& keyboard, const AppState& state, AppIntents& intents) {
    const auto plan = plan_shell(ui, keyboard.height(ui));
    {
        const Unreachable below(ui, state.work.person_menu || has_modal(state.work));
        draw_shell(ui, plan, state, intents);
        draw_screen(ui, plan.content, state, intents);
        const auto action = draw_toast(ui, plan.content, state.toasts);
        if (action) intents.add(shell::PressToast{*action});
    }
    auto free = ui.screen();
    free.bottom -= plan.keyboard.height();
    if (has_modal(state.work)) {
        const Unreachable covered(ui, state.work.person_menu);
        draw_modal(ui, free, state, intents);
    }
    if (state.work.person_menu) draw_person_menu(ui, free, state, intents);
    keyboard.draw(ui, plan.keyboard);
}

void draw_broken(Ui& ui, const AppState& state) {
    constexpr TextKey k_actors[] = {TextKey::broken_actor_itself, TextKey::broken_actor_clerk,
                                    TextKey::broken_actor_manager,
                                    TextKey::broken_actor_administrator};
    const auto& error = *state.broken;
    const auto who = ui.tr(k_actors[static_cast<int>(error.actor())]);
    // The particulars are for the administrator on the telephone.
    auto words =
        error_text(ui, error).utf8() + "\n" + who.utf8() + "\n" + std::string(error.code());
    if (!error.detail.empty()) words += " · " + error.detail;
    draw_empty_state(ui, ui.screen(), "broken",
                     {.icon = Icon::alert_circle,
                      .tone = Tone::danger,
                      .title = ui.tr(TextKey::broken_title),
                      .body = Text::words(std::move(words))});
}

}  // namespace

Screen way_of(Screen screen) {
    switch (screen) {
        case Screen::home:
        case Screen::lists:
        case Screen::sync:
            return screen;
        case Screen::member_case:
            return Screen::lists;
        case Screen::find:
        case Screen::member:
        case Screen::member_register:
        case Screen::member_edit:
            break;
    }
    return Screen::find;
}

AppIntents draw_app(Ui& ui, Keyboard& keyboard, const AppState& state) {
    AppIntents intents;
    fill(ui, ui.screen(), Role::background);
    switch (state.stage) {
        case Stage::opening:
            draw_busy(ui, ui.screen(), ui.tr(TextKey::opening));
            break;
        case Stage::broken:
            draw_broken(ui, state);
            break;
        case Stage::set_up:
            draw_set_up(ui, keyboard, state, intents);
            break;
        case Stage::sign_in:
            draw_sign_in(ui, state, intents);
            break;
        case Stage::working:
            draw_working(ui, keyboard, state, intents);
            break;
    }
    return intents;
}

}  // namespace qiantai::ui
