// Orders about calls: who else makes them, that nobody does, whether one was so; one more call to a
// member, or one every so many days.

#include "terminal/callbacks/flows/callback_flow_parts.hpp"

#include "assets/words/callbacks.hpp"
#include "sync/core/scope.hpp"
#include "terminal/callbacks/rules/callback_plans.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// Everything that waits for the same person, in as few transactions as the service allows.
Result<int> hand_over_all(domain::Callbacks& service, const domain::Session& session,
                          domain::CallbackHandOver order, const std::string& owner) {
    int count = 0;
    const domain::CallbackFilter filter{
        .when = domain::CallbackWhen::open, .owner = owner, .limit = domain::k_callback_list_max};
    for (;;) {
        QIANTAI_TRY(const auto page, service.list(session, filter));
        if (page.callbacks.empty()) return count;
        order.task_ids.clear();
        for (const auto& line : page.callbacks) order.task_ids.push_back(line.task.id);
        QIANTAI_TRY_STATUS(service.hand_over(session, order));
        count += static_cast<int>(page.callbacks.size());
    }
}

Result<int> hand_over(domain::ServiceContext& context, const domain::Session& session,
                      const domain::CallbackLine& line, const CallOrder& order) {
    domain::Callbacks service(context);
    domain::CallbackHandOver given{
        .task_ids = {line.task.id},
        .to_staff = order.to.value_or(""),
        .for_headquarters = context.identity.is_headquarters() != order.other_place,
        .reason = order.words};
    if (order.all_of_owner) return hand_over_all(service, session, given, line.state.owner);
    QIANTAI_TRY_STATUS(service.hand_over(session, given));
    return 1;
}

/// An order failed: said in its sheet. True if it went well, which closes it.
bool end_order(Flow& flow, const Error* error) {
    auto& order = callbacks_of(flow).order;
    if (error == nullptr) {
        order.reset();
        reload_callbacks(flow);
        return true;
    }
    if (!order) {
        show_error(flow, *error);
        return false;
    }
    order->busy = false;
    order->error = *error;
    return false;
}

/// Runs an order; `done` says what came of it.
template <typename Work, typename Done>
void run_order(Flow& flow, Work work, Done done) {
    callbacks_of(flow).order->busy = true;
    run_service(flow, std::move(work), [done](Flow& later, const auto& result) {
        if (end_order(later, result ? nullptr : &result.error())) done(later, *result);
    });
}

void check_call(Flow& flow, const CallOrder& order, const Uuid& id) {
    run_order(
        flow,
        [id, agrees = *order.agrees, remark = order.words](domain::ServiceContext& context,
                                                           const domain::Session& session) {
            return domain::Callbacks(context).check(session, id, agrees, remark);
        },
        [](Flow& later, const domain::CallbackLine&) {
            show_done(later, words::callback_check_done);
        });
}

void make_call(Flow& flow, const CallOrder& order, const Uuid& member) {
    const Date today = Date::of_text(flow.scene.shop.today);
    run_order(
        flow,
        [entry = domain::CallbackOrder{.member_id = member,
                                       .matter = order.words,
                                       .due_from = today,
                                       .due_until = today.plus_days(*order.days)}](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Callbacks(context).make(session, entry);
        },
        [](Flow& later, const domain::CallbackLine& line) {
            callbacks_of(later).chosen = line.task.id;
            show_done(later, words::callback_make_done);
        });
}

void set_key_customer(Flow& flow, const CallOrder& order, const Uuid& member) {
    run_order(
        flow,
        [entry =
             domain::KeyCustomerEntry{
                 .member_id = member, .every_days = *order.days, .note = order.words}](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::CallbackPlans(context).set_key_customer(session, entry);
        },
        [](Flow& later, const domain::KeyCustomerLine&) {
            show_done(later, words::callback_key_customer_done);
        });
}

}  // namespace

void begin_order(Flow& flow, CallOrderKind kind) {
    auto& state = callbacks_of(flow);
    const bool of_member = kind == CallOrderKind::make || kind == CallOrderKind::key_customer;
    if (of_member ? !state.member_id.has_value() : !state.sheet.has_value()) return;
    CallOrder order{.kind = kind};
    if (kind == CallOrderKind::key_customer && state.key_customer) {
        order.days = state.key_customer->customer.every_days;
        order.words = state.key_customer->customer.note;
    }
    state.order = std::move(order);
}

void confirm_order(Flow& flow) {
    auto& state = callbacks_of(flow);
    if (!state.order || state.order->busy) return;
    const auto order = *state.order;
    switch (order.kind) {
        case CallOrderKind::hand_over:
            return run_order(
                flow,
                [order, line = state.sheet->line](domain::ServiceContext& context,
                                                  const domain::Session& session) {
                    return hand_over(context, session, line, order);
                },
                [](Flow& later, int count) {
                    later.scene.toasts.push(
                        {tr(later, words::callback_hand_over_done, count), Tone::success});
                    if (later.scene.shop.store_code == sync::k_hq_store_code) later.link.sync_now();
                });
        case CallOrderKind::end:
            return run_order(
                flow,
                [reason = order.words, id = *state.chosen](domain::ServiceContext& context,
                                                           const domain::Session& session) {
                    return domain::Callbacks(context).end(session, id, reason);
                },
                [](Flow& later, const domain::CallbackLine&) {
                    show_done(later, words::callback_end_done);
                });
        case CallOrderKind::check:
            return check_call(flow, order, *state.chosen);
        case CallOrderKind::make:
            return make_call(flow, order, *state.member_id);
        case CallOrderKind::key_customer:
            return set_key_customer(flow, order, *state.member_id);
    }
}

void end_key_customer(Flow& flow) {
    auto& state = callbacks_of(flow);
    if (!state.order || state.order->busy || !state.member_id) return;
    run_order(
        flow,
        [member = *state.member_id](domain::ServiceContext& context,
                                    const domain::Session& session) {
            return domain::CallbackPlans(context).end_key_customer(session, member);
        },
        [](Flow& later, const domain::KeyCustomerLine&) {
            show_done(later, words::callback_key_customer_ended);
        });
}

void load_key_customer(Flow& flow) {
    auto& state = callbacks_of(flow);
    if (!state.member_id) {
        state.key_customer.reset();
        return;
    }
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::CallbackPlans(context).key_customers(session);
        },
        [member = *state.member_id](Flow& later,
                                    const Result<std::vector<domain::KeyCustomerLine>>& customers) {
            if (!customers) return show_error(later, customers.error());
            auto& now = callbacks_of(later);
            if (now.member_id != member) return;
            const auto found = std::ranges::find_if(
                *customers, [&](const auto& line) { return line.customer.member_id == member; });
            now.key_customer.reset();
            if (found != customers->end()) now.key_customer = *found;
        });
}

}  // namespace qiantai::app
