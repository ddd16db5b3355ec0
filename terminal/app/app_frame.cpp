#include "terminal/app/app_frame.hpp"

#include "assets/words/shell.hpp"
#include "terminal/access/flows/flow_sign_in.hpp"
#include "terminal/access/screens/sheet_change_pin.hpp"
#include "terminal/app/help_sheet.hpp"
#include "terminal/app/person_menu.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_chip.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/member_words.hpp"
#include "terminal/set_up/flows/flow_set_up.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Meant = std::vector<Deferred>;

void add(Meant& meant, ShellIntent intent) {
    meant.emplace_back(std::move(intent));
}

template <typename Intent>
void add_all(Meant& meant, std::vector<Intent> more) {
    std::ranges::move(more, std::back_inserter(meant));
}

bool is_modal(const ScreenEntry& entry, const StateBag& states) {
    return entry.modal.is_open && entry.modal.is_open(states);
}

void draw_rail_of(Ui& ui, const Rect& rail, const Shown& shown, Meant& meant) {
    if (rail.empty()) return;
    const auto& scene = shown.scene;
    std::vector<RailEntry> entries;
    std::vector<ScreenId> screens;
    const auto lit = lit_screen(shown.screens, shown.nav);
    int selected = -1;
    for (const auto& entry : shown.screens.entries) {
        if (!entry.way || !scene.has_right(entry.way->right)) continue;
        if (entry.id == lit) {
            selected = static_cast<int>(entries.size());
        }
        const auto key = static_cast<ImGuiKey>(ImGuiKey_F2 + static_cast<int>(screens.size()));
        screens.push_back(entry.id);
        entries.push_back({fmt::format("way {}", entry.id.name), entry.way->icon,
                           ui.tr(entry.way->label),
                           entry.badge ? entry.badge(scene, shown.states) : Badge(),
                           key < k_register_key ? key : ImGuiKey_None});
    }
    const Logo logo{Text::data(scene.shop.chain_name), scene.shop.logo};
    const auto pressed = draw_rail(ui, rail, entries, selected, logo.picture ? &logo : nullptr);
    if (pressed) add(meant, shell::OpenScreen{screens[static_cast<std::size_t>(*pressed)]});
}

void draw_menu(Ui& ui, const Rect& area, const Shown& shown, Meant& meant) {
    std::vector<MenuEntry> entries;
    for (const auto& entry : shown.screens.entries) {
        if (!entry.menu || !shown.scene.has_right(entry.menu->right)) continue;
        entries.push_back({entry.id, entry.menu->icon, ui.tr(entry.menu->label)});
    }
    add_all(meant, draw_person_menu(ui, area, shown.scene, entries));
}

Text title_of(const Ui& ui, const ScreenEntry& open, const Shown& shown) {
    return open.title_text ? open.title_text(ui, shown.scene, shown.states) : ui.tr(open.title);
}

// Returns where a toast may stand: in the place of the chip for as long.
Rect draw_shell(Ui& ui, const ShellPlan& plan, const Shown& shown, Meant& meant) {
    draw_rail_of(ui, plan.rail, shown, meant);
    if (plan.top_bar.empty()) return plan.content;
    const auto& scene = shown.scene;
    const auto& session = *scene.session;
    const auto& open = shown.screens.at(shown.nav.screen);
    const TopBar bar{
        .title = title_of(ui, open, shown),
        .status = scene.toasts.shown() == nullptr ? sync_chip(ui, scene.shop, scene.sync) : Chip{},
        .person = Text::data(session.name),
        .role = Text::words(role_text(ui, session.role).utf8() + " · " + session.staff_number),
        .back = has_way_back(shown.screens, shown.nav)};
    const auto pressed = draw_top_bar(ui, plan.top_bar, bar);
    if (pressed.back) add(meant, shell::GoBack{});
    if (pressed.person) add(meant, shell::OpenPersonMenu{});
    if (pressed.status) add(meant, shell::OpenScreen{k_sync_screen});
    if (pressed.help) add(meant, shell::ShowHelp{true});
    if (pressed.lock) add(meant, shell::Lock{});
    return pressed.middle;
}

void draw_modal(Ui& ui, const Rect& area, const ScreenEntry& open, const Shown& shown,
                Meant& meant) {
    if (is_modal(open, shown.states)) {
        const Unreachable covered(ui, shown.nav.asking.has_value());
        add_all(meant, open.modal.draw(ui, area, shown.scene, shown.states));
    }
    if (shown.nav.asking) add_all(meant, draw_ask(ui, area, *shown.nav.asking));
}

void draw_working(Ui& ui, Keyboard& keyboard, const Shown& shown, Meant& meant) {
    const auto& scene = shown.scene;
    const auto& open = shown.screens.at(shown.nav.screen);
    if (open.for_customer) {
        const IdScope scope(open.id.name);
        ui.begin_view("screen", ViewKind::screen);
        return add_all(meant, open.draw(ui, ui.screen(), scene, shown.states));
    }
    const bool modal = is_modal(open, shown.states) || shown.nav.asking.has_value();
    const auto& own = shown.states.get<SignInState>();
    const bool covered = shown.nav.person_menu || shown.nav.help || own.changing;
    const auto plan = plan_shell(ui, keyboard.height(ui));
    LateGround below_keys(ui);
    keyboard.draw(ui, plan.keyboard);
    below_keys.begin();
    {
        const Unreachable below(ui, covered || modal);
        const auto above = draw_shell(ui, plan, shown, meant);
        {
            // Each visit of a screen is a world of names of its own, so that nothing keeps its
            // focus or where it was scrolled to from one to another.
            const IdScope scope(open.id.name), visit(shown.nav.visit);
            ui.begin_view("screen", ViewKind::screen);
            add_all(meant, open.draw(ui, plan.content, scene, shown.states));
        }
        const auto action = draw_toast(ui, above, scene.toasts);
        if (action) add(meant, shell::PressToast{*action});
    }
    auto free = ui.screen();
    free.bottom -= plan.keyboard.height();
    if (modal) {
        const Unreachable below(ui, covered);
        const IdScope scope(open.id.name), visit(shown.nav.visit);
        draw_modal(ui, free, open, shown, meant);
    }
    if (shown.nav.person_menu) draw_menu(ui, free, shown, meant);
    if (shown.nav.help) {
        add_all(meant, draw_help(ui, free, ui.tr(open.title), ui.tr(*open.help)));
    } else if (!covered && ImGui::IsKeyPressed(ImGuiKey_F1, false)) {
        add(meant, shell::ShowHelp{true});
    }
    if (own.changing) {
        SignInIntents intents;
        draw_change_pin(ui, free, own, intents);
        add_all(meant, defer(std::move(intents), apply_sign_in));
    }
}

void draw_broken(Ui& ui, const Scene& scene) {
    constexpr TextKey k_actors[] = {words::broken_actor_itself, words::broken_actor_clerk,
                                    words::broken_actor_manager, words::broken_actor_administrator};
    const auto& error = *scene.broken;
    const auto who = ui.tr(k_actors[static_cast<int>(error.actor())]);
    // The particulars are for the administrator on the telephone.
    auto words =
        error_text(ui, error).utf8() + "\n" + who.utf8() + "\n" + std::string(error.code());
    if (!error.detail.empty()) words += " · " + error.detail;
    draw_empty_state(ui, ui.screen(), "broken",
                     {.icon = Icon::alert_circle,
                      .tone = Tone::danger,
                      .title = ui.tr(words::broken_title),
                      .body = Text::words(std::move(words))});
}

}  // namespace

std::vector<Deferred> draw_app(Ui& ui, Keyboard& keyboard, const Shown& shown) {
    const auto& scene = shown.scene;
    std::optional<OnRail> dark;
    if (scene.stage == Stage::working && shown.screens.at(shown.nav.screen).dark) dark.emplace(ui);
    fill(ui, ui.screen(), Role::background);
    Meant meant;
    switch (scene.stage) {
        case Stage::opening:
            draw_busy(ui, ui.screen(), ui.tr(words::opening));
            break;
        case Stage::broken:
            draw_broken(ui, scene);
            break;
        case Stage::set_up: {
            SetUpIntents intents;
            draw_set_up(ui, keyboard, scene, shown.states.get<SetUpState>(), intents);
            return defer(std::move(intents), apply_set_up);
        }
        case Stage::sign_in: {
            SignInIntents intents;
            draw_sign_in(ui, scene, shown.states.get<SignInState>(), intents);
            return defer(std::move(intents), apply_sign_in);
        }
        case Stage::working:
            draw_working(ui, keyboard, shown, meant);
            break;
    }
    return meant;
}

}  // namespace qiantai::app
