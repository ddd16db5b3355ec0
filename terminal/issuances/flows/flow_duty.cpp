// The duty roster of a day, and which member a staff member is.

#include <algorithm>

#include "assets/words/campaigns.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/duty_rosters.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/rules/members_facts.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

DutyState& duty_of(Flow& flow) {
    return flow.get<DutyState>();
}

struct DutyLoaded {
    domain::DutyDay day{};
    std::map<Uuid, std::string> member_names{};
};

Result<DutyLoaded> load_duty_day(domain::ServiceContext& context, const domain::Session& session,
                                 std::optional<Date> wanted) {
    QIANTAI_TRY(const auto today, domain::business_date(context));
    DutyLoaded loaded;
    QIANTAI_TRY(loaded.day, domain::DutyRosters(context).day(session, wanted.value_or(today)));
    for (const auto& one : loaded.day.staff) {
        if (!one.member_id) continue;
        const auto member = domain::Members(context).get(session, *one.member_id);
        if (member) loaded.member_names[*one.member_id] = member->member.name;
    }
    return loaded;
}

void load_duty(Flow& flow) {
    auto& state = duty_of(flow);
    state.saving = false;
    state.error.reset();
    run_service(
        flow,
        [wanted = state.wanted](domain::ServiceContext& context, const domain::Session& session) {
            return load_duty_day(context, session, wanted);
        },
        [query = ++state.query](Flow& later, const Result<DutyLoaded>& loaded) {
            auto& now = duty_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.day = loaded->day;
            now.member_names = loaded->member_names;
            now.changed = false;
        });
}

void save_duty(Flow& flow) {
    auto& state = duty_of(flow);
    if (!state.day || std::exchange(state.saving, true)) return;
    domain::DutyEntry entry{.on_date = state.day->on_date};
    for (const auto& one : state.day->staff) {
        if (one.on_duty) entry.numbers.push_back(one.number);
    }
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::DutyRosters(context).save(session, entry);
        },
        [](Flow& later, const Result<domain::DutyDay>& day) {
            duty_of(later).saving = false;
            if (!day) return show_error(later, day.error());
            show_done(later, words::duty_saved);
            load_duty(later);
        });
}

/// By a card, or by a name or number that one member alone has.
Result<Uuid> find_duty_member(domain::ServiceContext& context, const domain::Session& session,
                              const std::string& typed) {
    domain::Members members(context);
    QIANTAI_TRY(const auto owner, members.owner_of_card(session, typed));
    if (owner) return *owner;
    QIANTAI_TRY(const auto found, members.find(session, typed));
    if (found.size() != 1) return make_error(domain::k_member_not_found, {}, "member_id");
    return found.front().member.id;
}

using DutyStaffResult = Result<domain::DutyStaff>;

void duty_member_named(Flow& flow, const DutyStaffResult& staff) {
    if (!staff) return show_error(flow, staff.error());
    show_done(flow, words::duty_saved);
    load_duty(flow);
}

void name_duty_member(Flow& flow, const std::string& number, const std::string& typed) {
    run_service(
        flow,
        [number, typed](domain::ServiceContext& context,
                        const domain::Session& session) -> DutyStaffResult {
            QIANTAI_TRY(const auto member, find_duty_member(context, session, typed));
            return domain::DutyRosters(context).name_member(session, number, member);
        },
        [](Flow& later, const DutyStaffResult& staff) {
            if (end_ask(later, staff ? Status() : Status(staff.error()))) {
                duty_member_named(later, staff);
            }
        });
}

struct ApplyDuty {
    Flow& flow;

    DutyState& state() const { return duty_of(flow); }
    void operator()(const duty::Reload&) const { load_duty(flow); }
    void operator()(const duty::ShowDay& intent) const {
        state().wanted = intent.day;
        load_duty(flow);
    }
    void operator()(const duty::SetOnDuty& intent) const {
        for (auto& one : state().day->staff) {
            if (one.number == intent.number) one.on_duty = intent.on;
        }
        state().changed = true;
    }
    void operator()(const duty::Save&) const { save_duty(flow); }
    void operator()(const duty::AskMember& intent) const {
        ask(flow,
            {.words =
                 [name = intent.name](const Ui& ui) {
                     return AskWords{
                         .dialog = {.heading = {ui.tr(words::duty_name_member), Text::data(name)},
                                    .body = ui.tr(words::duty_member_body),
                                    .confirm = ui.tr(words::duty_save),
                                    .cancel = ui.tr(words::cancel)},
                         .field = ui::Field{.label = ui.tr(words::duty_member_card),
                                            .characters_max = 40}};
                 },
             .then = [number = intent.number](
                         Flow& now,
                         const std::string& typed) { name_duty_member(now, number, typed); },
             .asks_words = true});
    }
    void operator()(const duty::ForgetMember& intent) const {
        run_service(
            flow,
            [number = intent.number](domain::ServiceContext& context,
                                     const domain::Session& session) {
                return domain::DutyRosters(context).name_member(session, number, std::nullopt);
            },
            duty_member_named);
    }
};

void apply_duty(Flow& flow, const DutyIntent& intent) {
    std::visit(ApplyDuty{flow}, intent);
}

void enter_duty(Flow& flow) {
    duty_of(flow).wanted.reset();
}

}  // namespace

ScreenEntry duty_screen() {
    return {.id = k_duty_screen,
            .below = k_requisitions_screen,
            .title = words::duty_title,
            .help = words::help_duty,
            .draw = screen_draw(draw_duty, apply_duty),
            .entered = enter_duty,
            .opened = load_duty};
}

}  // namespace qiantai::app
