# Dear ImGui as two libraries: `imgui` draws and takes input with no window, `imgui_window` adds GLFW and OpenGL 3.
# It is not our code, so its headers count as system headers and our warnings do not apply to it.

find_package(Freetype REQUIRED)
find_package(PNG REQUIRED)
find_package(glfw3 3.3 REQUIRED)
find_package(OpenGL REQUIRED)
find_package(X11 REQUIRED)
pkg_check_modules(googlepinyin REQUIRED IMPORTED_TARGET googlepinyin)
pkg_check_modules(zinnia REQUIRED IMPORTED_TARGET zinnia)

if(NOT EXISTS "${QIANTAI_IMGUI_DIR}/imgui.h")
  message(FATAL_ERROR "No Dear ImGui in '${QIANTAI_IMGUI_DIR}': run packaging/bootstrap.sh, or set QIANTAI_IMGUI_DIR")
endif()

add_library(imgui STATIC
  "${QIANTAI_IMGUI_DIR}/imgui.cpp" "${QIANTAI_IMGUI_DIR}/imgui_draw.cpp"
  "${QIANTAI_IMGUI_DIR}/imgui_tables.cpp" "${QIANTAI_IMGUI_DIR}/imgui_widgets.cpp"
  "${QIANTAI_IMGUI_DIR}/misc/freetype/imgui_freetype.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${QIANTAI_IMGUI_DIR}")
# Names may hold characters beyond the Basic Multilingual Plane, so a character has 32 bits.
target_compile_definitions(imgui PUBLIC
  IMGUI_USE_WCHAR32 IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DISABLE_DEFAULT_FONT)
target_link_libraries(imgui PUBLIC Freetype::Freetype)

add_library(imgui_window STATIC
  "${QIANTAI_IMGUI_DIR}/backends/imgui_impl_glfw.cpp" "${QIANTAI_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp")
set_target_properties(imgui imgui_window PROPERTIES UNITY_BUILD OFF)
target_include_directories(imgui_window SYSTEM PUBLIC "${QIANTAI_IMGUI_DIR}/backends")
target_link_libraries(imgui_window PUBLIC imgui glfw OpenGL::GL ${CMAKE_DL_LIBS})
