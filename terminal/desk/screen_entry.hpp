#pragma once

// A screen as the terminal knows it: what the list of screens is made of. Nothing here depends on
// what a screen shows; its flow makes the entry, with screen_draw() around its own draw function,
// state and intents.

#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/desk/member_line.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/desk/state_bag.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"

namespace qiantai::domain {
struct ServiceContext;
}

namespace qiantai::app {

/// Something that was meant in a frame and is done after it: the shell's, or a screen's own.
using Deferred = std::variant<ui::ShellIntent, std::function<void(Flow&)>>;
using DrawScreen = std::function<std::vector<Deferred>(ui::Ui&, const ui::Rect&, const ui::Scene&,
                                                       const ui::StateBag&)>;

/// The screen's own intents become work for `apply`.
template <typename Own>
std::vector<Deferred> defer(ui::Intents<Own> intents, void (*apply)(Flow&, const Own&)) {
    std::vector<Deferred> deferred;
    deferred.reserve(intents.all.size());
    for (auto& one : intents.all) {
        if (auto* shell = std::get_if<ui::ShellIntent>(&one)) {
            deferred.emplace_back(std::move(*shell));
        } else {
            deferred.emplace_back(
                [apply, own = std::get<Own>(std::move(one))](Flow& flow) { apply(flow, own); });
        }
    }
    return deferred;
}

/// Wraps `draw(Ui&, const Rect&, const Scene&, const State&..., Intents<Own>&)`: the states,
/// usually one, come from the bag; a screen may look at those of the capabilities below its own.
template <typename Own, typename... Args>
DrawScreen screen_draw(void (*draw)(ui::Ui&, const ui::Rect&, const ui::Scene&, Args...),
                       void (*apply)(Flow&, const Own&)) {
    return [draw, apply](ui::Ui& ui, const ui::Rect& area, const ui::Scene& scene,
                         const ui::StateBag& states) {
        ui::Intents<Own> intents;
        const auto part = [&]<typename Arg>(std::type_identity<Arg>) -> Arg {
            if constexpr (std::is_same_v<Arg, ui::Intents<Own>&>) {
                return intents;
            } else {
                return states.get<std::remove_cvref_t<Arg>>();
            }
        };
        draw(ui, area, scene, part(std::type_identity<Args>{})...);
        return defer(std::move(intents), apply);
    };
}

/// An entry of the rail or the menu, for whoever has the right.
struct Way {
    ui::Icon icon;
    ui::TextKey label;
    domain::Right right;
};

/// What lies over a screen while it asks something.
struct Modal {
    std::function<bool(const ui::StateBag&)> is_open{};
    DrawScreen draw{};
};

/// Brings a screen back as it was left. False if what was there is there no more: a form that was
/// ended meanwhile.
using Restore = std::function<bool(Flow&)>;

/// What a capability that knows of members has of one: a line on the member's page.
struct AboutMember {
    ui::Icon icon;
    std::optional<ui::TextKey> act{};  ///< see ui::MemberLine
    domain::Right right;
    /// On the database's thread; no words: there is no line.
    Result<ui::MemberLineWords> (*load)(domain::ServiceContext&, const domain::Session&,
                                        const Uuid& member);
    void (*open)(Flow&, const Uuid& member, const std::string& name);
};

/// A form that may be left unfinished, as a draft of this kind.
struct Unfinished {
    std::string_view kind;
    /// Whom or what a draft is about, from its content.
    std::string (*whom)(const std::string& content_json);
    /// Opens the form as it was left.
    void (*resume)(Flow&, const std::optional<Uuid>& subject);
};

/// A screen that is there to get one thing done.
struct Task {
    bool (*is_done)(const ui::StateBag&) = nullptr;
    void (*forget)(ui::StateBag&) = nullptr;
};
/// Its state has what was done in `done`.
template <typename State>
constexpr Task task_of() {
    return {[](const ui::StateBag& states) { return bool(states.get<State>().done); },
            [](ui::StateBag& states) { states.get<State>() = State{}; }};
}

struct ScreenEntry {
    ui::ScreenId id;
    std::optional<Way> way{};
    /// The same in the menu of the signed-in person: for what is seldom wanted.
    std::optional<Way> menu{};
    /// Without a way of its own: the screen whose entry is lit where no way led here.
    ui::ScreenId below{};
    ui::TextKey title{};
    /// In place of `title`, if it depends on what is shown.
    std::function<ui::Text(const ui::Ui&, const ui::Scene&, const ui::StateBag&)> title_text{};
    /// What one does here; none on the customer's side.
    std::optional<ui::TextKey> help{};
    DrawScreen draw;
    Modal modal{};
    /// Once it is done, its screen is left for good when another one opens.
    Task task{};
    /// What somebody has to do there now, for its entry in the rail.
    std::function<ui::Badge(const ui::Scene&, const ui::StateBag&)> badge{};

    // What happens to it; all may be missing. Between frames.

    /// It is entered from the rail, not come back to: begins fresh.
    void (*entered)(Flow&) = nullptr;
    /// Somebody has signed in: what the capability does by itself, whatever is shown.
    void (*signed_in)(Flow&) = nullptr;
    /// Home is shown: loads what `badge` and home count, for whoever may take its way.
    void (*counted)(Flow&) = nullptr;
    /// It is shown: loads what it shows.
    void (*opened)(Flow&) = nullptr;
    /// Another screen is shown.
    void (*closed)(Flow&) = nullptr;
    /// The person leaves: what was asked for will not be answered, and what was typed has to be on
    /// disk.
    void (*paused)(Flow&) = nullptr;
    /// What has to be remembered to come back to what is open now; the screen alone without it.
    Restore (*place)(Flow&) = nullptr;
    /// While it is open a barcode scanner typed this; false if nothing there waits for it.
    bool (*scanned)(Flow&, const std::string& code) = nullptr;
    /// The same wherever one is, if the open screen did not want it: the first of the list that
    /// takes it has it.
    bool (*scanned_elsewhere)(Flow&, const std::string& code) = nullptr;
    /// While it is open somebody dropped files on the window; false if nothing there takes them.
    bool (*dropped)(Flow&, const std::vector<std::string>& paths) = nullptr;
    /// While it is open, between frames: what happens because time passes.
    void (*step)(Flow&) = nullptr;
    /// Once a minute as long as the terminal runs, whoever is signed in, also nobody.
    void (*each_minute)(Flow&) = nullptr;
    /// While it is open: how it stands with headquarters was read anew.
    void (*sync_changed)(Flow&) = nullptr;
    /// In the job that changed a record of an entity, on the database's thread: true if this
    /// capability had been waiting for that.
    Result<bool> (*record_changed)(domain::ServiceContext&, const domain::Session&,
                                   std::string_view entity, const Uuid& id) = nullptr;
    /// Wherever one is: a session with headquarters ended.
    void (*session_ended)(Flow&, const std::optional<Error>& error) = nullptr;
    std::optional<AboutMember> about_member{};
    std::optional<Unfinished> unfinished{};
    /// The customer's side: it has the whole window, and what is not the customer's business is
    /// away. The way back to the staff is lock().
    bool for_customer = false;
    /// Read from a distance or in a dim store room: dark, whatever the person's theme.
    bool dark = false;
};

/// The terminal's screens, the ways into them in the order of the rail.
struct Screens {
    std::vector<ScreenEntry> entries;
    /// Reads what every screen shows of the shop.
    Job load_shop;

    /// `id` must be in the list.
    const ScreenEntry& at(ui::ScreenId id) const;
    /// The screen whose form leaves drafts of this kind; null if a later program's does.
    const ScreenEntry* find_unfinished(std::string_view kind) const;
    /// The screen to which this one belongs; itself if it has an entry in the rail.
    ui::ScreenId way_of(ui::ScreenId id) const;
};

}  // namespace qiantai::app
