#include "terminal/kit/core/focus.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {
namespace {

/// Further back nobody comes.
constexpr std::size_t k_views_most = 64;

bool is_pressed(std::initializer_list<ImGuiKey> keys) {
    return std::ranges::any_of(keys, [](ImGuiKey key) { return ImGui::IsKeyPressed(key, false); });
}

// Tab goes nowhere from what is gone, nor from another scope of ImGui's than the window's.
void drop_ring() {
    const auto scope = ImGui::GetCurrentContext()->CurrentFocusScopeId;
    ImGui::SetNavID(0, ImGuiNavLayer_Main, scope, ImRect());
    ImGui::SetNavCursorVisible(false);
}

bool is_missing(const FormStop& stop) {
    return stop.required && !stop.filled;
}

}  // namespace

bool is_enter_pressed() {
    return is_pressed({ImGuiKey_Enter, ImGuiKey_KeypadEnter});
}

bool FocusMemory::can_finish() const {
    return last.finish != 0 && std::ranges::none_of(last.stops, [&](const FormStop& stop) {
               return stop.id != last.stop && is_missing(stop);
           });
}

bool FocusMemory::finds() const {
    const auto here = std::ranges::find(last.stops, last.stop, &FormStop::id);
    return here != last.stops.end() && here->finds;
}

ImGuiID FocusMemory::following() const {
    const auto& stops = last.stops;
    const auto here = std::ranges::find(stops, last.stop, &FormStop::id);
    if (here != stops.end() && here + 1 != stops.end()) return (here + 1)->id;
    const auto missing = std::ranges::find_if(
        stops, [&](const FormStop& stop) { return stop.id != last.stop && is_missing(stop); });
    return missing == stops.end() ? 0 : missing->id;
}

ImGuiID FocusMemory::entered() const {
    const auto& stops = last.stops;
    const auto here = std::ranges::find(stops, last.stop, &FormStop::id);
    const bool more = here != stops.end() &&
                      std::any_of(here + 1, stops.end(), [](const auto& s) { return s.required; });
    const bool compulsory = here != stops.end() && here->required;
    if (compulsory && !more && can_finish()) return last.finish;
    const auto next = following();
    return next != 0 ? next : last.finish;
}

void Ui::begin_focus() {
    auto& focus = m_memory.focus;
    focus.drawing = {};
    focus.seen = focus.sheet_is_new = false;
    focus.wish.is_new = false;
    m_memory.field.drawn = false;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        focus.by_keys = focus.leads_to_wrong = focus.shows_ring = false;
    } else if (is_pressed({ImGuiKey_Tab, ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Escape,
                           ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow,
                           ImGuiKey_RightArrow})) {
        use_keys();
    }
}

void Ui::use_keys() {
    m_memory.focus.by_keys = m_memory.focus.has_keys = m_memory.focus.shows_ring = true;
    m_memory.focus.step = 0;
}

void Ui::begin_view(std::string_view name, ViewKind kind) {
    if (!reachable()) return;
    auto& focus = m_memory.focus;
    const auto view = id(name);
    focus.drawing = {.view = view};
    const auto known = focus.views.find(view);
    const auto before = ImGui::GetFrameCount() - 1;
    const bool is_new = known == focus.views.end() || known->second.frame < before;
    focus.sheet_is_new = kind == ViewKind::sheet && is_new;
    // A sheet is asked anew each time it opens.
    if (focus.sheet_is_new && known != focus.views.end()) focus.views.erase(known);
    if (view != focus.view) change_view(view);
    focus.views[view].frame = ImGui::GetFrameCount();
}

// Another view is the topmost one now.
void Ui::change_view(ImGuiID view) {
    auto& focus = m_memory.focus;
    if (const auto before = focus.views.find(focus.view); before != focus.views.end()) {
        before->second.focus = ImGui::GetCurrentContext()->NavId;
        before->second.by_step = focus.step != 0;
    }
    if (m_memory.field.id != 0 || focus.step != 0) keep_moving();
    focus.view = view;
    focus.step = 0;
    focus.leads_to_wrong = false;
    blur_field();
    drop_ring();
    const auto known = focus.views.find(view);
    focus.begins = known == focus.views.end() || known->second.focus == 0;
    if (focus.begins) return;
    wish_focus(known->second.focus, known->second.by_step ? FocusWay::onward : FocusWay::returned);
}

void Ui::offer_beginning(const FormStop& stop) {
    auto& focus = m_memory.focus;
    if (!reachable() || !focus.begins || stop.waits) return;
    if (!is_missing(stop) && !stop.begins) return;
    focus.begins = false;
    wish_focus(stop.id);
}

void Ui::add_stop(const FormStop& stop, bool focused) {
    if (!reachable()) return;
    auto& focus = m_memory.focus;
    offer_beginning(stop);
    focus.drawing.stops.push_back(stop);
    if (!focused) return;
    focus.drawing.stop = stop.id;
    if (!focus.in_form() || m_memory.field.id == stop.id) return;
    const auto item = ImGui::GetCurrentContext()->NavId;
    for (const auto key : {ImGuiKey_Enter, ImGuiKey_KeypadEnter}) ImGui::SetKeyOwner(key, item);
    if (is_enter_pressed()) wish_focus(focus.entered());
}

void Ui::mark_finish(std::string_view name, Finishes what) {
    if (!reachable()) return;
    m_memory.focus.drawing.finish = id(name);
    m_memory.focus.drawing.saves = what == Finishes::form;
}

void Ui::wish_focus(ImGuiID item, FocusWay way) {
    if (item == 0) return;
    m_memory.focus.wish = {item, way, true};
    keep_moving();
}

void Ui::begin_anew() {
    m_memory.focus.begins_next = true;
    keep_moving();
}

void Ui::lead_to_wrong() {
    m_memory.focus.leads_to_wrong = true;
    keep_moving();
}

std::optional<FocusWay> Ui::take_wish(ImGuiID item) {
    auto& wish = m_memory.focus.wish;
    // The field that still has the focus first takes in what was typed.
    if (item == 0 || wish.id != item || !m_memory.field.inputs.empty()) return std::nullopt;
    return std::exchange(wish, {}).way;
}

void Ui::focus_item(ImGuiID item, FocusWay way) {
    auto& focus = m_memory.focus;
    blur_field();
    focus.seen = true;
    // The room for the on-screen keyboard is made in the next frame.
    keep_moving();
    focus.step = way == FocusWay::onward && !focus.by_keys ? item : 0;
    focus.shows_ring = focus.by_keys || way != FocusWay::returned;
    ImGui::SetFocusID(item, ImGui::GetCurrentWindow());
    ImGui::SetNavCursorVisible(focus.shows_ring);
}

void Ui::focus_field(ImGuiID field, FieldKind kind, Caret caret, FocusWay way) {
    auto& focus = m_memory.field;
    if (focus.id != field) focus = {};
    focus.id = field;
    focus.kind = kind;
    focus.caret = caret;
    focus.drawn = true;
    focus.reveal = way != FocusWay::returned;
    focus.fresh = true;
    focus.keyboard_hidden = m_memory.focus.by_keys || way != FocusWay::onward;
    m_memory.focus.step = 0;
    m_memory.focus.seen = true;
    keep_moving();
    ImGui::SetFocusID(field, ImGui::GetCurrentWindow());
    // So that the next Tab moves on from here; hidden, it would only show where it is.
    ImGui::SetNavCursorVisible(true);
}

void Ui::blur_field() {
    if (m_memory.field.id == 0) return;
    if (ImGui::GetCurrentContext()->NavId == m_memory.field.id) drop_ring();
    m_memory.field = {};
}

// Nothing in the view has to be filled in: keys begin with its first item, or a question's answer.
void Ui::begin_with_item() {
    auto& focus = m_memory.focus;
    const auto& drawing = focus.drawing;
    const bool asks = drawing.stops.empty() && drawing.finish != 0;
    const auto item = asks ? drawing.finish : drawing.first_item;
    if (item == 0) return;
    focus.begins = false;
    if (focus.by_keys) wish_focus(item);
}

void Ui::end_focus() {
    auto& focus = m_memory.focus;
    const auto& drawing = focus.drawing;
    drop_oldest(focus.views, k_views_most);
    focus.press = 0;
    if (focus.begins) begin_with_item();
    if (focus.leads_to_wrong) {
        const auto wrong = std::ranges::find_if(drawing.stops, &FormStop::wrong);
        if (wrong != drawing.stops.end()) {
            focus.leads_to_wrong = focus.begins = false;
            wish_focus(wrong->id, FocusWay::wrong);
        }
    }
    // What had the focus is gone, or what was to get it never came.
    const bool had = ImGui::GetCurrentContext()->NavId != 0;
    if (had && !focus.seen && focus.wish.id == 0) {
        drop_ring();
        begin_anew();
    }
    if (!focus.wish.is_new) {
        if (focus.wish.id != 0) begin_anew();
        focus.wish = {};
    }
    focus.begins |= std::exchange(focus.begins_next, false);
    if (m_memory.field.id != 0 && !m_memory.field.drawn) blur_field();
    if (!focus.seen) focus.step = 0;
    // Nothing has the focus: the first Tab shows the ring at the view's first item.
    if (ImGui::GetCurrentContext()->NavId == 0 && drawing.first_item != 0) {
        ImGui::SetFocusID(drawing.first_item, ImGui::GetCurrentWindow());
        ImGui::SetNavCursorVisible(false);
    }
    m_memory.field.fresh = false;
    focus.last = std::move(focus.drawing);
}

}  // namespace qiantai::ui
