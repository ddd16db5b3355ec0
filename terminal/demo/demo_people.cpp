#include "terminal/demo/demo_people.hpp"

#include <span>

#include <fmt/format.h>

#include "schema/base/date.hpp"
#include "schema/base/encoding.hpp"
#include "schema/base/member_codes.hpp"
#include "terminal/demo/demo_names.hpp"
#include "terminal/members/rules/card_number_facts.hpp"

namespace qiantai::ctl {
namespace {

constexpr TimeMs k_day_ms = 86'400'000;
constexpr TimeMs k_year_ms = 365 * k_day_ms;
/// The chain's oldest members joined so long ago.
constexpr TimeMs k_history_ms = 6 * k_year_ms;
constexpr TimeMs k_opens_ms = 10 * 3'600'000, k_open_ms = 12 * 3'600'000;

/// Number ranges of the four carriers.
constexpr std::string_view k_phone_prefixes[] = {
    "130", "131", "132", "133", "134", "135", "136", "137", "138", "139",
    "147", "150", "151", "152", "153", "155", "156", "157", "158", "159",
    "166", "173", "175", "176", "177", "178", "180", "181", "182", "183",
    "184", "185", "186", "187", "188", "189", "191", "193", "198", "199"};
constexpr std::uint64_t k_numbers_per_slot = 1'000'000;
constexpr std::uint64_t k_phone_slots = 4000;
/// Spreads consecutive indexes over all numbers; odd and no multiple of 5, so every index keeps a
/// number of its own.
constexpr std::uint64_t k_phone_stride = 2'654'435'761;

constexpr std::string_view k_preferences[] = {
    "不吃辣",   "对花生过敏", "喜欢靠窗的位置", "请用短信联系", "周末有空",
    "喜欢深色", "孩子上小学", "晚上七点后联系", "爱喝绿茶",     "尺码 L"};

struct Share {
    std::string_view value;
    std::uint64_t percent;
};
constexpr Share k_tier_shares[] = {{"basic", 68}, {"silver", 22}, {"gold", 8}, {"diamond", 2}};
constexpr Share k_heard_from[] = {{"walk_in", 46}, {"friend", 24},       {"online", 16},
                                  {"event", 6},    {"advertisement", 5}, {"other", 3}};
constexpr Share k_statuses[] = {{code_of(MemberStatus::active), 91},
                                {code_of(MemberStatus::lapsed), 8},
                                {code_of(MemberStatus::frozen), 1}};

std::string_view pick(Random& random, std::span<const Share> shares) {
    std::uint64_t at = random.below(100);
    for (const auto& share : shares) {
        if (at < share.percent) return share.value;
        at -= share.percent;
    }
    return shares.front().value;
}

/// Stores whose codes end in a number get that number's slot.
std::uint64_t slot_of(std::string_view store_code) {
    std::uint64_t slot = 0, scale = 1;
    for (auto c = store_code.rbegin(); c != store_code.rend() && *c >= '0' && *c <= '9';
         ++c, scale *= 10) {
        slot += static_cast<std::uint64_t>(*c - '0') * scale;
    }
    return slot % k_phone_slots;
}

std::uint64_t mix_seed(std::uint64_t seed, std::string_view store_code) {
    const std::string digest = blake2b_256(fmt::format("{}/{}", seed, store_code));
    std::uint64_t mixed = 0;
    for (std::size_t i = 0; i < 8; ++i) mixed = mixed << 8 | static_cast<unsigned char>(digest[i]);
    return mixed;
}

std::string make_birthday(Random& random, int year, bool lunar) {
    const auto month = 1 + random.below(12);
    // A lunar month has 29 days at least; 28 keeps February right without a calendar.
    const auto day = 1 + random.below(lunar ? 29 : 28);
    // Many tell the day and not the year.
    const int told = random.below(100) < 12 ? 0 : year;
    return fmt::format("{:04}-{:02}-{:02}", told, month, day);
}

/// Younger and middle-aged people shop more: the mean of two draws between 1938 and 2008, pulled to
/// the middle.
int make_birth_year(Random& random) {
    return 1938 + static_cast<int>((random.below(71) + random.below(71)) / 2 + random.below(8)) - 4;
}

}  // namespace

DemoPeople::DemoPeople(DemoPeopleOptions options)
    : m_options(std::move(options)),
      m_random(mix_seed(m_options.seed, m_options.store_code)),
      m_phone_slot(slot_of(m_options.store_code)) {
    QIANTAI_ASSERT(!m_options.clerks.empty());
    QIANTAI_ASSERT(m_options.count <= static_cast<std::int64_t>(k_numbers_per_slot));
}

DemoPerson DemoPeople::next() {
    QIANTAI_ASSERT(m_made < m_options.count);
    DemoPerson person;
    // Evenly from the opening to the present, each within the opening hours of its day.
    const TimeMs age = k_history_ms / m_options.count * (m_options.count - m_made);
    const TimeMs local = k_demo_now_ms - age + k_demo_utc_offset_minutes * 60'000;
    const TimeMs in_day = local % k_day_ms;
    person.created_at = local - in_day + k_opens_ms +
                        in_day / (k_day_ms / 1000) * k_open_ms / 1000 -
                        k_demo_utc_offset_minutes * 60'000;
    fill_person(person);
    fill_card(person);
    fill_consents(person);
    ++m_made;
    return person;
}

Uuid DemoPeople::make_id(TimeMs time_ms) {
    FakeClock clock(time_ms);
    return Uuid::make_v7(clock, m_random, Cell::of_store(m_options.store_code));
}

std::string DemoPeople::make_phone() const {
    const std::uint64_t all = std::size(k_phone_prefixes) * 100'000'000ULL;
    const std::uint64_t index =
        m_phone_slot * k_numbers_per_slot + static_cast<std::uint64_t>(m_made);
    // The seed shifts all numbers alike, so they stay apart.
    const std::uint64_t number = (index * k_phone_stride % all + m_options.seed * 7919 % all) % all;
    return fmt::format("{}{:08}", k_phone_prefixes[number / 100'000'000], number % 100'000'000);
}

void DemoPeople::fill_person(DemoPerson& person) {
    person.id = make_id(person.created_at);
    const auto gender = m_random.below(100) < 62 ? DemoGender::female : DemoGender::male;
    const int birth_year = make_birth_year(m_random);
    person.name = make_demo_name(m_random, gender, birth_year);
    person.phone = make_phone();
    person.gender = m_random.below(100) < 4        ? "unstated"
                    : gender == DemoGender::female ? "female"
                                                   : "male";
    // The older, the likelier is a lunar birthday.
    const bool lunar = m_random.below(100) < (birth_year < 1965   ? 55U
                                              : birth_year < 1985 ? 22U
                                                                  : 6U);
    person.birthday_calendar = lunar ? "lunar" : "solar";
    if (m_random.below(100) < 78) person.birthday = make_birthday(m_random, birth_year, lunar);
    person.tier_code = pick(m_random, k_tier_shares);
    person.heard_from = pick(m_random, k_heard_from);
    person.status = pick(m_random, k_statuses);
    if (m_random.below(100) < 9)
        person.preferences = k_preferences[m_random.below(std::size(k_preferences))];
    person.clerk = m_options.clerks[m_random.below(m_options.clerks.size())];
    person.joined_on = Date::of_time(person.created_at, k_demo_utc_offset_minutes).text();
}

void DemoPeople::fill_card(DemoPerson& person) {
    person.card_id = make_id(person.created_at);
    do {
        person.card_number = domain::make_card_number(m_options.store_code, m_options.terminal_code,
                                                      ++m_card_sequence);
    } while (!domain::is_legible_card_number(person.card_number));
    // Cards of lapsed members ran out; the others were renewed and run out within the next year or
    // two.
    const TimeMs days = static_cast<TimeMs>(m_random.below(
                            person.status == code_of(MemberStatus::lapsed) ? 300 : 720)) +
                        1;
    const TimeMs ends = person.status == code_of(MemberStatus::lapsed)
                            ? k_demo_now_ms - days * k_day_ms
                            : k_demo_now_ms + days * k_day_ms;
    person.card_expires_on =
        Date::of_time(std::max(ends, person.created_at), k_demo_utc_offset_minutes).text();
}

void DemoPeople::fill_consents(DemoPerson& person) {
    const std::string_view channel = m_random.below(100) < 85 ? "counter" : "online";
    person.consents.push_back({make_id(person.created_at), "membership", "given", channel});
    if (m_random.below(100) < 60) {
        person.consents.push_back({make_id(person.created_at), "marketing",
                                   m_random.below(100) < 90 ? "given" : "withdrawn", channel});
    }
}

}  // namespace qiantai::ctl
