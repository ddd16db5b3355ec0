// The frame around the screens: going from one to another, leaving, and how the terminal looks.

#include <cstdio>

#include "sync/client/status.hpp"
#include "terminal/app/display_settings.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/kit/headless/picture_file.hpp"
#include "terminal/members/rules/member_cards.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

struct ApplyShell {
    Flow& flow;

    void operator()(const shell::OpenScreen& intent) const { open_capability(flow, intent.screen); }
    void operator()(const shell::GoBack&) const { go_back(flow); }
    void operator()(const shell::OpenPersonMenu&) const { flow.state.work.person_menu = true; }
    void operator()(const shell::ClosePersonMenu&) const { flow.state.work.person_menu = false; }
    void operator()(const shell::Lock&) const { leave(flow, KeepWork::yes); }
    void operator()(const shell::SwitchPerson&) const { leave(flow, KeepWork::no); }
    void operator()(const shell::SetLanguage& intent) const {
        auto settings = display_settings_of(flow.state);
        settings.language = intent.language;
        look(settings);
    }
    void operator()(const shell::SetTheme& intent) const {
        auto settings = display_settings_of(flow.state);
        settings.theme = intent.theme;
        look(settings);
    }
    void operator()(const shell::SetScale& intent) const {
        auto settings = display_settings_of(flow.state);
        settings.scale_percent = intent.percent;
        look(settings);
    }
    void operator()(const shell::SetKeyboard& intent) const {
        auto settings = display_settings_of(flow.state);
        settings.keyboard = intent.keyboard;
        look(settings);
    }
    void operator()(const shell::PressToast& intent) const {
        flow.state.toasts.drop();
        if (!press_case_toast(flow, intent.action_id)) press_look_up_toast(flow, intent.action_id);
    }

    /// At once on the screen, then in the file, for the next start.
    void look(const DisplaySettings& settings) const {
        if (settings == display_settings_of(flow.state)) return;
        apply_display_settings(flow.state, settings);
        flow.jobs.post([settings](Office& office) -> Reply {
            const auto saved = save_display_settings(office.parts().home.config, settings);
            if (saved) return {};
            return [error = saved.error()](Flow& later) { show_error(later, error); };
        });
    }
};

std::optional<SyncView::Problem> problem_of(const sync::SyncStatus& status) {
    if (!status.last_error) return std::nullopt;
    const auto& error = *status.last_error;
    return SyncView::Problem{error.words_zh, error.words_en, error.actor};
}

}  // namespace

void apply(Flow& flow, const ShellIntent& intent) {
    std::visit(ApplyShell{flow}, intent);
}

Reply load_shop(Office& office) {
    if (!office.is_enrolled()) return {};
    auto& context = office.context();
    auto facts = domain::load_store_facts(context);
    auto tiers = domain::load_tiers(context.database);
    auto staff = domain::load_staff_tiles(context);
    auto stores = domain::load_store_names(context.database);
    auto phones = domain::load_store_phones(context.database);
    for (const auto* failed : {facts ? nullptr : &facts.error(), tiers ? nullptr : &tiers.error(),
                               staff ? nullptr : &staff.error(), stores ? nullptr : &stores.error(),
                               phones ? nullptr : &phones.error()}) {
        if (failed != nullptr) return [error = *failed](Flow& flow) { show_error(flow, error); };
    }
    return [facts = *facts, tiers = *tiers, staff = *staff, stores = *stores,
            phones = *phones](Flow& flow) {
        auto& state = flow.state;
        state.shop.chain_name = facts.chain_name;
        state.shop.store_name = facts.store_name;
        state.shop.store_code = facts.store_code;
        state.shop.terminal_code = facts.terminal_code;
        state.shop.utc_offset_minutes = facts.utc_offset_minutes;
        state.shop.today = facts.business_date;
        state.shop.tiers = tiers;
        state.shop.stores = stores;
        state.shop.store_phones = phones;
        state.sign_in.staff = staff;
    };
}

Reply load_chain_logo(Office& office) {
    const auto file = office.parts().home.config.parent_path() / "logo.png";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return {};
    auto logo = load_logo(file);
    if (!logo) {
        // The clerk can't mend it and works as well without.
        fmt::print(stderr, "qiantai: {}\n", logo.error().message());
        return {};
    }
    auto picture = std::make_shared<const Picture>(std::move(logo).value());
    return [picture](Flow& flow) { flow.state.shop.logo = picture; };
}

Reply load_sync_view(Office& office) {
    if (!office.is_enrolled()) return {};
    const auto status =
        sync::load_status(office.context().database, office.context().clock.now_ms());
    if (!status) return [error = status.error()](Flow& flow) { show_error(flow, error); };
    return [status = *status](Flow& flow) {
        auto& view = flow.state.sync;
        view = SyncView{.sessions = std::move(view.sessions)};
        view.online = status.online;
        view.alone = !status.enrolled;
        view.offline_since = status.offline_since;
        view.waiting = status.waiting_count;
        view.waiting_since = status.waiting_since;
        view.refused = status.refused_count;
        view.complete_at = status.last_complete_at;
        view.clock_is_off = status.clock_is_off;
        view.clock_offset_ms = status.clock_offset_ms;
        view.first_load_done = status.first_load_done;
        view.problem = problem_of(status);
        if (flow.state.session && flow.state.work.screen == Screen::sync) load_sync_page(flow);
    };
}

}  // namespace qiantai::app
