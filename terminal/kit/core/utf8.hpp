#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <string>

namespace qiantai::ui {

/// One character as the kit's texts hold it.
inline std::string as_utf8(char32_t character) {
    char bytes[5] = {};
    ImTextCharToUtf8(bytes, static_cast<unsigned int>(character));
    return bytes;
}

}  // namespace qiantai::ui
