// The list of recalls: headquarters ends one, everybody goes to the gift.

#include "assets/words/kit.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/ask_then.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/gifts/rules/recalls.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

RecallsState& recalls_of(Flow& flow) {
    return flow.get<RecallsState>();
}

void load_recalls(Flow& flow) {
    auto& state = recalls_of(flow);
    state.error.reset();
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Recalls(context).list(session);
        },
        [query = ++state.query](Flow& later, const Result<std::vector<domain::RecallLine>>& lines) {
            auto& now = recalls_of(later);
            if (now.query != query) return;
            if (!lines) {
                now.error = lines.error();
                return;
            }
            now.lines = *lines;
            now.loaded = true;
        });
}

void end_recall(Flow& flow, const Uuid& id) {
    run_service(
        flow,
        [id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Recalls(context).end(session, id);
        },
        [](Flow& later, const Result<domain::GiftRecall>& ended) {
            if (!ended) return show_error(later, ended.error());
            show_done(later, words::recall_ended);
            load_recalls(later);
        });
}

struct ApplyRecalls {
    Flow& flow;

    void operator()(const recalls::Reload&) const { load_recalls(flow); }
    void operator()(const recalls::Show& intent) const { open_stock_of(flow, intent.gift_id); }
    void operator()(const recalls::End& intent) const {
        ask(flow,
            {.words =
                 [name = intent.name](const Ui& ui) {
                     return AskWords{{.heading = {ui.tr(words::recall_end), Text::data(name)},
                                      .body = ui.tr(words::recall_end_body),
                                      .confirm = ui.tr(words::recall_end),
                                      .cancel = ui.tr(words::cancel)}};
                 },
             .then = [id = intent.id](Flow& now, const std::string&) { end_recall(now, id); }});
    }
};

void apply_recalls(Flow& flow, const RecallsIntent& intent) {
    std::visit(ApplyRecalls{flow}, intent);
}

}  // namespace

ScreenEntry recalls_screen() {
    return {.id = k_recalls_screen,
            .below = k_requisitions_screen,
            .title = words::recalls_title,
            .help = words::help_recalls,
            .draw = screen_draw(draw_recalls, apply_recalls),
            .opened = load_recalls};
}

}  // namespace qiantai::app
