#pragma once

// The rows of a list of tickets: a filter made SQL.

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "terminal/base/service_context.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"

namespace qiantai::domain {

class TicketQuery {
  public:
    TicketQuery(ServiceContext& context, const TicketFilter& filter)
        : m_context(context),
          m_filter(filter),
          m_before(filter.after ? place_number(*filter.after)
                                : std::numeric_limits<std::int64_t>::max()) {}

    std::string awaits{};    ///< for TicketScope::to_approve: approver's code
    std::string asked_by{};  ///< for the same: whose own proposals don't count
    TimeMs now = 0;
    int unclaimed_days = 0;
    int told_level = 1;  ///< for TicketScope::escalated, see TicketClock::level

    int limit() const;
    /// The newest first; one more than the limit if there are more.
    Result<std::vector<TicketStateRow>> load();

  private:
    /// Places of tickets that the text finds otherwise than by their words: number, phone, person.
    Result<std::set<std::int64_t>> find_places();
    Status add_numbered(std::set<std::int64_t>& places);
    Status add_phones(std::set<std::int64_t>& places);
    Status add_people(std::set<std::int64_t>& places);
    enum class Source { all, places, words };
    /// `text`: JSON of the places, or the expression for the words.
    Result<std::vector<TicketStateRow>> load_rows(Source source, const std::string& text);
    /// The newest that hold the words themselves, not only their pairs.
    Result<std::vector<TicketStateRow>> load_by_words(const std::string& expression);
    Result<bool> holds_text(const TicketStateRow& row);
    Result<std::string> conditions() const;
    Result<std::string> people_json(const Uuid& member_id) const;
    std::string scope_condition() const;

    ServiceContext& m_context;
    const TicketFilter& m_filter;
    std::int64_t m_before;  ///< rows with places below this
};

}  // namespace qiantai::domain
