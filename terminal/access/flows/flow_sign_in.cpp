// Signing in, choosing an own PIN the first time, locking and leaving.

#include "terminal/access/flows/flow_sign_in.hpp"

#include "assets/words/shell.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/desk/scan_errors.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using SignInStep = SignInState::Step;

namespace {

constexpr std::size_t k_pin_digits_max = 8;
constexpr std::size_t k_number_digits_max = 12;

void ask_pin(Flow& flow) {
    auto& sign_in = flow.get<SignInState>();
    sign_in.step = SignInStep::pin;
    sign_in.pin = {};
    sign_in.old_pin = {};
    sign_in.new_pin = {};
    sign_in.error.reset();
    sign_in.pins_differ = false;
    sign_in.changing = false;
    sign_in.wait_until_s = 0;
}

void choose_person(Flow& flow, const std::string& number) {
    auto& sign_in = flow.get<SignInState>();
    sign_in.number = number;
    sign_in.name.clear();
    if (const auto* person = flow.scene.find_colleague(number)) sign_in.name = person->name;
    ask_pin(flow);
}

void enter(Flow& flow, const domain::Session& session) {
    auto& scene = flow.scene;
    if (flow.get<SignInState>().locked_number != session.staff_number) {
        forget_work(flow);
        scene.toasts = ToastQueue{};
    }
    scene.session = session;
    ++scene.session_number;
    scene.stage = Stage::working;
    scene.set_look(scene.looks.of(session.staff_number));
    scene.touched_s = flow.now_s;
    flow.get<SignInState>() = SignInState{};
    if (const auto notice = std::exchange(scene.start_notice, std::nullopt)) {
        show_error(flow, *notice);
    }
    load_screen(flow);
    for (const auto& entry : flow.screens.entries) {
        if (entry.signed_in != nullptr) entry.signed_in(flow);
    }
}

/// A wait is counted down; everything else stands below the pad until the next digit.
void tell_refused(Flow& flow, const Error& error) {
    auto& sign_in = flow.get<SignInState>();
    sign_in.pin = {};
    sign_in.error = error;
    if (error.kind == &domain::k_sign_in_wait) {
        sign_in.wait_until_s = flow.now_s + std::strtod(error.detail.c_str(), nullptr);
        sign_in.error.reset();
    }
}

void check_pin(Flow& flow) {
    auto& sign_in = flow.get<SignInState>();
    if (sign_in.pin.empty()) return;
    sign_in.checking = true;
    const auto number = sign_in.number;
    const auto pin = sign_in.pin;
    run_job(
        flow,
        [number, pin](Office& office) {
            return domain::Access(office.context(), office.parts().pin_cost).sign_in(number, pin);
        },
        [pin](Flow& later, const Result<domain::Session>& session) {
            auto& now = later.get<SignInState>();
            now.checking = false;
            if (!session) return tell_refused(later, session.error());
            if (!session->pin_must_change) return enter(later, *session);
            later.scene.session = *session;
            now.old_pin = pin;
            now.pin = {};
            now.step = SignInStep::new_pin;
            now.error.reset();
        });
}

void change_pin(Flow& flow) {
    auto& sign_in = flow.get<SignInState>();
    sign_in.checking = true;
    run_job(
        flow,
        [session = *flow.scene.session, old_pin = sign_in.old_pin,
         new_pin = sign_in.pin](Office& office) -> Result<domain::Session> {
            auto changed = session;
            QIANTAI_TRY_STATUS(domain::Access(office.context(), office.parts().pin_cost)
                                   .change_pin(changed, old_pin, new_pin));
            return changed;
        },
        [](Flow& later, const Result<domain::Session>& session) {
            auto& now = later.get<SignInState>();
            now.checking = false;
            if (session && !now.changing) return enter(later, *session);
            if (session) {
                now = SignInState{};
                return show_done(later, words::change_pin_done);
            }
            const auto* why = session.error().kind;
            const bool old_wrong =
                why == &domain::k_sign_in_refused || why == &domain::k_sign_in_wait;
            now.step = now.changing && old_wrong ? SignInStep::pin : SignInStep::new_pin;
            tell_refused(later, session.error());
        });
}

void confirm_pin(Flow& flow) {
    auto& sign_in = flow.get<SignInState>();
    switch (sign_in.step) {
        case SignInStep::person:
            return;
        case SignInStep::number:
            if (!sign_in.number.empty()) choose_person(flow, std::string(sign_in.number));
            return;
        case SignInStep::pin:
            if (!sign_in.changing) return check_pin(flow);
            if (sign_in.pin.empty()) return;
            sign_in.old_pin = std::exchange(sign_in.pin, {});
            sign_in.step = SignInStep::new_pin;
            return;
        case SignInStep::new_pin:
            if (sign_in.pin.empty()) return;
            sign_in.new_pin = std::exchange(sign_in.pin, {});
            sign_in.step = SignInStep::new_pin_again;
            return;
        case SignInStep::new_pin_again:
            if (sign_in.pin == sign_in.new_pin) return change_pin(flow);
            sign_in.pin = {};
            sign_in.pins_differ = true;
            sign_in.step = SignInStep::new_pin;
            return;
    }
}

Secret type_secret(const Secret& typed, PadKey key) {
    std::string digits(typed.view());
    digits = apply_pad_key(std::move(digits), key, k_pin_digits_max);
    return Secret::taken_from(digits);
}

struct ApplySignIn {
    Flow& flow;

    SignInState& state() const { return flow.get<SignInState>(); }
    void operator()(const sign_in::ChoosePerson& intent) const {
        choose_person(flow, intent.number);
    }
    void operator()(const sign_in::TypeNumber&) const {
        ask_pin(flow);
        state().step = SignInStep::number;
        state().number.clear();
        state().name.clear();
    }
    void operator()(const sign_in::PressPad& intent) const {
        state().error.reset();
        state().pins_differ = false;
        if (intent.key == PadKey::confirm) return confirm_pin(flow);
        const bool number = state().step == SignInStep::number;
        if (number) {
            auto& typed = state().number;
            typed = apply_pad_key(typed, intent.key, k_number_digits_max);
        } else {
            state().pin = type_secret(state().pin, intent.key);
            wipe_stack();
        }
    }
    void operator()(const sign_in::Back&) const {
        if (std::exchange(state().changing, false)) {
            state() = SignInState{};
            return;
        }
        ask_pin(flow);
        flow.scene.session.reset();
        state().step = SignInStep::person;
    }
};

Reply load_unfinished(Office& office) {
    if (!office.is_enrolled()) return {};
    const auto kinds = domain::load_unfinished_kinds(office.context());
    if (!kinds) {
        office.log().write_error("drafts_not_read", kinds.error());
        return [error = kinds.error()](Flow& flow) { show_error(flow, error); };
    }
    return [kinds = *kinds](Flow& flow) {
        flow.scene.unfinished.clear();
        for (const auto& [number, kind] : kinds) {
            const auto* entry = flow.screens.find_unfinished(kind);
            if (entry != nullptr) flow.scene.unfinished.emplace(number, entry->title);
        }
    };
}

}  // namespace

void apply_sign_in(Flow& flow, const SignInIntent& intent) {
    std::visit(ApplySignIn{flow}, intent);
}

void begin_sign_in(Flow& flow) {
    flow.scene.stage = Stage::sign_in;
    flow.jobs.post(load_unfinished);
    ask_pin(flow);
    flow.get<SignInState>().step = SignInStep::person;
}

void begin_change_pin(Flow& flow) {
    choose_person(flow, flow.scene.session->staff_number);
    flow.get<SignInState>().changing = true;
}

void refuse_scan(Flow& flow) {
    flow.get<SignInState>().error = make_error(k_scan_is_no_pin);
}

void leave(Flow& flow, KeepWork keep) {
    auto& scene = flow.scene;
    const auto session = *scene.session;
    pause_screens(flow);
    flow.jobs.post([session](Office& office) -> Reply {
        const auto left = domain::Access(office.context()).sign_out(session);
        if (left) return {};
        office.log().write_error("sign_out_failed", left.error());
        return [error = left.error()](Flow& later) { show_error(later, error); };
    });
    scene.session.reset();
    ++scene.session_number;
    flow.nav.person_menu = flow.nav.help = false;
    if (keep == KeepWork::no) forget_work(flow);
    begin_sign_in(flow);
    if (keep == KeepWork::no) return scene.set_look(scene.looks.usual);
    auto& sign_in = flow.get<SignInState>();
    sign_in.locked_number = session.staff_number;
    sign_in.locked_name = session.name;
    sign_in.locked_work = flow.screens.at(flow.nav.screen).title;
    choose_person(flow, session.staff_number);
}

}  // namespace qiantai::app
