#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schema/base/random.hpp"

namespace qiantai::ctl {

enum class DemoGender { female, male };

/// A believable name for somebody of this gender born in this year: surnames as frequent as in
/// China, given names of their generation, now and then a compound surname, an ethnic name with
/// 「·」, a rare character, a Latin name.
std::string make_demo_name(Random& random, DemoGender gender, int birth_year);

struct WeightedName {
    std::string_view text;
    int weight;
};

/// Given names of one generation.
struct GivenNames {
    int born_until;  ///< the first generation whose year is not before the birth is taken
    int one_character_percent;
    std::string_view female_first, female_second, female_one;  ///< characters, one after the other
    std::string_view male_first, male_second, male_one;
};

// The tables, in demo_name_tables.cpp.
std::span<const WeightedName> demo_surnames();
std::span<const WeightedName> demo_compound_surnames();
std::span<const GivenNames> demo_given_names();
std::span<const std::string_view> demo_rare_characters();
std::span<const std::string_view> demo_ethnic_first_names(DemoGender gender);
std::span<const std::string_view> demo_ethnic_last_names();
std::span<const std::string_view> demo_latin_names();

}  // namespace qiantai::ctl
