#pragma once

// Looking at tickets: one with its course, lists, the board, badges; and what is offered to whoever
// takes one in. Stores see what they have, what they took in, and what came with a person who stands
// there; headquarters sees all. Everything that comes with tickets is masked by role. Right of all:
// tickets_keep. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/tickets/rules/ticket_evidence_facts.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::domain {

class TicketLists {
  public:
    explicit TicketLists(ServiceContext& context) : m_context(context) {}

    /// k_ticket_not_found.
    Result<TicketPage> get(const Session& session, const Uuid& ticket_id);
    /// Its photos and files, the newest first, and where each is: opening and saving them are
    /// Attachments' (terminal/attachments/rules/attachments.hpp). k_ticket_not_found.
    Result<std::vector<TicketEvidence>> evidence(const Session& session, const Uuid& ticket_id);
    /// By its number, typed or scanned. k_number_mistyped, k_ticket_not_found.
    Result<TicketPage> find(const Session& session, std::string_view number);
    /// k_ticket_period_malformed.
    Result<TicketList> list(const Session& session, const TicketFilter& filter);
    Result<TicketBoard> board(const Session& session, const BoardFilter& filter);
    Result<TicketCounts> counts(const Session& session);
    /// Earlier cases of this person, the newest first, at most 20: what might be a repetition.
    Result<std::vector<TicketLink>> earlier(const Session& session, const Uuid& member_id);
    /// What each severity promises if it is taken in now.
    Result<std::vector<SeverityPromise>> promises(const Session& session,
                                                  const PromiseQuestion& question);
    /// What headquarters offers to choose from.
    Result<TicketChoices> choices(const Session& session);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
