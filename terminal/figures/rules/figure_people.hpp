#pragma once

// Reads members with all that figures need of them, one by one, in one pass over members and receipts
// in the order of their ids. Nothing here is shown to anybody.

#include <functional>
#include <map>

#include "terminal/base/service_context.hpp"
#include "terminal/figures/rules/member_period_facts.hpp"

namespace qiantai::domain {

struct PeopleScope {
    std::string store_code{};  ///< home store; empty = all that are here
    std::string tier{};        ///< empty = all
    std::string clerk{};       ///< empty = all
    Date tier_on{};            ///< whose tier of that day
    FigureDays card_ends{};    ///< cards that end then are read
    int utc_offset_minutes = 0;
};

/// Every person of the scope once, by the record that stands, with what belongs to any record merged
/// into it; erased ones too. The person is valid during the call. Inside a read transaction.
Status each_person(ServiceContext& context, const PeopleScope& scope,
                   const std::function<void(const FigurePerson&)>& visit);

/// Which record stands for which; records that were never merged are not in it. Circles as
/// resolve_merged() has them.
Result<std::map<Uuid, Uuid>> load_standing_records(sqlite::Database& database);

}  // namespace qiantai::domain
