// The register's month: reading it, and the manager's signature under it.

#include "assets/words/issuances.hpp"
#include "schema/base/signature.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

void show_register_month(Flow& flow, const std::string& month) {
    auto& state = flow.get<IssuancesState>();
    state.strokes.clear();
    state.sheet_error.reset();
    run_service(
        flow,
        [month](domain::ServiceContext& context, const domain::Session& session) {
            return domain::IssuanceRegister(context).month(session, month, {});
        },
        [](Flow& later, const Result<domain::RegisterMonthPage>& page) {
            if (!page) return show_error(later, page.error());
            later.get<IssuancesState>().month = *page;
        });
}

void freeze_register_month(Flow& flow) {
    auto& state = flow.get<IssuancesState>();
    if (!state.month || !is_believable_signature(state.strokes)) return;
    if (std::exchange(state.saving, true)) return;
    state.sheet_error.reset();
    const domain::RegisterMonthEntry entry{.month = state.month->month,
                                           .signature = signature_text(state.strokes)};
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::IssuanceRegister(context).sign_month(session, entry);
        },
        [](Flow& later, const Result<domain::RegisterMonthPage>& page) {
            auto& now = later.get<IssuancesState>();
            now.saving = false;
            if (!page) {
                now.sheet_error = page.error();
                return;
            }
            now.month = *page;
            now.strokes.clear();
            show_done(later, words::register_month_done);
        });
}

}  // namespace qiantai::app
