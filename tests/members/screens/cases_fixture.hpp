#pragma once

#include "tests/members/screens/lists_fixture.hpp"

namespace qiantai::app::test {

/// A terminal whose manager has duplicates and conflicts to decide.
class CasesWindow : public ListsWindow {
  public:
    using ListsWindow::ListsWindow;

    Uuid open_case(const char* kind, const Uuid& subject, const std::optional<Uuid>& other,
                   const char* column, const std::optional<std::string>& kept = {},
                   const std::optional<std::string>& lost = {}) {
        const auto id = desk.next_id();
        desk.clock.advance(1);
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id, "
                "column_name, kept_value, lost_value, status, created_at)"
                " VALUES (?, 'S001', ?, ?, ?, ?, ?, ?, 'open', ?)",
                id, kind, subject, other, column, kept, lost, desk.clock.now_ms());
        });
        return id;
    }
    /// Two members with one number, and headquarters' case about them.
    Uuid add_duplicate() {
        first = desk.add_member("王小明", "13800138001").id;
        second = desk.add_member("王晓明", "13800138002").id;
        return open_case("duplicate", first, second, "phone");
    }
    CasesState& cases() { return state<CasesState>(); }
    CaseState& page() { return state<CaseState>(); }
    void open_cases(Who role = Who::store_manager) {
        open(role);
        touch("tab 2");
    }
    void scroll_down() {
        for (int i = 0; i < 12; ++i) window.drag({600, 640}, {600, 200}, 4);
        // Until it stands still.
        window.frames(120);
    }
    std::string status() { return desk.text("SELECT status FROM member_conflict"); }
    std::string name_of_first() { return desk.text("SELECT name FROM member WHERE id = ?", first); }
    bool is_merged(const Uuid& id) {
        return desk.number("SELECT merged_into IS NOT NULL FROM member WHERE id = ?", id) == 1;
    }

    Uuid first, second;
};

}  // namespace qiantai::app::test
