// Half-filled forms of whoever is signed in.

#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/base/erased_person.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> draft_operations(const Manifest& manifest) {
    using domain::Drafts;
    const ServiceOperations drafts(manifest, domain::Right::keep_drafts);
    return {
        drafts.make<&Drafts::save>(
            "drafts.save",
            {"Keeps a half-filled form on this terminal for seven days, for oneself.",
             "在本机保存未完成的表单草稿（七天，仅本人可见）。"},
            {.arguments =
                 {{.field = "content", .meaning = "an object of at most 64 KiB", .is_json = true}},
             .errors = {&domain::k_draft_malformed, &domain::k_member_erased}}),
        drafts.make<&Drafts::load>(
            "drafts.load", {"The own draft of a form, if there is one.", "读取本人的表单草稿。"},
            {.output = "draft"}),
        drafts.make<&Drafts::discard>(
            "drafts.discard", {"Throws the own draft of a form away.", "丢弃本人的表单草稿。"}),
        drafts.make<&Drafts::list>(
            "drafts.list",
            {"All own drafts on this terminal, newest first.", "列出本人在本机的所有草稿。"},
            {.output = "drafts"}),
    };
}

}  // namespace qiantai::ctl
