// The first start: enrolling with headquarters and the first load.

#include "terminal/set_up/flows/flow_set_up.hpp"

#include "sync/client/enrol.hpp"
#include "sync/core/audit_branches.hpp"
#include "terminal/access/flows/flow_sign_in.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/desk/scan_errors.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using SetUpStep = SetUpState::Step;

namespace {

Status enrol(Office& office, SyncLink& link, const sync::HubAddress& hub, const std::string& code) {
    if (!office.is_open()) {
        QIANTAI_TRY_STATUS(office.open(store::TerminalOptions::IfMissing::create));
    }
    const auto& parts = office.parts();
    QIANTAI_TRY_STATUS(sync::enrol(office.terminal().database(), parts.clock, parts.random,
                                   parts.make_transport, hub, code));
    QIANTAI_TRY_STATUS(office.take_identity());
    QIANTAI_TRY_STATUS(write_audit(
        office.context(), nullptr,
        {.action = std::string(sync::k_audit_enrolled), .detail = sync::way_to_hub(hub)}));
    link.start(office);
    return {};
}

void start_loading(Flow& flow) {
    auto& set_up = flow.get<SetUpState>();
    set_up.step = SetUpStep::loading;
    set_up.loading_since_s = flow.now_s;
    set_up.code.clear();
    flow.scene.sync = SyncView{.first_load_done = false};
    flow.jobs.post(flow.screens.load_shop);
}

void enrol(Flow& flow) {
    auto& set_up = flow.get<SetUpState>();
    if (set_up.step != SetUpStep::code) return;
    set_up.step = SetUpStep::checking;
    set_up.error.reset();
    run_job(
        flow,
        [&link = flow.link, hub = sync::HubAddress{set_up.address, proxy_of(set_up)},
         code = set_up.code](Office& office) { return enrol(office, link, hub, code); },
        [](Flow& later, const Status& enrolled) {
            if (enrolled) return start_loading(later);
            later.get<SetUpState>().step = SetUpStep::code;
            later.get<SetUpState>().error = enrolled.error();
        });
}

struct ApplySetUp {
    Flow& flow;

    void operator()(const set_up::TypeAddress& intent) const {
        flow.get<SetUpState>().address = intent.address;
    }
    void operator()(const set_up::TypeProxy& intent) const {
        flow.get<SetUpState>().proxy = intent.proxy;
    }
    void operator()(const set_up::TypeCode& intent) const {
        flow.get<SetUpState>().code = intent.code;
    }
    void operator()(const set_up::Enrol&) const { enrol(flow); }
    void operator()(const set_up::Retry&) const {
        flow.scene.sync.problem.reset();
        flow.get<SetUpState>().loading_since_s = flow.now_s;
        flow.link.sync_now();
    }
    void operator()(const set_up::Begin&) const { begin_sign_in(flow); }
};

}  // namespace

void apply_set_up(Flow& flow, const SetUpIntent& intent) {
    std::visit(ApplySetUp{flow}, intent);
}

void step_set_up(Flow& flow) {
    auto& set_up = flow.get<SetUpState>();
    if (set_up.step == SetUpStep::loading && flow.scene.sync.first_load_done) {
        set_up.step = SetUpStep::loaded;
        flow.jobs.post(flow.screens.load_shop);
    }
}

void scan_set_up(Flow& flow, const std::string& scanned) {
    auto& set_up = flow.get<SetUpState>();
    if (set_up.step != SetUpStep::code) return;
    // A code alone, or the address before it.
    const auto gap = scanned.rfind(' ');
    if (gap != std::string::npos) set_up.address = scanned.substr(0, gap);
    set_up.code.clear();
    for (const char character : scanned.substr(gap == std::string::npos ? 0 : gap + 1)) {
        if (character != '-') set_up.code += character;
    }
}

void tell_set_up_scan_unclear(Flow& flow) {
    flow.get<SetUpState>().error = make_error(k_scan_unclear);
}

}  // namespace qiantai::app
