// Choosing whose something is: one question at a time, the newest text is asked for next.

#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

void take_first_pick(Flow& flow, MemberPickPlace place) {
    auto& pick = *place.pick(flow);
    pick.take_first = false;
    if (!pick.found.empty()) pick_member(flow, place, ShownMember(pick.found.front()));
}

void ask_picks(Flow& flow, MemberPickPlace place) {
    auto& pick = *place.pick(flow);
    const auto& looked_for = pick.looked_for();
    if (looked_for.empty()) {
        pick.found.clear();
        pick.answered.clear();
    }
    if (pick.asking || looked_for.empty()) return;
    pick.asking = true;
    run_service(
        flow,
        [typed = looked_for](domain::ServiceContext& context, const domain::Session& session) {
            return find_shown_members(context, session, typed);
        },
        [place, typed = looked_for](Flow& later, const Result<std::vector<ShownMember>>& found) {
            auto* now = place.pick(later);
            if (now == nullptr) return;
            now->asking = false;
            if (!found) return show_error(later, found.error());
            if (now->looked_for() != typed) return ask_picks(later, place);
            now->found = *found;
            now->answered = typed;
            if (now->take_first) take_first_pick(later, place);
        });
}

struct ApplyMemberPick {
    Flow& flow;
    MemberPickPlace place;
    MemberPick& pick;

    void operator()(const pick::Type& intent) const {
        pick.typed = intent.text;
        pick.composing = intent.composing;
        pick.take_first = false;
        ask_picks(flow, place);
    }
    void operator()(const pick::Enter&) const {
        if (pick.typed.empty()) return;
        if (pick.answered == pick.typed) return take_first_pick(flow, place);
        pick.take_first = true;
    }
    void operator()(const pick::Choose& intent) const {
        const auto chosen = std::ranges::find_if(
            pick.found, [&](const ShownMember& one) { return one.member.id == intent.id; });
        if (chosen != pick.found.end()) pick_member(flow, place, ShownMember(*chosen));
    }
    void operator()(const pick::Change&) const {
        pick = {.anew = true};
        place.changed(flow);
    }
    void operator()(const pick::LookUpElsewhere&) const {
        look_up_elsewhere(flow, std::string(pick.typed));
    }
};

}  // namespace

void apply_member_pick(Flow& flow, MemberPickPlace place, const MemberPickIntent& intent) {
    if (auto* pick = place.pick(flow)) std::visit(ApplyMemberPick{flow, place, *pick}, intent);
}

void pick_member(Flow& flow, MemberPickPlace place, const ShownMember& member) {
    auto* pick = place.pick(flow);
    if (pick == nullptr) return;
    *pick = MemberPick{.member = member, .asking = pick->asking};
    place.changed(flow);
}

Result<ShownMember> load_shown_member(domain::ServiceContext& context,
                                      const domain::Session& session, const Uuid& member) {
    QIANTAI_TRY(auto details, domain::Members(context).get(session, member));
    if (details.standing_member) {
        QIANTAI_TRY(details, domain::Members(context).get(session, *details.standing_member));
    }
    return ShownMember{.member = details.member, .card = card_that_speaks(details.cards)};
}

}  // namespace qiantai::app
