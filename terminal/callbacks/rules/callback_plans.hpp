#pragma once

// Lists of members to be called (callback_plan_facts.hpp). Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/callbacks/rules/callback_plan_facts.hpp"

namespace qiantai::domain {

class CallbackPlans {
  public:
    explicit CallbackPlans(ServiceContext& context) : m_context(context) {}

    /// A survey or campaign for the chain; each store makes its callbacks by itself. Right:
    /// callbacks_plan. k_callback_plan_malformed, k_text_malformed.
    Result<CallbackPlanLine> save(const Session& session, const CallbackPlanEntry& entry);
    /// Nobody is called for it any more. Right: callbacks_plan. k_callback_plan_not_found,
    /// k_callback_plan_ended.
    Result<CallbackPlanLine> end(const Session& session, const Uuid& plan_id);
    /// Those of the last year, the newest first. Right: callbacks_figures.
    Result<std::vector<CallbackPlanLine>> list(const Session& session);
    /// Right: callbacks_figures. k_callback_plan_not_found.
    Result<CallbackPlanResult> result(const Session& session, const Uuid& plan_id);

    /// Whom a store's own list would call; writes nothing. Right: callbacks_manage.
    /// k_callback_plan_malformed.
    Result<CallbackListMade> try_list(const Session& session, const CallbackListEntry& entry);
    /// The same list again makes nothing twice. Right: callbacks_manage. As try_list, and
    /// k_callback_reason_missing.
    Result<CallbackListMade> make_list(const Session& session, const CallbackListEntry& entry);

    /// Right of the next two: callbacks_manage. k_member_not_found, k_member_of_other_store,
    /// k_member_erased, k_visit_plan_malformed.
    Result<KeyCustomerLine> set_key_customer(const Session& session, const KeyCustomerEntry& entry);
    /// k_not_key_customer.
    Result<KeyCustomerLine> end_key_customer(const Session& session, const Uuid& member_id);
    /// Of this store; right: callbacks_keep.
    Result<std::vector<KeyCustomerLine>> key_customers(const Session& session);

  private:
    Result<KeyCustomerLine> build_key_line(const Session& session, const KeyCustomer& customer);
    Result<CallbackPlanLine> build_plan_line(const Session& session, const CallbackPlan& plan);
    Result<CallbackListMade> go_through_list(const Session& session, const CallbackListEntry& entry,
                                             bool write);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
