// The member's page.

#include "terminal/app/flow.hpp"
#include "terminal/domain/members.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

struct ApplyMember {
    Flow& flow;

    void operator()(const member::Reload&) const { opened_member(flow); }
};

}  // namespace

void apply(Flow& flow, const MemberIntent& intent) {
    std::visit(ApplyMember{flow}, intent);
}

void opened_member(Flow& flow) {
    run_service(
        flow,
        [id = flow.state.work.member.id](domain::ServiceContext& context,
                                         const domain::Session& session) {
            return domain::Members(context).get(session, id);
        },
        [id = flow.state.work.member.id](Flow& later, const Result<domain::MemberDetails>& got) {
            auto& page = later.state.work.member;
            if (page.id != id) return;
            page.error.reset();
            if (!got) {
                page.error = got.error();
            } else {
                page.details = *got;
            }
        });
}

}  // namespace qiantai::app
