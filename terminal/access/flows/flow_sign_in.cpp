// Signing in, choosing an own PIN the first time, locking and leaving.

#include "terminal/access/rules/access.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using Step = SignInState::Step;

namespace {

constexpr std::size_t k_pin_digits_max = 8;
constexpr std::size_t k_number_digits_max = 12;

void ask_pin(Flow& flow) {
    auto& sign_in = flow.state.sign_in;
    sign_in.step = Step::pin;
    sign_in.pin.clear();
    sign_in.old_pin.clear();
    sign_in.new_pin.clear();
    sign_in.error.reset();
    sign_in.pins_differ = false;
    sign_in.wait_until_s = 0;
}

void choose(Flow& flow, const std::string& number) {
    auto& sign_in = flow.state.sign_in;
    sign_in.number = number;
    sign_in.name.clear();
    for (const auto& person : sign_in.staff) {
        if (person.number == number) sign_in.name = person.name;
    }
    ask_pin(flow);
}

void enter(Flow& flow, const domain::Session& session) {
    auto& state = flow.state;
    if (state.sign_in.locked_number != session.staff_number) {
        state.work = Work{};
        state.toasts = ToastQueue{};
    }
    state.session = session;
    ++state.session_number;
    state.stage = Stage::working;
    state.touched_s = flow.now_s;
    const auto staff = std::move(state.sign_in.staff);
    state.sign_in = SignInState{};
    state.sign_in.staff = staff;
    if (const auto notice = std::exchange(state.start_notice, std::nullopt)) {
        show_error(flow, *notice);
    }
    load_screen(flow);
}

/// A wait is counted down; everything else stands below the pad until the next digit.
void tell_refused(Flow& flow, const Error& error) {
    auto& sign_in = flow.state.sign_in;
    sign_in.pin.clear();
    sign_in.error = error;
    if (error.kind == &domain::k_sign_in_wait) {
        sign_in.wait_until_s = flow.now_s + std::strtod(error.detail.c_str(), nullptr);
        sign_in.error.reset();
    }
}

void check_pin(Flow& flow) {
    auto& sign_in = flow.state.sign_in;
    if (sign_in.pin.empty()) return;
    sign_in.checking = true;
    const auto number = sign_in.number, pin = sign_in.pin;
    run_job(
        flow,
        [number, pin](Office& office) {
            return domain::Access(office.context(), office.parts().pin_cost).sign_in(number, pin);
        },
        [pin](Flow& later, const Result<domain::Session>& session) {
            auto& now = later.state.sign_in;
            now.checking = false;
            if (!session) return tell_refused(later, session.error());
            if (!session->pin_must_change) return enter(later, *session);
            later.state.session = *session;
            now.old_pin = pin;
            now.pin.clear();
            now.step = Step::new_pin;
            now.error.reset();
        });
}

void change_pin(Flow& flow) {
    auto& sign_in = flow.state.sign_in;
    sign_in.checking = true;
    run_job(
        flow,
        [session = *flow.state.session, old_pin = sign_in.old_pin,
         new_pin = sign_in.pin](Office& office) -> Result<domain::Session> {
            auto changed = session;
            QIANTAI_TRY_STATUS(domain::Access(office.context(), office.parts().pin_cost)
                                   .change_pin(changed, old_pin, new_pin));
            return changed;
        },
        [](Flow& later, const Result<domain::Session>& session) {
            auto& now = later.state.sign_in;
            now.checking = false;
            if (session) return enter(later, *session);
            now.step = Step::new_pin;
            tell_refused(later, session.error());
        });
}

void confirm(Flow& flow) {
    auto& sign_in = flow.state.sign_in;
    switch (sign_in.step) {
        case Step::person:
            return;
        case Step::number:
            if (!sign_in.number.empty()) choose(flow, std::string(sign_in.number));
            return;
        case Step::pin:
            return check_pin(flow);
        case Step::new_pin:
            if (sign_in.pin.empty()) return;
            sign_in.new_pin = std::exchange(sign_in.pin, {});
            sign_in.step = Step::new_pin_again;
            return;
        case Step::new_pin_again:
            if (sign_in.pin == sign_in.new_pin) return change_pin(flow);
            sign_in.pin.clear();
            sign_in.pins_differ = true;
            sign_in.step = Step::new_pin;
            return;
    }
}

struct ApplySignIn {
    Flow& flow;

    SignInState& state() const { return flow.state.sign_in; }
    void operator()(const sign_in::ChoosePerson& intent) const { choose(flow, intent.number); }
    void operator()(const sign_in::TypeNumber&) const {
        ask_pin(flow);
        state().step = Step::number;
        state().number.clear();
        state().name.clear();
    }
    void operator()(const sign_in::PressPad& intent) const {
        state().error.reset();
        state().pins_differ = false;
        if (intent.key == PadKey::confirm) return confirm(flow);
        const bool number = state().step == Step::number;
        auto& typed = number ? state().number : state().pin;
        typed = apply_pad_key(typed, intent.key, number ? k_number_digits_max : k_pin_digits_max);
    }
    void operator()(const sign_in::Back&) const {
        ask_pin(flow);
        flow.state.session.reset();
        state().step = Step::person;
    }
};

}  // namespace

void apply(Flow& flow, const SignInIntent& intent) {
    std::visit(ApplySignIn{flow}, intent);
}

void begin_sign_in(Flow& flow) {
    flow.state.stage = Stage::sign_in;
    ask_pin(flow);
    flow.state.sign_in.step = Step::person;
}

void leave(Flow& flow, KeepWork keep) {
    auto& state = flow.state;
    const auto session = *state.session;
    pause_find(flow);
    pause_register(flow);
    pause_edit(flow);
    pause_member(flow);
    flow.jobs.post([session](Office& office) -> Reply {
        const auto left = domain::Access(office.context()).sign_out(session);
        if (left) return {};
        return [error = left.error()](Flow& later) { show_error(later, error); };
    });
    state.session.reset();
    ++state.session_number;
    begin_sign_in(flow);
    state.work.person_menu = false;
    if (keep == KeepWork::yes) {
        state.sign_in.locked_number = session.staff_number;
        state.sign_in.locked_name = session.name;
        choose(flow, session.staff_number);
    } else {
        state.work = Work{};
    }
}

}  // namespace qiantai::app
