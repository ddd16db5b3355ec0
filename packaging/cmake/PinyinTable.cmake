# Pinyin of every character ICU knows, asked once during the build: ICU needs a tenth of a second to load its rules.
add_executable(make_pinyin_table "${CMAKE_SOURCE_DIR}/terminal/store/make_pinyin_table.cpp")
target_link_libraries(make_pinyin_table PRIVATE qiantai_flags ICU::uc ICU::i18n)
set_target_properties(make_pinyin_table PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
set(pinyin_table "${CMAKE_BINARY_DIR}/generated/pinyin_table.cpp")
add_custom_command(OUTPUT "${pinyin_table}" COMMAND make_pinyin_table "${pinyin_table}"
                   DEPENDS make_pinyin_table COMMENT "Pinyin table")
