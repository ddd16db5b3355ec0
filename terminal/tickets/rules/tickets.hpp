#pragma once

// Cases of customers: taking them in, and every step of their course (ticket_course.hpp). What is
// written is one transaction with its audit event and the cache behind the lists. Tickets are
// written by the store that has them, by the store that took them in, and by headquarters; others
// may see them while their person stands there. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/tickets/rules/ticket_evidence_facts.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {

class TicketUnits;

class Tickets {
  public:
    explicit Tickets(ServiceContext& context) : m_context(context) {}

    /// Gives it its number and its promises. A merged member's goes to the record that stands. Right:
    /// tickets_keep. k_ticket_words_missing, k_ticket_number_in_words, k_ticket_field_unfit,
    /// k_ticket_value_malformed, k_ticket_authority_number_missing, k_ticket_not_found (what it
    /// repeats), k_attachment_not_here, k_ticket_evidence_known, k_ticket_evidence_many, the members',
    /// text and phone rules'.
    Result<TicketPage> take(const Session& session, const TicketIntake& intake);
    /// A step that needs_of() knows. Right: tickets_keep; the course says whose step it is.
    /// check_step()'s errors, k_ticket_not_found, k_ticket_of_other_store, k_ticket_field_missing,
    /// k_ticket_field_unfit, k_ticket_value_malformed, k_ticket_number_in_words, the signature's,
    /// k_ticket_staff_unknown, k_ticket_loss_beyond, k_ticket_promise_beyond,
    /// k_ticket_promise_too_late, k_ticket_paper_missing, k_ticket_not_unclaimed_yet.
    Result<TicketPage> step(const Session& session, const TicketStepEntry& entry);
    /// A photo or file of this terminal (terminal/attachments/rules/intake.hpp) becomes evidence. Right:
    /// tickets_keep. check_step()'s errors, k_ticket_not_found, k_ticket_of_other_store,
    /// k_ticket_number_in_words, k_ticket_evidence_known, k_ticket_evidence_many, and what keeps the
    /// file from being taken in.
    Result<TicketPage> add_evidence(const Session& session, const TicketEvidenceEntry& entry);
    /// All of it goes to another store or to headquarters; promises stay as they are. Only whoever
    /// has it, and headquarters. Right: tickets_keep. check_step()'s, k_ticket_of_other_store,
    /// k_ticket_store_unknown, k_ticket_value_malformed (it is there already).
    Result<TicketPage> transfer(const Session& session, const TicketTransfer& transfer);
    /// A value of the head that was wrong. Right: tickets_keep. k_ticket_value_malformed.
    Result<TicketPage> correct(const Session& session, const TicketCorrection& correction);
    /// Which of two steps that contradict each other holds. Right: tickets_decide.
    /// k_ticket_no_contradiction; k_ticket_of_other_store if by this the case goes elsewhere.
    Result<TicketPage> decide(const Session& session, const Uuid& ticket_id, const Uuid& holds,
                              std::string_view reason);
    /// At headquarters: that this person has the case open now, for the others to see; said anew after
    /// a while only. Where somebody else has it, `take_over` takes it. What is returned says who has
    /// it. At a store nothing is said. Right: tickets_keep. k_ticket_not_found,
    /// k_ticket_of_other_store.
    Result<TicketPage> hold(const Session& session, const Uuid& ticket_id, bool take_over);
    /// Gives all open cases of one person to another one. Right: tickets_decide. How many.
    /// k_ticket_value_malformed (nobody of this store).
    Result<int> hand_over(const Session& session, std::string_view from, std::string_view to,
                          std::string_view reason);
    /// Empties what a case says of somebody who is no member, here and everywhere; a member's goes
    /// with the member. Right: tickets_erase. k_ticket_has_member, k_ticket_of_other_store.
    Result<TicketPage> erase_customer(const Session& session, const Uuid& ticket_id,
                                      std::string_view reason);
    /// Name, number and address in full, for a reason that is kept in the audit trail. Right:
    /// members_reveal.
    Result<TicketCustomer> reveal_contact(const Session& session, const Uuid& ticket_id,
                                          std::string_view reason);
    /// What time brings: promises that ran out are told to the manager, then to headquarters, each
    /// once whoever finds it; at headquarters: that it has heard of what it has to hear of; what
    /// the policy lets cases say of people no longer is emptied, here and everywhere. Right:
    /// tickets_keep.
    Result<TicketRun> run(const Session& session);
    /// Makes the cache behind lists and boards anew. Right: tickets_keep. How many tickets there are.
    Result<int> rebuild(const Session& session);

  private:
    struct Case {
        Ticket ticket{};
        std::vector<TicketEvent> events{};
        TicketState state{};
    };
    enum class Writable { by_whoever_sees, by_its_owner };
    Result<Case> load_case(const Uuid& ticket_id, Writable writable);
    Result<TicketEvent> new_event(const Session& session, const Ticket& ticket,
                                  std::span<const TicketEvent> events, TicketStep step);
    Status take_customer(const TicketIntake& intake, Ticket& ticket);
    Status take_head(const TicketIntake& intake, Ticket& ticket);
    Result<std::optional<Uuid>> find_repeated(const Ticket& ticket);
    Status fill_event(const Session& session, const TicketStepEntry& entry, const Case& one,
                      TicketEvent& event);
    Status fill_people(const TicketStepEntry& entry, const Ticket& ticket, TicketEvent& event);
    Status add_promises(const Session& session, const TicketStepEntry& entry, const Case& one,
                        TicketEvent& event);
    Status add_pause(const Case& one, TicketUnits& units, TicketEvent& event);
    /// `with`: what goes along with the event, after it.
    Result<TicketPage> save(const Session& session, const Ticket& ticket, const TicketEvent& event,
                            std::string_view action, sqlite::Transaction& transaction,
                            std::span<const TicketEvent> with = {});
    Result<std::vector<TicketEvent>> photo_events(const Session& session, const Ticket& ticket,
                                                  const TicketEvent& received,
                                                  std::span<const TicketPhoto> photos);
    Status escalate(const Session& session, const Case& one, TicketUnits& units, TicketRun& run);
    Status escalate_clock(const Session& session, const Case& one, const TicketClock& clock,
                          int level, TicketRun& run);
    Status empty_old(TicketRun& run);
    Status note_received(const Session& session, const Case& one, TicketRun& run);

    ServiceContext& m_context;
};

}  // namespace qiantai::domain
