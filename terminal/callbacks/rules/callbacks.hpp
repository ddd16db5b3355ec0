#pragma once

// The callbacks of a store, and at a desk of headquarters those that headquarters makes for all
// stores: whom to call, what came of it, who makes the call. Every write is one transaction with
// its audit event. What the list does not offer (a second call on a day, somebody who does not want
// it) is not refused when it is written down: what happened, happened. Thread rule: as
// ServiceContext.

#include "terminal/callbacks/rules/callback_plan_facts.hpp"
#include "terminal/callbacks/rules/callbacks_sql.hpp"
#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::domain {

class Callbacks {
  public:
    explicit Callbacks(ServiceContext& context) : m_context(context) {}

    // Right of all these: callbacks_keep.

    /// The most urgent first; of a member (member_id) at every store known here.
    Result<CallbackPage> list(const Session& session, const CallbackFilter& filter);
    Result<CallbackCounts> counts(const Session& session);
    /// k_callback_not_found.
    Result<CallbackSheet> sheet(const Session& session, const Uuid& task_id);
    /// Opens the member's number to this person for the policy's time, at headquarters to this desk.
    /// k_callback_closed, k_callback_elsewhere, k_callback_not_now.
    Result<CallbackSheet> open_number(const Session& session, const Uuid& task_id);
    /// Before its time. Nothing if it isn't open.
    Result<CallbackSheet> close_number(const Session& session, const Uuid& task_id);
    /// k_callback_closed, k_callback_elsewhere, k_callback_score_missing,
    /// k_callback_score_malformed, k_callback_later_when, k_callback_answer_unknown,
    /// k_text_malformed.
    Result<CallbackLine> record(const Session& session, const CallbackResult& result);
    /// Takes a call back that this person, or a manager's people, wrote down today by mistake.
    /// k_callback_undo_impossible.
    Result<CallbackLine> undo(const Session& session, const Uuid& step_id);
    /// Writes down as a consent of the member, given or withdrawn by telephone, what was said in this
    /// call. Rights: also members_consents; the member must be of this store. k_callback_no_member,
    /// k_callback_consent_unknown, k_consent_not_given.
    Result<CallbackSheet> record_consent(const Session& session, const CallConsentSaid& said);
    /// k_member_not_found, k_member_of_other_store, k_member_erased, k_callback_unwanted,
    /// k_callback_dates_malformed, k_callback_reason_missing, k_callback_staff_unknown.
    Result<CallbackLine> make(const Session& session, const CallbackOrder& order);

    // Right of all these: callbacks_manage.

    /// All of them or none. k_callback_closed, k_callback_staff_unknown, k_callback_stays.
    Result<std::vector<CallbackLine>> hand_over(const Session& session,
                                                const CallbackHandOver& order);
    /// Nobody will call. k_callback_closed, k_callback_elsewhere, k_callback_reason_missing.
    Result<CallbackLine> end(const Session& session, const Uuid& task_id, std::string_view reason);
    /// Calls of some days that nobody has checked yet, about so many of a hundred, the same ones
    /// whoever asks; without one's own.
    Result<std::vector<CallbackLine>> sample(const Session& session, Date from, Date until,
                                             int percent);
    /// What the customer said when somebody else called again: whether it was so (真实度).
    /// k_callback_not_closed, k_same_person.
    Result<CallbackLine> check(const Session& session, const Uuid& task_id, bool agrees,
                               std::string_view remark);
    /// Makes the table of states anew; gives the number of callbacks.
    Result<std::int64_t> rebuild(const Session& session);

  private:
    struct Now;
    Result<Now> load_now();
    Result<CallbackLine> build_line(const Session& session, const Now& now,
                                    const CallbackTask& task, const CallbackState& state);
    Result<CallbackLine> load_line(const Session& session, const Uuid& task_id);
    Result<CallbackNumber> build_number(const Session& session, const Now& now,
                                        const CallbackLine& line, const Member& member);
    Result<std::vector<CallConsent>> build_consents(const Session& session,
                                                    const CallbackLine& line);
    Result<CallbackScript> build_script(const Session& session, const Now& now,
                                        const CallbackLine& line, const Member& member);
    Result<CallbackEvent> build_call(const Session& session, const CallbackTask& task,
                                     const CallbackResult& result, const Moment& now);
    Status follow_call(const Session& session, const CallbackTask& task, const CallbackEvent& call,
                       const Moment& now);
    Status end_access(const Uuid& task_id, const Moment& now);
    Status check_staff(const Session& session, const std::string& number);
    struct Opened;
    Result<Opened> load_open(const Uuid& task_id);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
