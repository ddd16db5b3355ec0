// The receipt that is being written down, kept on disk until it is saved or given up.

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/receipt_form_parts.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_receipt_draft{std::string(k_receipt_draft_kind)};

}  // namespace

ReceiptFormState& receipt_form_of(Flow& flow) {
    return flow.get<ReceiptFormState>();
}

void begin_empty_receipt(Flow& flow) {
    // Receipts are written down one after the other at one till.
    const auto till = receipt_form_of(flow).till;
    receipt_form_of(flow) = {.begun = true, .till = till};
}

Result<ReceiptBeginning> load_receipt_draft(domain::ServiceContext& context,
                                            const domain::Session& session) {
    ReceiptBeginning beginning;
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_receipt_draft));
    if (!draft) return beginning;
    const auto json = parse_json_object(draft->content_json);
    if (!json) return beginning;
    beginning.draft = from_json<ReceiptDraft>(*json);
    if (!beginning.draft || !beginning.draft->member_id) return beginning;
    // Whoever was erased meanwhile is chosen anew.
    const auto member = load_shown_member(context, session, *beginning.draft->member_id);
    if (member) beginning.member = *member;
    return beginning;
}

bool is_begun(const ReceiptDraft& draft) {
    return draft.member_id || !draft.number.empty() || !draft.amount_typed.empty() ||
           !draft.items.empty();
}

void keep_receipt(Flow& flow) {
    auto& state = receipt_form_of(flow);
    state.draft_at.reset();
    const auto& member = state.who.member;
    const ReceiptDraft draft{member ? std::optional(member->member.id) : std::nullopt,
                             state.kind,
                             state.number,
                             state.till,
                             state.date,
                             state.amount_typed,
                             state.items};
    run_service(
        flow,
        [json = boost::json::serialize(to_json(draft))](domain::ServiceContext& context,
                                                        const domain::Session& session) {
            return domain::Drafts(context).save(session, k_receipt_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) return show_error(later, kept.error());
            receipt_form_of(later).draft_at = later.scene.shop.now_ms;
        });
}

void forget_receipt(Flow& flow) {
    receipt_form_of(flow) = {};
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_receipt_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

std::string number_in_receipt_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    if (!json) return {};
    const auto draft = from_json<ReceiptDraft>(*json);
    return draft ? draft->number : std::string();
}

}  // namespace qiantai::app
