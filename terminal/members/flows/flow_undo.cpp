// Taking back what was just done with a member, from the toast that says it is done.

#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_undo.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// The screen shows what is on disk now, and home and rail count anew.
template <typename Done>
void tell_undone(Flow& flow, const Done& done) {
    if (!done) return show_error(flow, done.error());
    show_done(flow, words::undone);
    load_screen(flow);
    count_lists(flow);
}

}  // namespace

Toast undo_toast(const Flow& flow, Text words, const std::string& what) {
    return {.text = std::move(words),
            .tone = Tone::success,
            .action = tr(flow, words::undo),
            .action_id = "undo " + what};
}

void show_contact_done(Flow& flow, Text words, const Uuid& contact_id) {
    const auto toast = undo_toast(flow, std::move(words), contact_id.text());
    show_offer(flow, toast, [contact_id](Flow& pressed) {
        run_service(
            pressed,
            [contact_id](domain::ServiceContext& context, const domain::Session& session) {
                return domain::MemberUndo(context).undo_contact(session, contact_id);
            },
            [](Flow& later, const Status& done) { tell_undone(later, done); });
    });
}

void show_renewal_done(Flow& flow, Text words, const Uuid& card_id) {
    const auto toast = undo_toast(flow, std::move(words), card_id.text());
    show_offer(flow, toast, [card_id](Flow& pressed) {
        run_service(
            pressed,
            [card_id](domain::ServiceContext& context, const domain::Session& session) {
                return domain::MemberUndo(context).undo_renewal(session, card_id);
            },
            [](Flow& later, const Result<domain::MemberCard>& card) { tell_undone(later, card); });
    });
}

}  // namespace qiantai::app
