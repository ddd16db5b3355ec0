#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "schema/base/error.hpp"

namespace qiantai::ui {

/// The dialogs and sheets over a screen, lowest first. Only the top one is reachable; Esc and a
/// touch beside it close it, if it allows that. Each is a value of the screen's own variant.
template <typename Modal>
class ModalStack {
  public:
    void open(Modal modal) { m_modals.push_back(std::move(modal)); }
    void close_top() {
        QIANTAI_ASSERT(!m_modals.empty());
        m_modals.pop_back();
    }
    void close_all() { m_modals.clear(); }
    bool empty() const { return m_modals.empty(); }
    Modal* top() { return m_modals.empty() ? nullptr : &m_modals.back(); }
    const std::vector<Modal>& all() const { return m_modals; }

  private:
    std::vector<Modal> m_modals;
};

}  // namespace qiantai::ui
