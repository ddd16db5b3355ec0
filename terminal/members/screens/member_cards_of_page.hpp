#pragma once

// The cards of paper, so to speak, that the member's page is made of.

#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/members/screens/screen_member.hpp"

namespace qiantai::ui {

/// What is known about the person, as far as it may be shown.
std::vector<Fact> member_facts(const Ui& ui, const Scene& scene, const MemberState& page,
                               const domain::Member& member);
/// "会员服务：同意，2026-11-20，版本 QT-1"
std::vector<Fact> consent_facts(const Ui& ui, const Scene& scene,
                                const domain::MemberDetails& details);
/// The last decision for the purpose; null if it was never asked for.
const domain::Consent* last_consent(const domain::MemberDetails& details, std::string_view purpose);

void draw_about(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page);
void draw_cards(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page,
                MemberIntents& intents);
void draw_consents(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page,
                   MemberIntents& intents);
void draw_timeline(Ui& ui, Columns& columns, const Scene& scene, const MemberState& page);
/// Over the whole width, before everything else; nothing if there is none. Cuts itself off `rest`.
void draw_conflicts(Ui& ui, Rect& rest, const Scene& scene, const MemberState& page,
                    MemberIntents& intents);

}  // namespace qiantai::ui
