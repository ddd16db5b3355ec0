#include "terminal/demo/demo_names.hpp"

#include <numeric>

namespace qiantai::ctl {
namespace {

/// All characters of the tables' generations have three bytes in UTF-8.
constexpr std::size_t k_character_bytes = 3;
// Of 10,000 people.
constexpr std::uint64_t k_latin_per_myriad = 12;
constexpr std::uint64_t k_ethnic_per_myriad = 120;
constexpr std::uint64_t k_compound_per_myriad = 60;
constexpr std::uint64_t k_rare_per_myriad = 150;
// So many given names use a character that any generation may have.
constexpr std::uint64_t k_other_generation_percent = 12;

bool happens(Random& random, std::uint64_t per_myriad) {
    return random.below(10'000) < per_myriad;
}

std::string_view pick(Random& random, std::span<const std::string_view> names) {
    return names[random.below(names.size())];
}

std::string_view pick_character(Random& random, std::string_view characters) {
    return characters.substr(
        k_character_bytes * random.below(characters.size() / k_character_bytes), k_character_bytes);
}

std::string_view pick_weighted(Random& random, std::span<const WeightedName> names) {
    const auto total = std::accumulate(
        names.begin(), names.end(), std::uint64_t{0},
        [](auto sum, const auto& name) { return sum + static_cast<std::uint64_t>(name.weight); });
    std::uint64_t at = random.below(total);
    for (const auto& name : names) {
        const auto weight = static_cast<std::uint64_t>(name.weight);
        if (at < weight) return name.text;
        at -= weight;
    }
    return names.back().text;
}

const GivenNames& generation_of(Random& random, int birth_year) {
    const auto all = demo_given_names();
    if (random.below(100) < k_other_generation_percent) return all[random.below(all.size())];
    for (const auto& generation : all) {
        if (birth_year <= generation.born_until) return generation;
    }
    return all.back();
}

std::string make_given_name(Random& random, DemoGender gender, int birth_year) {
    const auto& names = generation_of(random, birth_year);
    const bool female = gender == DemoGender::female;
    if (random.below(100) < static_cast<std::uint64_t>(names.one_character_percent)) {
        return std::string(pick_character(random, female ? names.female_one : names.male_one));
    }
    std::string given(pick_character(random, female ? names.female_first : names.male_first));
    given += pick_character(random, female ? names.female_second : names.male_second);
    return given;
}

}  // namespace

std::string make_demo_name(Random& random, DemoGender gender, int birth_year) {
    if (happens(random, k_latin_per_myriad)) return std::string(pick(random, demo_latin_names()));
    if (happens(random, k_ethnic_per_myriad)) {
        std::string name(pick(random, demo_ethnic_first_names(gender)));
        return name.append("·").append(pick(random, demo_ethnic_last_names()));
    }
    const bool compound = happens(random, k_compound_per_myriad);
    std::string name(pick_weighted(random, compound ? demo_compound_surnames() : demo_surnames()));
    if (!happens(random, k_rare_per_myriad))
        return name + make_given_name(random, gender, birth_year);
    // One rare character, alone or after one of the generation's.
    if (random.below(2) == 0)
        name += make_given_name(random, gender, birth_year).substr(0, k_character_bytes);
    return name.append(pick(random, demo_rare_characters()));
}

}  // namespace qiantai::ctl
