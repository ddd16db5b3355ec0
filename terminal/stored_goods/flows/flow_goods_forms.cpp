// The papers of stored goods, on the preview's screen.

#include "terminal/printing/flows/printing_flows.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/forms/goods_forms.hpp"

namespace qiantai::app {
namespace {

domain::GoodsFormChoice with_copies(domain::GoodsFormChoice choice, int copies) {
    choice.copies = copies;
    return choice;
}

}  // namespace

void preview_goods_form(Flow& flow, const domain::GoodsFormChoice& choice) {
    open_preview(
        flow,
        {.build =
             [choice](domain::ServiceContext& context, const domain::Session& session, int copies) {
                 return domain::build_goods_document(context, session, with_copies(choice, copies));
             },
         .print =
             [choice](domain::ServiceContext& context, const domain::Session& session, int copies) {
                 return domain::GoodsForms(context).print(session, with_copies(choice, copies));
             },
         .save =
             [choice](domain::ServiceContext& context, const domain::Session& session, int copies,
                      const std::string& path) {
                 return domain::GoodsForms(context).save_pdf(session, with_copies(choice, copies),
                                                             path);
             },
         .copies_most = domain::k_goods_copies_max,
         .copies = choice.copies});
}

}  // namespace qiantai::app
