#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "schema/base/uuid.hpp"
#include "terminal/base/store_facts.hpp"

namespace qiantai::ctl {

/// When the demo chain's present is: members joined in the years before it. Fixed, so that the same
/// seed gives the same data.
inline constexpr TimeMs k_demo_now_ms = 1'795'000'000'000;
inline constexpr int k_demo_utc_offset_minutes = domain::k_china_offset_minutes;

struct DemoConsent {
    Uuid id;
    std::string_view purpose;
    std::string_view decision;
    std::string_view channel;
};

/// A member with card and consents, as the columns of the entities want them.
struct DemoPerson {
    Uuid id;
    std::string name;
    std::string phone;
    std::string_view gender;
    std::string birthday;  ///< empty: not told
    std::string_view birthday_calendar;
    std::string_view tier_code;
    std::string_view heard_from;
    std::string_view status;
    std::string preferences;  ///< empty: none
    std::string clerk;        ///< staff number that registered the member
    std::string joined_on;
    TimeMs created_at = 0;
    Uuid card_id;
    std::string card_number;
    std::string card_expires_on;
    std::vector<DemoConsent> consents;
};

struct DemoPeopleOptions {
    std::uint64_t seed = 1;
    std::int64_t count = 0;  ///< how many will be made: they join evenly over the years
    std::string store_code;
    std::string terminal_code = "00";
    std::vector<std::string> clerks;  ///< staff numbers; at least one
};

/// The members of one store, one after the other, in the order in which they joined. The same
/// options give the same people, ids included. Phone numbers are unique, also between stores whose
/// codes end in different numbers below 4000.
class DemoPeople {
  public:
    explicit DemoPeople(DemoPeopleOptions options);
    DemoPerson next();

  private:
    std::string make_phone() const;
    void fill_person(DemoPerson& person);
    void fill_card(DemoPerson& person);
    void fill_consents(DemoPerson& person);
    Uuid make_id(TimeMs time_ms);

    DemoPeopleOptions m_options;
    SeededRandom m_random;
    std::uint64_t m_phone_slot;
    std::int64_t m_made = 0;
    std::int64_t m_card_sequence = 0;
};

}  // namespace qiantai::ctl
