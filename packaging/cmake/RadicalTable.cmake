# Radicals and strokes of every character in Unicode, for the on-screen keyboard; out of Debian's unicode-data.
add_executable(make_radical_table "${CMAKE_SOURCE_DIR}/terminal/kit/keyboard/make_radical_table.cpp")
target_link_libraries(make_radical_table PRIVATE qiantai_flags)
set_target_properties(make_radical_table PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
set(unicode_data /usr/share/unicode)
set(irg_sources "${CMAKE_CURRENT_BINARY_DIR}/irg_sources.txt")
set(radical_table "${CMAKE_BINARY_DIR}/generated/radical_table.cpp")
if(NOT EXISTS "${unicode_data}/Unihan_IRGSources.txt.bz2")
  message(FATAL_ERROR "The package unicode-data is missing; packaging/bootstrap.sh installs it.")
endif()
add_custom_command(OUTPUT "${radical_table}"
  COMMAND bzip2 -dc "${unicode_data}/Unihan_IRGSources.txt.bz2" > "${irg_sources}"
  COMMAND make_radical_table "${irg_sources}" "${unicode_data}/CJKRadicals.txt"
          "${unicode_data}/EquivalentUnifiedIdeograph.txt" "${radical_table}"
  DEPENDS make_radical_table COMMENT "Radical table" VERBATIM)
