#pragma once

// One screen of tickets over values, in a window in memory.

#include <doctest/doctest.h>

#include <cstdlib>

#include "terminal/kit/headless/headless.hpp"
#include "terminal/kit/headless/picture_file.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"
#include "tests/kit/layout_check.hpp"
#include "tests/tickets/screens/ticket_samples.hpp"

namespace qiantai::ui::test {

inline constexpr Headless::Size k_ticket_sizes[] = {
    {1366, 768, 1},    {1920, 1080, 1.25f}, {1080, 1920, 1.25f}, {1366, 768, 1.25f},
    {1366, 768, 1.5f}, {1024, 600, 1},      {3840, 2160, 2.5f}};

/// A window in memory on that Saturday, with a clerk before it.
struct SaturdayWindow {
    SaturdayWindow(Headless::Size size, Headless::Draw draw)
        : window(files, size, std::move(draw)) {
        scene.shop.today = "2026-11-21";
        scene.shop.now_ms = domain::test::k_saturday_ms;
        scene.shop.store_code = "S001";
        scene.shop.stores = {{"S001", "望京一店"}, {"S002", "南京西路店"}};
        scene.shop.staff_names = {{"1001", "林晓岚"}, {"1002", "王建国"}};
        scene.session = domain::Session{.staff_number = "1001",
                                        .name = "林晓岚",
                                        .role = StaffRole::clerk,
                                        .store_code = "S001"};
        window.settings.motion = Motion::off;
        window.settings.scale = size.scale;
    }

    bool shows(std::string_view text) const { return window.seen().shows(text); }
    /// In both languages; QIANTAI_SHOTS names a folder for pictures.
    void check_layout(const std::string& name) {
        for (const auto language : {Language::zh, Language::en}) {
            window.settings.language = language;
            window.frames(3);
            CAPTURE(name);
            CAPTURE(static_cast<int>(language));
            shoot(name);
            ui::check_layout(window);
            check_no_overlap(window);
        }
        window.settings.language = Language::zh;
        window.frames(3);
    }
    void shoot(const std::string& name) const {
        const auto* folder = std::getenv("QIANTAI_SHOTS");
        if (folder == nullptr) return;
        const auto& io = ImGui::GetIO();
        const bool english = window.settings.language == Language::en;
        const auto file =
            fmt::format("{}/{}-{}x{}-{}{}.png", folder, name, io.DisplaySize.x, io.DisplaySize.y,
                        window.settings.scale, english ? "-en" : "");
        REQUIRE(app::save_png(file, window.picture()).ok());
    }

    Scene scene{};
    FontFiles files = FontFiles::open({}).value();
    Headless window;
};

/// `draw(Ui&, const Rect&, const Scene&, const State&, Intents&)`; what it meant is kept.
template <typename State, typename Intent>
struct ScreenWindow : SaturdayWindow {
    using DrawState = void (*)(Ui&, const Rect&, const Scene&, const State&, Intents<Intent>&);

    ScreenWindow(DrawState draw, DrawState modal, Headless::Size size)
        : SaturdayWindow(size, [this](Ui& ui) { draw_frame(ui); }),
          draw_screen(draw),
          draw_modal(modal) {}

    void touch(std::string_view name_or_label) {
        CAPTURE(name_or_label);
        window.bring_into_sight(name_or_label);
        meant.clear();
        REQUIRE(window.touch(name_or_label));
    }
    /// The last touch meant this, and nothing else of the screen's.
    template <typename One>
    const One& only() {
        REQUIRE(meant.size() == 1);
        return std::get<One>(meant.front());
    }

    void draw_frame(Ui& ui) {
        Intents<Intent> intents;
        const auto plan = plan_shell(ui, 0);
        ui.canvas().AddRectFilled(ui.screen().min(), ui.screen().max(), ui.color(Role::background));
        {
            const Unreachable below(ui, with_modal);
            ui.begin_view("screen", ViewKind::screen);
            draw_screen(ui, plan.content, scene, state, intents);
        }
        if (with_modal) draw_modal(ui, ui.screen(), scene, state, intents);
        for (auto& one : intents.all) {
            if (auto* own = std::get_if<Intent>(&one)) meant.push_back(std::move(*own));
        }
    }

    DrawState draw_screen, draw_modal;
    State state{};
    bool with_modal = false;
    std::vector<Intent> meant{};
};

}  // namespace qiantai::ui::test
