#pragma once

#include <filesystem>

#include "schema/base/result.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::app {

inline constexpr ErrorKind k_settings_malformed{
    "settings_malformed", Actor::administrator,
    "The terminal's settings can't be read; its usual look is shown. Correct the file, or choose "
    "anew in the person's menu.",
    "终端设置无法读取，已按默认外观显示。请更正该文件，或在个人菜单中重新选择。"};

/// How this terminal looks: the table [display] of terminal.toml, with a table of each person who
/// has chosen anything: [display.people.1003].
struct DisplaySettings {
    ui::Looks looks{};
    ui::ScreenKeyboard keyboard = ui::ScreenKeyboard::on;
    bool operator==(const DisplaySettings&) const = default;
};

/// The defaults if there is no such file or it doesn't say. k_settings_malformed, k_file_error.
Result<DisplaySettings> load_display_settings(const std::filesystem::path& file);
/// Atomically; what else the file says stays, except for its comments. A file that can't be parsed
/// is set aside as FILE.unreadable. Not for the drawing thread.
Status save_display_settings(const std::filesystem::path& file, const DisplaySettings& settings);

DisplaySettings display_settings_of(const ui::Scene& scene);
void apply_display_settings(ui::Scene& scene, const DisplaySettings& settings);

}  // namespace qiantai::app
