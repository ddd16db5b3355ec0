// Requisitions of gifts (礼品申请): the head, which never changes, and what happened to it, which is
// only added. Where one stands is no column: it is what the events come to. Whoever sends or gets
// the goods at the other end sees all of it, and adds to it.

#include "schema/base/gift_codes.hpp"
#include "schema/base/requisition_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_requisitions_since = 24;
using enum ColumnType;

Column requisition_lines(std::string_view meaning, Presence presence) {
    return {.name = "lines",
            .type = json,
            .presence = presence,
            .length_max = k_requisition_lines_length_max,
            .meaning = meaning};
}

Entity requisition_entity() {
    return {.name = "requisition",
            .title_zh = "礼品申请",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "partner",
                     .type = text,
                     .presence = k_required,
                     .length_max = 8,
                     .meaning = "the warehouse or store at the other end"},
                    {.name = "number",
                     .type = text,
                     .presence = k_required,
                     .length_max = k_gift_short_length_max,
                     .meaning = "LQ, store, terminal, sequence and check digit"},
                    {.name = "kind",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<RequisitionKind>},
                    {.name = "purpose",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<RequisitionPurpose>},
                    {.name = "campaign_id", .type = id},
                    {.name = "wanted_on", .type = date, .presence = k_required},
                    {.name = "urgent", .type = boolean, .presence = k_required},
                    requisition_lines("{\"lines\": [{gift_id, pieces}]}", k_required),
                    text_column("words", k_requisition_words_length_max),
                    {.name = "by_manager",
                     .type = boolean,
                     .presence = k_required,
                     .meaning = "the store manager asked: nobody else of the store has to agree"},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .also_seen_by = "partner",
            .also_written_by = "partner",
            .since = k_requisitions_since,
            .meaning = "gifts that a store asks for, or gives back; never changed"};
}

Entity requisition_event_entity() {
    return {
        .name = "requisition_event",
        .title_zh = "申请进度",
        .writer = Writer::both,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                {.name = "requisition_id", .type = id, .presence = k_required},
                {.name = "step",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<RequisitionStep>},
                {.name = "about_id",
                 .type = id,
                 .meaning = "received: the dispatch; later steps of the goods: the receipt"},
                requisition_lines("{\"lines\": [{gift_id, pieces, batch, expires_on, damaged, "
                                  "words}]}",
                                  k_optional),
                {.name = "outcome", .type = text, .values = k_joined_codes<DifferenceOutcome>},
                {.name = "worth",
                 .type = fen,
                 .meaning = "approved: at the gifts' cost of that day; counts against the budget"},
                text_column("parcel", k_gift_short_length_max, "the carrier's number"),
                text_column("words", k_requisition_words_length_max),
                business_date(),
                created_by(),
                created_at(),
            },
        .belongs_to = {"requisition_id", "requisition"},
        .since = k_requisitions_since,
        .meaning =
            "what happened to a requisition; written once. The ids of a receipt and what "
            "follows it follow from the dispatch: two tills that receive the same make one"};
}

Entity receipt_signature_entity() {
    return {.name = "receipt_signature",
            .title_zh = "到货签名",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "document_id",
                     .type = id,
                     .presence = k_required,
                     .meaning = "what the movements of the receipt are parts of"},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .since = k_requisitions_since,
            .meaning = "the second person's signature under goods of a supplier; written once"};
}

}  // namespace

std::vector<Entity> requisitions() {
    return {requisition_entity(), requisition_event_entity(), receipt_signature_entity()};
}

}  // namespace qiantai::entities
