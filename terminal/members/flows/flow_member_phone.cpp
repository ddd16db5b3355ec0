// A number that is another person's now: from the member's page, a duplicate case, the registration
// of the new holder.

#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "terminal/members/flows/flow_member_form.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_phone.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

AskWords passed_on_words(const Ui& ui, const std::string& name) {
    return {.dialog = {.heading = {ui.tr(words::phone_passed_title), Text::data(name)},
                       .body = ui.tr(words::phone_passed_body),
                       .confirm = ui.tr(words::phone_passed_confirm),
                       .cancel = ui.tr(words::cancel),
                       .icon = Icon::phone,
                       .tone = Tone::primary}};
}

/// Whatever is open by now.
void show_anew(Flow& flow) {
    const auto key = open_form_key(flow);
    if (key && open_form(flow) != nullptr) return form_begun(flow, *key);
    load_screen(flow);
    count_lists(flow);
}

void release_phone(Flow& flow, const Uuid& member, const std::string& name) {
    run_service(
        flow,
        [member](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberPhone(context).release(session, member);
        },
        [member, name](Flow& later, const Status& done) {
            if (!done) return show_error(later, done.error());
            show_offer(later,
                       undo_toast(later, tr(later, words::phone_passed_done, name),
                                  "phone " + member.text()),
                       [member](Flow& pressed) { restore_phone(pressed, member); });
            // The case that it was about is closed.
            if (later.nav.screen == k_case_screen) return go_back(later);
            show_anew(later);
        });
}

}  // namespace

void restore_phone(Flow& flow, const Uuid& member) {
    run_service(
        flow,
        [member](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberPhone(context).restore(session, member);
        },
        [](Flow& later, const Status& done) {
            if (!done) return show_error(later, done.error());
            show_done(later, words::phone_restored);
            show_anew(later);
        });
}

void ask_phone_passed_on(Flow& flow, const Uuid& member, const std::string& name) {
    ask(flow, {.words = [name](const Ui& ui) { return passed_on_words(ui, name); },
               .then = [member, name](Flow& now,
                                      const std::string&) { release_phone(now, member, name); }});
}

}  // namespace qiantai::app
