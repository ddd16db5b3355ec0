// Half-filled forms of whoever is signed in.

#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/operation.hpp"
#include "terminal/operations/schema_builder.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

object to_json(const domain::Draft& draft) {
    object out{{"kind", draft.key.kind},
               {"saved_at", draft.saved_at},
               {"content", parse_json(draft.content_json).value_or(nullptr)}};
    if (draft.key.subject) out["subject"] = draft.key.subject->text();
    return out;
}

Result<domain::DraftKey> key_of(const Input& input) {
    QIANTAI_TRY(const auto subject, input.id_if("subject"));
    return domain::DraftKey{input.text("kind"), subject};
}

Result<object> save(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const auto key, key_of(input));
    QIANTAI_TRY_STATUS(
        domain::Drafts(desk.context)
            .save(*desk.session, key, boost::json::serialize(input.value("content"))));
    return object();
}

Result<object> load(Desk& desk, const object& in) {
    QIANTAI_TRY(const auto key, key_of(Input(in)));
    QIANTAI_TRY(const auto draft, domain::Drafts(desk.context).load(*desk.session, key));
    object out;
    if (draft) out["draft"] = to_json(*draft);
    return out;
}

Result<object> discard(Desk& desk, const object& in) {
    QIANTAI_TRY(const auto key, key_of(Input(in)));
    QIANTAI_TRY_STATUS(domain::Drafts(desk.context).discard(*desk.session, key));
    return object();
}

Result<object> list(Desk& desk, const object&) {
    QIANTAI_TRY(const auto drafts, domain::Drafts(desk.context).list(*desk.session));
    return object{{"drafts", json_list(drafts, [](const auto& draft) { return to_json(draft); })}};
}

schema::Json kind_schema() {
    return schema::text("which form, e.g. member.register", 60);
}

schema::Json subject_schema() {
    return schema::id("the record that is being changed; absent for a new one");
}

schema::Json key_schema() {
    return schema::object({required("kind", kind_schema()), optional("subject", subject_schema())});
}

schema::Json draft_schema() {
    return schema::object(
        {required("kind", kind_schema()), optional("subject", subject_schema()),
         required("saved_at", schema::time("")),
         required("content",
                  schema::any("the form's own object; null if what is stored can't be read"))});
}

}  // namespace

std::vector<Operation> draft_operations(const Manifest&) {
    const auto right = domain::Right::keep_drafts;
    return {
        {.name = "drafts.save",
         .summary_en = "Keeps a half-filled form on this terminal for seven days, for oneself.",
         .summary_zh = "在本机保存未完成的表单草稿（七天，仅本人可见）。",
         .right = right,
         .input =
             schema::object({required("kind", kind_schema()), optional("subject", subject_schema()),
                             required("content", schema::any("an object of at most 64 KiB"))}),
         .output = schema::object({}),
         .errors = {&domain::k_draft_malformed, &domain::k_member_erased},
         .run = save},
        {.name = "drafts.load",
         .summary_en = "The own draft of a form, if there is one.",
         .summary_zh = "读取本人的表单草稿。",
         .right = right,
         .input = key_schema(),
         .output = schema::object({optional("draft", draft_schema())}),
         .run = load},
        {.name = "drafts.discard",
         .summary_en = "Throws the own draft of a form away.",
         .summary_zh = "丢弃本人的表单草稿。",
         .right = right,
         .input = key_schema(),
         .output = schema::object({}),
         .run = discard},
        {.name = "drafts.list",
         .summary_en = "All own drafts on this terminal, newest first.",
         .summary_zh = "列出本人在本机的所有草稿。",
         .right = right,
         .input = schema::object({}),
         .output = schema::object({required("drafts", schema::list_of("", draft_schema()))}),
         .run = list},
    };
}

}  // namespace qiantai::ctl
