#include "terminal/stored_goods/forms/goods_forms.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/stored_goods/rules/stored_goods_sql.hpp"

namespace qiantai::domain {
namespace {

const std::vector<std::string> k_copy_names = {"顾客联", "门店联", "存档联"};

/// Masked whoever prints it; empty of a member whose record is not here.
Status load_masked_member(ServiceContext& context, const Uuid& member_id, GoodsPaperFacts& facts) {
    QIANTAI_TRY(const Uuid standing, resolve_merged(context.database, member_id));
    const auto member = load_member(context.database, standing);
    if (!member) {
        if (member.error().kind == &k_member_not_found) return {};
        return member.error();
    }
    facts.member_name = mask_name(member->name);
    facts.member_phone = mask_phone(member->phone);
    return {};
}

Result<GoodsPaperFacts> load_paper_facts(ServiceContext& context, const Session& session,
                                         const StoredGoods& goods) {
    GoodsPaperFacts facts;
    QIANTAI_TRY(const auto store, load_store_facts(context));
    facts.chain_name = store.chain_name;
    facts.store = store.store_name.empty() ? store.store_code
                                           : store.store_name + "（" + store.store_code + "）";
    facts.utc_offset_minutes = store.utc_offset_minutes;
    QIANTAI_TRY_STATUS(load_masked_member(context, goods.member_id, facts));
    QIANTAI_TRY(facts.staff, load_staff_names(context.database));
    QIANTAI_TRY(facts.conditions, load_goods_conditions(context));
    QIANTAI_TRY(facts.printed, printed_now(context, session));
    return facts;
}

/// The one that was asked for first, then what the same person left on the same day.
Result<std::vector<GoodsOnPaper>> load_visit_on_paper(ServiceContext& context,
                                                      const StoredGoods& goods) {
    QIANTAI_TRY(auto visit, load_visit(context, goods));
    std::vector<GoodsOnPaper> all;
    for (auto& one : visit) {
        QIANTAI_TRY(auto events, load_goods_events(context.database, one.id));
        all.push_back({std::move(one), std::move(events)});
    }
    return all;
}

Result<GoodsEvent> choose_withdrawal(const GoodsOnPaper& goods, const std::optional<Uuid>& id) {
    const GoodsEvent* chosen = nullptr;
    for (const auto& event : goods.events) {
        if (event.kind != GoodsEventKind::withdrawal) continue;
        const bool fits = id ? event.id == *id : !is_reversed(event.id, goods.events);
        if (fits) chosen = &event;
    }
    if (chosen == nullptr) return make_error(k_goods_no_withdrawal, {}, "withdrawal_id");
    return *chosen;
}

Result<StoredGoods> load_own_goods(ServiceContext& context, const Uuid& goods_id) {
    QIANTAI_TRY(auto goods, load_goods(context.database, goods_id));
    if (goods.store_code != context.identity.store_code) {
        return make_error(k_goods_of_other_store, goods.store_code, "goods_id");
    }
    return goods;
}

Result<paper::Document> draw_up(ServiceContext& context, const GoodsFormChoice& choice,
                                const StoredGoods& goods, const GoodsPaperFacts& facts) {
    if (choice.form == GoodsForm::sheet) {
        QIANTAI_TRY(const auto visit, load_visit_on_paper(context, goods));
        return deposit_sheet(visit, facts);
    }
    GoodsOnPaper one{goods, {}};
    QIANTAI_TRY(one.events, load_goods_events(context.database, goods.id));
    if (choice.form == GoodsForm::deposit_slip) return deposit_slip(one, facts);
    QIANTAI_TRY(const auto withdrawal, choose_withdrawal(one, choice.withdrawal_id));
    return withdrawal_slip(one, withdrawal, facts);
}

}  // namespace

Result<paper::Document> build_goods_document(ServiceContext& context, const Session& session,
                                             const GoodsFormChoice& choice) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::stored_goods_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    QIANTAI_TRY(const auto goods, load_own_goods(context, choice.goods_id));
    QIANTAI_TRY(const auto facts, load_paper_facts(context, session, goods));
    QIANTAI_TRY(auto document, draw_up(context, choice, goods, facts));
    const auto copies = std::clamp(choice.copies, 1, k_goods_copies_max);
    document.copies.assign(k_copy_names.begin(), k_copy_names.begin() + copies);
    return document;
}

Result<PrintJob> GoodsForms::print(const Session& session, const GoodsFormChoice& choice) {
    QIANTAI_TRY(auto document, build_goods_document(m_context, session, choice));
    QIANTAI_TRY(const auto goods, load_goods(m_context.database, choice.goods_id));
    return queue_print(m_context, session,
                       {.document = std::move(document),
                        .action = "stored_goods.print",
                        .subject_entity = "stored_goods",
                        .subject_id = goods.id,
                        .member_id = goods.member_id});
}

Result<SavedPdf> GoodsForms::save_pdf(const Session& session, const GoodsFormChoice& choice,
                                      std::string_view path) {
    QIANTAI_TRY(const auto document, build_goods_document(m_context, session, choice));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    QIANTAI_TRY_STATUS(write_audit(m_context, &session,
                                   {.action = "stored_goods.save_pdf",
                                    .subject_entity = "stored_goods",
                                    .subject_id = choice.goods_id.text(),
                                    .detail = {{"form", document.head.code},
                                               {"number", document.head.number},
                                               {"hash", paper::short_hash(document)}}}));
    return saved;
}

}  // namespace qiantai::domain
