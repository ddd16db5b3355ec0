#pragma once

// Handing a store over to another manager, with both signatures at one terminal, offline. Thread
// rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/closing/rules/hand_over_facts.hpp"

namespace qiantai::domain {

class HandOvers {
  public:
    explicit HandOvers(ServiceContext& context) : m_context(context) {}

    // Right of all: closing_close.

    /// k_day_close_elsewhere.
    Result<HandOverStart> start(const Session& session);
    /// The signed-in manager leaves, `to_staff` takes over and says so with the own PIN.
    /// k_hand_over_malformed, k_hand_over_taker_unfit, k_hand_over_words_missing, k_same_person,
    /// k_day_close_elsewhere, k_text_malformed, k_sign_in_refused, k_sign_in_wait.
    Result<HandOverShown> hand_over(const Session& session, const HandOverEntry& entry,
                                    std::string_view to_staff, std::string_view pin);

  private:
    struct CountForIt {
        Uuid id{};
        std::string number{};
    };
    Result<std::optional<CountForIt>> find_count(const std::optional<Uuid>& id);
    Status check_things(std::vector<HandOverThing>& things) const;
    Status check_taker(const Session& leaving, const Session& taker) const;
    Result<std::vector<HandOverShown>> load_before();

    ServiceContext& m_context;
};

}  // namespace qiantai::domain
