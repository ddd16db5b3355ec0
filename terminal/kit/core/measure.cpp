#include "terminal/kit/core/measure.hpp"

#include <imgui_internal.h>

namespace qiantai::ui {

Measuring::Measuring(Ui& ui) : m_ui(ui) {
    if (m_ui.m_measuring++ > 0) return;
    auto& scrap = m_ui.m_scrap;
    if (scrap == nullptr) scrap = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
    scrap->_ResetForNewFrame();
    scrap->PushTexture(ImGui::GetIO().Fonts->TexRef);
    scrap->PushClipRectFullScreen();
}

}  // namespace qiantai::ui
