#pragma once

// The papers of stored goods, as values, and what is done with them. What stands on them is Chinese,
// whatever language the screen speaks. Names and numbers are masked as on every form.

#include <span>

#include "terminal/paper/page/document.hpp"
#include "terminal/printing/rules/print_queue.hpp"
#include "terminal/stored_goods/forms/goods_forms_facts.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {

/// A deposit as it stands on paper, with what happened to it, in order.
struct GoodsOnPaper {
    StoredGoods goods{};
    std::vector<GoodsEvent> events{};
};

/// What the papers say beside the goods.
struct GoodsPaperFacts {
    std::string chain_name{};
    std::string store{};                         ///< "望京一店（S001）"
    std::string member_name{}, member_phone{};   ///< "李**", "138****1234"
    std::map<std::string, std::string> staff{};  ///< names by number
    std::vector<std::string> conditions{};
    paper::Printed printed{};
    int utc_offset_minutes = 0;
};

paper::Document deposit_slip(const GoodsOnPaper& goods, const GoodsPaperFacts& facts);
paper::Document withdrawal_slip(const GoodsOnPaper& goods, const GoodsEvent& withdrawal,
                                const GoodsPaperFacts& facts);
/// `all` are the deposits of one visit, at least one; the first gives the number.
paper::Document deposit_sheet(std::span<const GoodsOnPaper> all, const GoodsPaperFacts& facts);

/// The document that the choice asks for, with its copies. Right: stored_goods_keep.
/// k_goods_not_found, k_goods_of_other_store, k_goods_no_withdrawal.
Result<paper::Document> build_goods_document(ServiceContext& context, const Session& session,
                                             const GoodsFormChoice& choice);

/// Thread rule: as ServiceContext. Right of all: stored_goods_keep.
class GoodsForms {
  public:
    explicit GoodsForms(ServiceContext& context) : m_context(context) {}

    /// Puts it into the print queue. Errors: build_goods_document's and queue_print's.
    Result<PrintJob> print(const Session& session, const GoodsFormChoice& choice);
    /// As a PDF in a new file. Errors: build_goods_document's and save_pdf_file's.
    Result<SavedPdf> save_pdf(const Session& session, const GoodsFormChoice& choice,
                              std::string_view path);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
