#include "terminal/app/shell.hpp"

#include "assets/words/shell.hpp"
#include "terminal/access/flows/flow_sign_in.hpp"
#include "terminal/app/display_settings.hpp"
#include "terminal/app/load_shop.hpp"
#include "terminal/set_up/flows/flow_set_up.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// Nobody touched the terminal for so long: it locks. Long enough to talk to a customer, short
/// enough that nobody else serves himself.
constexpr double k_lock_after_s = 180;

bool is_missing(const Error& error) {
    return error.kind == &sqlite::k_database_missing;
}

Reply tell_opened(const Status& status, bool enrolled) {
    return [status, enrolled](Flow& flow) {
        if (!status) {
            flow.scene.stage = Stage::broken;
            flow.scene.broken = status.error();
        } else if (!enrolled) {
            flow.scene.stage = Stage::set_up;
        } else {
            begin_sign_in(flow);
        }
    };
}

struct ApplyShell {
    Flow& flow;

    void operator()(const shell::OpenScreen& intent) const { open_capability(flow, intent.screen); }
    void operator()(const shell::GoBack&) const { go_back(flow); }
    void operator()(const shell::OpenPersonMenu&) const { flow.nav.person_menu = true; }
    void operator()(const shell::ClosePersonMenu&) const { flow.nav.person_menu = false; }
    void operator()(const shell::Lock&) const { leave(flow, KeepWork::yes); }
    void operator()(const shell::SwitchPerson&) const { leave(flow, KeepWork::no); }
    void operator()(const shell::ChangePin&) const {
        flow.nav.person_menu = false;
        begin_change_pin(flow);
    }
    void operator()(const shell::SetLanguage& intent) const {
        set(&PersonLook::language, intent.language);
    }
    void operator()(const shell::SetTheme& intent) const { set(&PersonLook::theme, intent.theme); }
    void operator()(const shell::SetScale& intent) const {
        set(&PersonLook::scale_percent, intent.percent);
    }
    void operator()(const shell::SetKeyboard& intent) const {
        if (std::exchange(flow.scene.settings.keyboard, intent.keyboard) != intent.keyboard) save();
    }
    void operator()(const shell::ShowHelp& intent) const {
        flow.nav.person_menu = false;
        flow.nav.help = intent.shown;
    }
    void operator()(const shell::PressToast& intent) const { press_toast(flow, intent.action_id); }

    void operator()(const shell::AnswerAsk& intent) const { answer_ask(flow, intent); }
    void operator()(const shell::GiveReason& intent) const {
        if (flow.nav.asking) flow.nav.asking->reason = intent.reason;
    }
    void operator()(const shell::ChoosePerson& intent) const {
        if (flow.nav.asking) flow.nav.asking->other.number = intent.number;
    }
    void operator()(const shell::TypePersonPin& intent) const {
        if (flow.nav.asking) flow.nav.asking->other.pin = intent.text;
    }

    /// Of the signed-in person, at once on the screen.
    template <typename Value>
    void set(Value PersonLook::*part, Value value) const {
        auto look = flow.scene.look();
        if (std::exchange(look.*part, value) == value) return;
        flow.scene.set_look(look);
        flow.scene.looks.own[flow.scene.session->staff_number] = look;
        save();
    }

    /// For the next start.
    void save() const {
        flow.jobs.post([settings = display_settings_of(flow.scene)](Office& office) -> Reply {
            const auto saved = save_display_settings(office.parts().home.config, settings);
            if (saved) return {};
            office.log().write_error("display_settings_not_saved", saved.error());
            return [error = saved.error()](Flow& later) { show_error(later, error); };
        });
    }
};

}  // namespace

void start(Flow& flow) {
    flow.jobs.post([&link = flow.link](Office& office) -> Reply {
        const auto status = office.open(store::TerminalOptions::IfMissing::fail);
        if (!status) {
            if (is_missing(status.error())) return tell_opened({}, false);
            return tell_opened(status, false);
        }
        const auto taken = office.take_identity();
        if (taken) link.start(office);
        if (taken || taken.error().kind == &domain::k_not_enrolled_yet) {
            return tell_opened({}, taken.ok());
        }
        office.log().write_error("identity_not_read", taken.error());
        return tell_opened(taken, false);
    });
    flow.jobs.post(load_shop);
    flow.jobs.post(load_sync_view);
    flow.jobs.post(load_chain_logo);
}

void step(Flow& flow) {
    auto& scene = flow.scene;
    scene.toasts.step(flow.now_s);
    if (scene.stage == Stage::set_up) step_set_up(flow);
    if (scene.stage != Stage::working) return;
    const auto& open = flow.screens.at(flow.nav.screen);
    if (open.step != nullptr) open.step(flow);
    const bool idle = flow.now_s - scene.touched_s >= k_lock_after_s;
    if (std::exchange(flow.nav.locking, false) || idle) leave(flow, KeepWork::yes);
}

double lock_at_s(const Scene& scene) {
    return scene.touched_s + k_lock_after_s;
}

void apply_shell(Flow& flow, const ShellIntent& intent) {
    std::visit(ApplyShell{flow}, intent);
}

void scan(Flow& flow, const std::string& code) {
    if (flow.scene.stage == Stage::set_up) return scan_set_up(flow, code);
    if (flow.scene.stage == Stage::sign_in) return refuse_scan(flow);
    if (flow.scene.stage != Stage::working) return;
    if (flow.get<SignInState>().changing) return refuse_scan(flow);
    const auto& open = flow.screens.at(flow.nav.screen);
    if (open.scanned != nullptr && open.scanned(flow, code)) return;
    for (const auto& entry : flow.screens.entries) {
        if (entry.scanned_elsewhere != nullptr && entry.scanned_elsewhere(flow, code)) return;
    }
    flow.scene.toasts.push({tr(flow, words::scan_unknown, code), Tone::warning});
}

void drop(Flow& flow, const std::vector<std::string>& paths) {
    if (flow.scene.stage != Stage::working || flow.get<SignInState>().changing) return;
    const auto& open = flow.screens.at(flow.nav.screen);
    if (open.for_customer) return;
    if (open.dropped != nullptr && open.dropped(flow, paths)) return;
    flow.scene.toasts.push({tr(flow, words::drop_nowhere), Tone::warning});
}

void tell_scan_unclear(Flow& flow, const std::string& text) {
    if (flow.scene.stage == Stage::set_up) return tell_set_up_scan_unclear(flow);
    if (flow.scene.stage == Stage::sign_in) return refuse_scan(flow);
    flow.scene.toasts.push({tr(flow, words::scan_unclear, text), Tone::warning});
}

}  // namespace qiantai::app
