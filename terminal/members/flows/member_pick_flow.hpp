#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/members/screens/member_pick.hpp"

namespace qiantai::app {

/// Where a screen keeps its choice, asked again when an answer comes; null while there is none.
struct MemberPickPlace {
    ui::MemberPick* (*pick)(Flow&);
    /// Somebody was chosen, or the one who was is so no more.
    void (*changed)(Flow&);
};
void apply_member_pick(Flow& flow, MemberPickPlace place, const ui::MemberPickIntent& intent);
/// A card was scanned, or the member is known from elsewhere.
void pick_member(Flow& flow, MemberPickPlace place, const ui::ShownMember& member);

/// A member with the card that rows show. k_member_not_found.
Result<ui::ShownMember> load_shown_member(domain::ServiceContext& context,
                                          const domain::Session& session, const Uuid& member);

}  // namespace qiantai::app
