// A customer of another store: headquarters is asked while the screen goes on, the record comes
// with the next session, and the member is opened when it is there.

#include "assets/words/members.hpp"
#include "sync/client/session_lock.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_look_up.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/screens/screen_find.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using LookUpStep = LookUp::Step;

namespace {

/// The session under way when headquarters answered may have read past the record; the one after
/// it can't have.
constexpr int k_sessions_most = 2;

constexpr ErrorKind k_look_up_not_here{
    "look_up_not_here", Actor::clerk,
    "Headquarters has found the member, but the record is not here yet. Look once more in a "
    "moment.",
    "总部已查到该会员，但资料还没有到本机，请稍后再查一次。"};

/// What is under way, if it is still the same: nobody has left meanwhile.
LookUp* under_way(Flow& flow, LookUpStep step) {
    auto& asked = flow.get<FindState>().look_up;
    return asked && asked->step == step ? &*asked : nullptr;
}

void fail(LookUp& asked, const Error& error) {
    asked.step = LookUpStep::failed;
    asked.error = error;
}

struct Arrived {
    std::vector<domain::Member> members;
};

/// Those who are on this terminal already.
Result<Arrived> find_arrived(domain::ServiceContext& context, const domain::Session& session,
                             const std::vector<Uuid>& ids) {
    Arrived arrived;
    for (const auto& id : ids) {
        // Missing is what is expected until the feed has brought it.
        QIANTAI_TRY(const auto details, absent_if(domain::k_member_not_found,
                                                  domain::Members(context).get(session, id)));
        if (details && !details->standing_member) arrived.members.push_back(details->member);
    }
    return arrived;
}

void show_arrived(Flow& flow, const Arrived& arrived) {
    auto& find = flow.get<FindState>();
    const bool waits = flow.nav.screen == k_find_screen && find.typed == find.look_up->typed;
    find.look_up.reset();
    const auto& first = arrived.members.front();
    if (!waits) {
        return show_offer(flow,
                          {.text = tr(flow, words::look_up_found, first.name),
                           .tone = Tone::success,
                           .action = tr(flow, words::look_up_open),
                           .action_id = "open member " + first.id.text()},
                          [id = first.id](Flow& pressed) { open_member(pressed, id); });
    }
    if (arrived.members.size() == 1) return open_member(flow, first.id);
    // Several stores know the number: they stand in the list now.
    opened_find(flow);
}

Result<sync::LookUpQuestion> prepare_question(domain::ServiceContext& context,
                                              const domain::Session& session,
                                              const std::string& typed) {
    QIANTAI_TRY(const auto number, domain::check_look_up(context, session, typed));
    QIANTAI_TRY(auto device, sync::require_device_facts(context.database));
    return sync::LookUpQuestion{std::move(device),
                                {number.phone, number.card_number, session.staff_number}};
}

Status record_answer(domain::ServiceContext& context, const domain::Session& session,
                     const sync::LookUpQuestion& question, const sync::LookedUp& found) {
    std::vector<Uuid> ids;
    for (const auto& member : found) ids.push_back(member.id);
    return domain::record_look_up(context, session,
                                  {question.query.phone, question.query.card_number}, ids);
}

enum class After : std::uint8_t { answer, session };

void open_if_here(Flow& flow, After after) {
    const auto* asked = under_way(flow, LookUpStep::arriving);
    if (asked == nullptr) return;
    run_service(
        flow,
        [ids = asked->members](domain::ServiceContext& context, const domain::Session& session) {
            return find_arrived(context, session, ids);
        },
        [after](Flow& later, const Result<Arrived>& arrived) {
            auto* now = under_way(later, LookUpStep::arriving);
            if (now == nullptr) return;
            if (!arrived) return fail(*now, arrived.error());
            if (!arrived->members.empty()) return show_arrived(later, *arrived);
            if (after == After::answer) return later.link.sync_now();
            if (++now->sessions >= k_sessions_most) fail(*now, make_error(k_look_up_not_here));
        });
}

/// The trail is written also if the person has left meanwhile.
void take_answer(Flow& flow, int session_number, const domain::Session& session,
                 const sync::LookUpQuestion& question, const sync::LookedUp& found) {
    flow.jobs.post([=](Office& office) -> Reply {
        const auto recorded = record_answer(office.context(), session, question, found);
        if (!recorded) office.log().write_error("look_up_not_recorded", recorded.error());
        return [=](Flow& later) {
            if (later.scene.session_number != session_number) return;
            auto* now = under_way(later, LookUpStep::asking);
            if (now == nullptr) return;
            if (!recorded) return fail(*now, recorded.error());
            now->step = LookUpStep::arriving;
            for (const auto& member : found) now->members.push_back(member.id);
            open_if_here(later, After::answer);
        };
    });
}

void ask_headquarters(Flow& flow, const sync::LookUpQuestion& question) {
    flow.link.look_up(question, [number = flow.scene.session_number, session = *flow.scene.session,
                                 question](Flow& later, const Result<sync::LookedUp>& found) {
        if (found) return take_answer(later, number, session, question, *found);
        auto* now = under_way(later, LookUpStep::asking);
        if (now != nullptr && later.scene.session_number == number) fail(*now, found.error());
    });
}

}  // namespace

void look_up(Flow& flow) {
    auto& find = flow.get<FindState>();
    if (find.look_up && find.look_up->is_under_way()) return;
    find.look_up = LookUp{.typed = find.typed};
    run_service(
        flow,
        [typed = find.typed](domain::ServiceContext& context, const domain::Session& session) {
            return prepare_question(context, session, typed);
        },
        [](Flow& later, const Result<sync::LookUpQuestion>& question) {
            auto* now = under_way(later, LookUpStep::asking);
            if (now == nullptr) return;
            if (!question) return fail(*now, question.error());
            ask_headquarters(later, *question);
        });
}

void end_look_up_session(Flow& flow, const std::optional<Error>& error) {
    auto* asked = under_way(flow, LookUpStep::arriving);
    if (asked == nullptr) return;
    // Another program of this terminal is at it; the scheduler looks again soon.
    if (error && error->code() == sync::k_sync_running.code) return;
    if (!error) return open_if_here(flow, After::session);
    fail(*asked, sync::is_network_error(*error) ? make_error(sync::k_look_up_offline) : *error);
}

}  // namespace qiantai::app
