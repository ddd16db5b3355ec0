#include "terminal/stocktakes/forms/stocktake_forms.hpp"

#include <algorithm>

#include "terminal/base/audit.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::domain {
namespace {

const std::vector<std::string> k_stocktake_copies = {"门店联", "客服部联"};

/// Of the store that is counted, wherever it is printed.
Status load_counted_store(ServiceContext& context, StocktakeOnPaper& paper) {
    auto& statement = context.database.cached(
        "SELECT name, ifnull(kind, 'shop') FROM store WHERE code = ? LIMIT 1");
    const auto& code = paper.page.stocktake.store_code;
    paper.store = code;
    return sqlite::each(statement.bind(code), [&](const sqlite::Statement& row) {
        paper.store = std::string(row.text(0)) + "（" + code + "）";
        paper.warehouse = row.text(1) == code_of(StoreKind::warehouse);
    });
}

Result<StocktakeOnPaper> load_on_paper(ServiceContext& context, const Session& session,
                                       const Uuid& stocktake_id) {
    Stocktakes service(context);
    StocktakeOnPaper paper;
    QIANTAI_TRY(paper.page, service.get(session, stocktake_id));
    QIANTAI_TRY(paper.lines, service.lines(session, {.stocktake_id = stocktake_id}));
    QIANTAI_TRY(paper.goods, service.lines(session, {.stocktake_id = stocktake_id, .goods = true}));
    QIANTAI_TRY(const auto gifts, Gifts(context).list(session));
    for (const auto& line : gifts) {
        if (!line.barcodes.empty()) paper.barcodes[line.gift.id] = line.barcodes.front();
    }
    QIANTAI_TRY(const auto store, load_store_facts(context));
    paper.chain_name = store.chain_name;
    paper.utc_offset_minutes = store.utc_offset_minutes;
    QIANTAI_TRY_STATUS(load_counted_store(context, paper));
    QIANTAI_TRY(paper.staff, load_staff_names(context.database));
    QIANTAI_TRY(paper.printed, printed_now(context, session));
    return paper;
}

}  // namespace

Result<paper::Document> build_stocktake_document(ServiceContext& context, const Session& session,
                                                 const StocktakeFormChoice& choice) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::stocktakes_sign));
    QIANTAI_TRY(const auto paper, load_on_paper(context, session, choice.stocktake_id));
    if (!choice.blank && !paper.page.totals) {
        return make_error(k_stocktake_not_now, paper.page.state.phase.text(), "blank");
    }
    auto document = choice.blank ? stocktake_sheet(paper) : stocktake_result(paper);
    const auto copies = std::clamp(choice.copies, 1, k_stocktake_copies_max);
    document.copies.assign(k_stocktake_copies.begin(), k_stocktake_copies.begin() + copies);
    return document;
}

Result<paper::Document> build_stocktake_overview(ServiceContext& context, const Session& session,
                                                 const StocktakeOverviewChoice& choice) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::stocktakes_sign));
    StocktakeOverviewOnPaper paper{.period = choice};
    QIANTAI_TRY(paper.overview, Stocktakes(context).overview(session, choice.from, choice.until));
    QIANTAI_TRY(const auto store, load_store_facts(context));
    paper.chain_name = store.chain_name;
    paper.store = store.store_name + "（" + store.store_code + "）";
    QIANTAI_TRY(paper.staff, load_staff_names(context.database));
    QIANTAI_TRY(paper.printed, printed_now(context, session));
    return stocktake_overview_paper(paper);
}

Result<PrintJob> StocktakeForms::print_overview(const Session& session,
                                                const StocktakeOverviewChoice& choice) {
    QIANTAI_TRY(auto document, build_stocktake_overview(m_context, session, choice));
    return queue_print(m_context, session,
                       {.document = std::move(document),
                        .action = "stocktakes.print_overview",
                        .subject_entity = "stocktake"});
}

Result<SavedPdf> StocktakeForms::save_overview_pdf(const Session& session,
                                                   const StocktakeOverviewChoice& choice,
                                                   std::string_view path) {
    QIANTAI_TRY(const auto document, build_stocktake_overview(m_context, session, choice));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    QIANTAI_TRY_STATUS(write_audit(m_context, &session,
                                   {.action = "stocktakes.save_overview_pdf",
                                    .subject_entity = "stocktake",
                                    .detail = {{"form", document.head.code},
                                               {"period", document.head.number},
                                               {"hash", paper::short_hash(document)}}}));
    return saved;
}

Result<PrintJob> StocktakeForms::print(const Session& session, const StocktakeFormChoice& choice) {
    QIANTAI_TRY(auto document, build_stocktake_document(m_context, session, choice));
    return queue_print(m_context, session,
                       {.document = std::move(document),
                        .action = "stocktakes.print",
                        .subject_entity = "stocktake",
                        .subject_id = choice.stocktake_id});
}

Result<SavedPdf> StocktakeForms::save_pdf(const Session& session, const StocktakeFormChoice& choice,
                                          std::string_view path) {
    QIANTAI_TRY(const auto document, build_stocktake_document(m_context, session, choice));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    QIANTAI_TRY_STATUS(write_audit(m_context, &session,
                                   {.action = "stocktakes.save_pdf",
                                    .subject_entity = "stocktake",
                                    .subject_id = choice.stocktake_id.text(),
                                    .detail = {{"form", document.head.code},
                                               {"number", document.head.number},
                                               {"hash", paper::short_hash(document)}}}));
    return saved;
}

}  // namespace qiantai::domain
