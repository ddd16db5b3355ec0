#pragma once

#include <span>
#include <string_view>

namespace qiantai::store {

/// A surname of one character that is read differently as a surname.
struct SurnameReading {
    char32_t character;
    std::string_view reading;
};

/// A surname of two characters; a reading is empty where the usual one holds.
struct CompoundSurname {
    std::u32string_view characters;
    std::string_view first{};
    std::string_view second{};
};

std::span<const SurnameReading> surname_readings();
std::span<const CompoundSurname> compound_surnames();

}  // namespace qiantai::store
