#pragma once

// What every screen stands on, whatever it shows itself: the shop, who works here, the way to
// headquarters, and how the terminal looks.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/error.hpp"
#include "terminal/base/store_facts.hpp"
#include "terminal/desk/shop.hpp"
#include "terminal/desk/sync_view.hpp"
#include "terminal/kit/core/toast_queue.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

enum class Stage : std::uint8_t {
    opening,  ///< the database is being opened
    broken,   ///< it can't be: Scene::broken says why and who must act
    set_up,   ///< this computer is no terminal yet
    sign_in,  ///< nobody is signed in, or the terminal is locked
    working,
};

/// Sizes that a person can choose, in percent of what the display suggests.
inline constexpr int k_scale_percents[] = {90, 100, 125, 150};

/// How the screens look to a person.
struct PersonLook {
    Language language = Language::zh;
    ThemeKind theme = ThemeKind::light;
    int scale_percent = 100;  ///< one of k_scale_percents
    bool operator==(const PersonLook&) const = default;
};

/// How they look to whom, by staff number; to everybody else, and while nobody is signed in, as
/// usual.
struct Looks {
    PersonLook usual{};
    std::map<std::string, PersonLook, std::less<>> own{};
    bool operator==(const Looks&) const = default;

    const PersonLook& of(const std::string& staff_number) const;
};

struct Scene {
    UiSettings settings{};
    float display_scale = 1;  ///< pixels per dp that the display suggests
    int scale_percent = 100;  ///< what the person makes of it; settings.scale is the product
    Looks looks{};
    Stage stage = Stage::opening;
    std::optional<Error> broken{};
    Shop shop{};
    std::vector<domain::StaffTile> colleagues{};  ///< of this store, by their names
    /// What the form is called that somebody left unfinished, by staff number.
    std::map<std::string, TextKey> unfinished{};
    SyncView sync{};
    std::optional<domain::Session> session{};
    /// Counts sign-ins; what was asked for in an earlier one is dropped when it arrives.
    int session_number = 0;
    ToastQueue toasts{};
    std::optional<Error> start_notice{};  ///< said to whoever signs in first
    double touched_s = 0;                 ///< when somebody last touched or typed

    /// The signed-in person has it; false if nobody is signed in.
    bool has_right(domain::Right right) const {
        return session && domain::has_right(session->role, right);
    }
    PersonLook look() const { return {settings.language, settings.theme, scale_percent}; }
    void set_look(const PersonLook& look);
    /// Null for somebody who does not work at this store.
    const domain::StaffTile* find_colleague(std::string_view number) const;
};

}  // namespace qiantai::ui
