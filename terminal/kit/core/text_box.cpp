#include "terminal/kit/core/text_box.hpp"

#include <imgui_internal.h>

#include "schema/base/encoding.hpp"
#include "terminal/kit/core/field_filter.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/text_box_lines.hpp"
#include "terminal/kit/core/utf8.hpp"

namespace qiantai::ui {
namespace {

constexpr std::string_view k_dot = "●";

// The keys that edit belong to the field while it has the focus; arrows would otherwise leave it.
void claim_keys(ImGuiID id, bool lines) {
    for (const auto key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End,
                           ImGuiKey_Space, ImGuiKey_Enter, ImGuiKey_KeypadEnter}) {
        ImGui::SetKeyOwner(key, id);
    }
    if (!lines) return;
    ImGui::SetKeyOwner(ImGuiKey_UpArrow, id);
    ImGui::SetKeyOwner(ImGuiKey_DownArrow, id);
}

bool apply_shortcuts(TextEdit& edit, const TextBox& box) {
    const auto& io = ImGui::GetIO();
    if (!io.KeyCtrl) return false;
    if (ImGui::IsKeyPressed(ImGuiKey_A)) edit.select_all();
    const bool copies = box.kind != FieldKind::secret && edit.caret.has_selection();
    if (copies && (ImGui::IsKeyPressed(ImGuiKey_C) || ImGui::IsKeyPressed(ImGuiKey_X))) {
        put_on_clipboard(std::string(edit.selected()));
        if (ImGui::IsKeyPressed(ImGuiKey_X)) return edit.erase(Direction::back);
    }
    if (ImGui::IsKeyPressed(ImGuiKey_V)) {
        const auto* pasted = ImGui::GetClipboardText();
        if (pasted != nullptr && is_utf8(pasted)) {
            return edit.insert(accepted(box.kind, pasted), box.characters_max,
                               box.kind == FieldKind::lines);
        }
    }
    return false;
}

bool apply_characters(FieldFocus& focus, TextEdit& edit, const TextBox& box) {
    const auto& io = ImGui::GetIO();
    bool changed = false;
    for (const auto character : io.InputQueueCharacters) {
        if (character == k_typing_begins) {
            focus.before_typing = edit;
        } else if (character == k_typing_taken_back) {
            changed |= focus.before_typing.has_value();
            edit = std::exchange(focus.before_typing, std::nullopt).value_or(edit);
        } else if (!io.KeyCtrl) {
            const auto typed = accepted(box.kind, as_utf8(character));
            if (!typed.empty()) changed |= edit.insert(typed, box.characters_max, false);
        }
    }
    return changed;
}

bool apply_keys(FieldFocus& focus, TextEdit& edit, const TextBox& box) {
    const auto& io = ImGui::GetIO();
    const auto selecting = io.KeyShift ? Selecting::yes : Selecting::no;
    bool changed = apply_shortcuts(edit, box);
    if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) edit.move(Direction::back, selecting);
    if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) edit.move(Direction::forward, selecting);
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) edit.move_to(0, selecting);
    if (ImGui::IsKeyPressed(ImGuiKey_End)) edit.move_to(edit.text.size(), selecting);
    if (ImGui::IsKeyPressed(ImGuiKey_Backspace)) changed |= edit.erase(Direction::back);
    if (ImGui::IsKeyPressed(ImGuiKey_Delete)) changed |= edit.erase(Direction::forward);
    if (changed) focus.before_typing.reset();
    return apply_characters(focus, edit, box) || changed;
}

bool apply_screen_keyboard(FieldFocus& focus, TextEdit& edit, const TextBox& box) {
    bool changed = false;
    for (const auto& input : focus.inputs) {
        if (input.action == FieldInput::Action::erase) {
            changed |= edit.erase(Direction::back);
        } else {
            changed |= edit.insert(accepted(box.kind, input.text), box.characters_max,
                                   box.kind == FieldKind::lines);
        }
    }
    focus.inputs.clear();
    if (changed) focus.before_typing.reset();
    return changed;
}

void move_between_lines(TextEdit& edit, const TextBoxLines& lines) {
    const int by = (ImGui::IsKeyPressed(ImGuiKey_DownArrow) ? 1 : 0) -
                   (ImGui::IsKeyPressed(ImGuiKey_UpArrow) ? 1 : 0);
    if (by == 0) return;
    const auto line = lines.line_of(edit.caret.at);
    const auto target = static_cast<int>(line) + by;
    if (target < 0 || target >= static_cast<int>(lines.lines().size())) return;
    const auto x = lines.x_of(line, edit.caret.at);
    edit.move_to(lines.offset_in_line(static_cast<std::size_t>(target), x),
                 ImGui::GetIO().KeyShift ? Selecting::yes : Selecting::no);
}

std::string shown_value(const std::string& value, const TextBox& box) {
    if (box.kind != FieldKind::secret) return value;
    std::string dots;
    for (std::size_t i = 0; i < count_code_points(value); ++i) dots += k_dot;
    return dots;
}

// Draws text, selection, composition and caret.
class Drawing {
  public:
    Drawing(Ui& ui, const Rect& rect, const TextBox& box) : m_ui(ui), m_rect(rect), m_box(box) {}

    void draw(const std::string& value, const FieldFocus* focus) {
        auto shown = shown_value(value, m_box);
        Caret caret{};
        std::size_t composed = 0;
        if (focus != nullptr) {
            const bool secret = m_box.kind == FieldKind::secret;
            caret = secret ? Caret{shown.size(), shown.size()} : focus->caret;
            composed = focus->composition.size();
            shown.insert(caret.at, focus->composition);
        }
        const TextBoxLines lines(m_ui, shown, m_box.style, m_box.kind, m_rect.width());
        const bool single = m_box.kind != FieldKind::lines;
        m_top = single ? m_rect.center_y() - lines.line_height() / 2 : m_rect.top;
        m_left = m_rect.left - (focus != nullptr ? focus->scroll_x : 0);
        const ClipScope clip(m_rect.inset(-m_ui.px(2), 0));
        if (focus != nullptr && caret.has_selection()) draw_selection(lines, caret);
        draw_lines(lines, shown);
        if (focus == nullptr) return;
        const auto end = caret.at + composed;
        if (composed > 0) draw_composition(lines, caret.at, end);
        draw_caret(lines, end);
    }

  private:
    Rect span(const TextBoxLines& lines, std::size_t line, std::size_t from, std::size_t to) const {
        const auto top = m_top + static_cast<float>(line) * lines.line_height();
        return {m_left + lines.x_of(line, from), top, m_left + lines.x_of(line, to),
                top + lines.line_height()};
    }

    void draw_selection(const TextBoxLines& lines, Caret caret) {
        for (std::size_t i = 0; i < lines.lines().size(); ++i) {
            const auto& line = lines.lines()[i];
            const auto from = std::max(caret.first(), line.start);
            const auto to = std::min(caret.last(), line.end);
            if (from < to) fill(m_ui, span(lines, i, from, to), Role::primary, 4, 0.25f);
        }
    }

    void draw_lines(const TextBoxLines& lines, const std::string& shown) {
        for (std::size_t i = 0; i < lines.lines().size(); ++i) {
            for (const auto& piece : lines.pieces(i)) {
                if (piece.start == piece.end) continue;
                auto place = span(lines, i, piece.start, piece.end);
                // The box scrolls, so what is written never counts as cut.
                place.left = m_left + lines.x_of(i, piece.start);
                const bool cells = m_box.kind == FieldKind::code;
                place.right = place.left + (cells ? lines.cell_width() : 1e5f);
                draw_text(m_ui, place,
                          Text::data(shown.substr(piece.start, piece.end - piece.start)),
                          m_box.style, m_box.enabled ? Role::ink : Role::ink2,
                          cells ? Align::center : Align::left);
            }
        }
    }

    void draw_composition(const TextBoxLines& lines, std::size_t from, std::size_t to) {
        const auto place = span(lines, lines.line_of(from), from, to);
        const auto y = place.bottom - m_ui.px(2);
        fill(m_ui, {place.left, y, place.right, y + m_ui.px(2)}, Role::primary);
    }

    void draw_caret(const TextBoxLines& lines, std::size_t at) {
        const auto place = span(lines, lines.line_of(at), at, at);
        const auto inset = m_ui.px(2);
        fill(m_ui,
             {place.left, place.top + inset, place.left + std::max(2.0f, m_ui.px(2)),
              place.bottom - inset},
             Role::primary);
    }

    Ui& m_ui;
    Rect m_rect;
    const TextBox& m_box;
    float m_top = 0;
    float m_left = 0;
};

// Scrolls a single line so that the caret stays in the box.
void keep_caret_in_box(const Ui& ui, FieldFocus& focus, const std::string& value, const Rect& rect,
                       const TextBox& box) {
    if (box.kind == FieldKind::lines) return;
    auto shown = shown_value(value, box);
    const auto at = box.kind == FieldKind::secret ? shown.size() : focus.caret.at;
    shown.insert(at, focus.composition);
    const TextBoxLines lines(ui, shown, box.style, box.kind, rect.width());
    const auto x = lines.x_of(0, at + focus.composition.size());
    const auto room = rect.width() - ui.px(6);
    focus.scroll_x = std::clamp(focus.scroll_x, std::max(0.0f, x - room), std::max(0.0f, x));
    const auto all = lines.x_of(0, shown.size());
    if (all <= room) focus.scroll_x = 0;
}

// Gives and takes the focus by touch and by the keyboard's navigation.
void update_focus(Ui& ui, const Press& press, const Rect& text, const std::string& value,
                  const TextBox& box) {
    auto& focus = ui.memory().field;
    const auto& context = *ImGui::GetCurrentContext();
    if (const auto way = ui.take_wish(press.id)) {
        // What was looked for before is replaced by what is typed next, not continued.
        ui.focus_field(press.id, box.kind, {value.size(), box.begins ? 0 : value.size()}, *way);
    } else if (press.pressed && ImGui::IsMouseReleased(ImGuiMouseButton_Left)) {
        const auto scroll = focus.id == press.id ? focus.scroll_x : 0;
        const auto shown = shown_value(value, box);
        const TextBoxLines lines(ui, shown, box.style, box.kind, text.width());
        const auto mouse = ImGui::GetIO().MousePos;
        auto at = lines.offset_at(mouse.x - text.left + scroll, mouse.y - text.top);
        if (box.kind == FieldKind::secret) at = value.size();
        // A second touch at the same place selects everything: the quick way to type it anew.
        const bool again = focus.id == press.id && focus.caret == Caret{at, at} &&
                           ImGui::GetIO().MouseClickedLastCount[0] >= 2;
        ui.focus_field(press.id, box.kind, again ? Caret{value.size(), 0} : Caret{at, at});
    } else if (context.NavId == press.id && focus.id != press.id && context.NavCursorVisible) {
        ui.focus_field(press.id, box.kind, {value.size(), 0});
    } else if (focus.id == press.id && context.NavId != press.id && context.NavId != 0) {
        ui.blur_field();
    }
}

}  // namespace

TextBoxResult draw_text_box(Ui& ui, const Rect& target, const Rect& text, std::string_view name,
                            const std::string& value, const TextBox& box) {
    TextBoxResult result;
    const auto press = press_area(ui, target, name, box.label.empty() ? box.hint : box.label,
                                  {.enabled = box.enabled, .kind = ItemKind::field});
    auto& memory = ui.memory();
    auto& focus = memory.field;
    if (box.enabled && ui.reachable()) {
        const FormStop stop{.id = press.id,
                            .required = box.required,
                            .filled = !value.empty(),
                            .wrong = box.wrong,
                            .begins = box.begins,
                            .waits = box.waits,
                            .finds = box.finds};
        ui.offer_beginning(stop);
        update_focus(ui, press, text, value, box);
        result.focused = focus.id == press.id;
        ui.add_stop(stop, result.focused);
    }
    auto current = value;
    if (result.focused) {
        const bool lines = box.kind == FieldKind::lines;
        focus.drawn = true;
        focus.rect = target;
        focus.kind = box.kind;
        claim_keys(press.id, lines);
        TextEdit edit{value, clamp(focus.caret, value)};
        bool changed = apply_screen_keyboard(focus, edit, box);
        // No characters come in a frame with the key that brought the focus: they are its own.
        changed |= focus.fresh ? apply_characters(focus, edit, box) : apply_keys(focus, edit, box);
        if (!focus.fresh && is_enter_pressed()) {
            if (lines) {
                changed |= edit.insert("\n", box.characters_max, true);
            } else {
                result.entered = true;
                ui.wish_focus(memory.focus.entered());
            }
        }
        if (lines) {
            move_between_lines(edit,
                               TextBoxLines(ui, edit.text, box.style, box.kind, text.width()));
        }
        focus.caret = edit.caret;
        if (!focus.letters.empty()) {
            auto composing = edit;
            composing.insert(focus.letters, box.characters_max, false);
            result.composing = std::move(composing.text);
        }
        current = std::move(edit.text);
        if (changed) result.changed = current;
        keep_caret_in_box(ui, focus, current, text, box);
    }
    if (current.empty() && (!result.focused || focus.composition.empty()) && !box.hint.empty()) {
        auto hint = text;
        hint.left += result.focused ? ui.px(6) : 0;
        if (box.kind == FieldKind::lines) hint = hint.cut_top(line_height(ui, box.style));
        draw_text(ui, hint, box.hint, TextStyle::body, Role::ink2);
    }
    Drawing(ui, text, box).draw(current, result.focused ? &focus : nullptr);
    return result;
}

void put_on_clipboard(const std::string& text) {
    ImGui::SetClipboardText(text.c_str());
}

}  // namespace qiantai::ui
