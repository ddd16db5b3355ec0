#pragma once

// Who is on duty on a day, and which member a staff member is: staff on duty can't receive gifts.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/issuances/rules/duty_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_duty_screen{"duty"};

/// A day's roster as it stands on the page, and the member's name behind each staff member.
struct DutyState {
    std::optional<Date> wanted{};  ///< none: today
    std::optional<domain::DutyDay> day{};
    std::map<Uuid, std::string> member_names{};
    bool changed = false;
    bool saving = false;
    std::optional<Error> error{};
    int query = 0;
};

namespace duty {
struct Reload {};
struct ShowDay {
    Date day;
};
struct SetOnDuty {
    std::string number;
    bool on;
};
struct Save {};
/// Which member this is: by the card or phone that is typed or scanned.
struct AskMember {
    std::string number;
    std::string name;
};
struct ForgetMember {
    std::string number;
};
}  // namespace duty

using DutyIntent = std::variant<duty::Reload, duty::ShowDay, duty::SetOnDuty, duty::Save,
                                duty::AskMember, duty::ForgetMember>;
using DutyIntents = Intents<DutyIntent>;

void draw_duty(Ui& ui, const Rect& area, const Scene& scene, const DutyState& state,
               DutyIntents& intents);

}  // namespace qiantai::ui
