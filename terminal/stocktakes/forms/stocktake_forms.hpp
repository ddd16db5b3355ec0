#pragma once

// 门店礼品盘点表 and 总仓礼品盘点表 (FORMS.md A10, A13) as values, and what is done with them: the sheet
// to count on, which never says what the book has, and the result with its signatures; and
// headquarters' 门店礼品盘点汇总表 (A11) over all stores.

#include <map>

#include "terminal/paper/page/document.hpp"
#include "terminal/printing/rules/print_queue.hpp"
#include "terminal/stocktakes/forms/stocktake_forms_facts.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::domain {

/// What the papers say.
struct StocktakeOnPaper {
    StocktakePage page{};
    std::vector<StocktakeShownLine> lines{};  ///< of gifts
    std::vector<StocktakeShownLine> goods{};  ///< of customers
    std::map<Uuid, std::string> barcodes{};   ///< the first of a gift
    std::string chain_name{};
    std::string store{};  ///< "望京一店（S001）": the one that is counted
    bool warehouse = false;
    std::map<std::string, std::string> staff{};  ///< names by number
    paper::Printed printed{};
    int utc_offset_minutes = 0;
};

std::string stocktake_reason_on_paper(StocktakeReason reason);
paper::Document stocktake_sheet(const StocktakeOnPaper& stocktake);
paper::Document stocktake_result(const StocktakeOnPaper& stocktake);

struct StocktakeOverviewOnPaper {
    StocktakeOverviewChoice period{};
    StocktakeOverview overview{};
    std::string chain_name{};
    std::string store{};                         ///< where it is printed
    std::map<std::string, std::string> staff{};  ///< names by number
    paper::Printed printed{};
};
paper::Document stocktake_overview_paper(const StocktakeOverviewOnPaper& overview);

/// Right: stocktakes_sign.
Result<paper::Document> build_stocktake_overview(ServiceContext& context, const Session& session,
                                                 const StocktakeOverviewChoice& choice);

/// The document that the choice asks for, with its copies. Right: stocktakes_sign.
/// k_stocktake_not_found; k_stocktake_not_now: a result before the variances are open.
Result<paper::Document> build_stocktake_document(ServiceContext& context, const Session& session,
                                                 const StocktakeFormChoice& choice);

/// Thread rule: as ServiceContext. Right of all: stocktakes_sign.
class StocktakeForms {
  public:
    explicit StocktakeForms(ServiceContext& context) : m_context(context) {}

    /// Puts it into the print queue. Errors: build_stocktake_document's and queue_print's.
    Result<PrintJob> print(const Session& session, const StocktakeFormChoice& choice);
    /// As a PDF in a new file. Errors: build_stocktake_document's and save_pdf_file's.
    Result<SavedPdf> save_pdf(const Session& session, const StocktakeFormChoice& choice,
                              std::string_view path);
    /// The same of the table over all stores; at a store its own line. Errors: queue_print's.
    Result<PrintJob> print_overview(const Session& session, const StocktakeOverviewChoice& choice);
    /// Errors: save_pdf_file's.
    Result<SavedPdf> save_overview_pdf(const Session& session,
                                       const StocktakeOverviewChoice& choice,
                                       std::string_view path);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
