#include "sync/client/device_facts.hpp"
#include "sync/client/session_lock.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/sync_page/operations/sync_run.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using link::SyncDesk;
using schema::optional;
using schema::required;

constexpr std::int64_t k_exact_max = std::int64_t{1} << 53;
constexpr int k_hours_max = 24 * 31;

schema::Json count(std::string_view description) {
    return schema::integer(description, 0, k_exact_max);
}

Result<object> run(Desk& desk, const object&) {
    QIANTAI_TRY_STATUS(require_right(desk.context, *desk.session, domain::Right::sync_run));
    QIANTAI_TRY(const auto report, run_session(desk));
    if (report.error) {
        auto error = *report.error;
        if (report.moved_anything()) {
            error.detail +=
                fmt::format("{}{} sent, {} received before", error.detail.empty() ? "" : "; ",
                            report.sent, report.received);
        }
        return error;
    }
    return to_json(report);
}

Result<object> status(Desk& desk, const object&) {
    SyncDesk sync_desk(desk.context);
    QIANTAI_TRY(const auto found, sync_desk.status(*desk.session));
    QIANTAI_TRY(const auto waiting, sync_desk.waiting_by_entity(*desk.session));
    QIANTAI_TRY(const auto entries, sync_desk.waiting_entries(*desk.session));
    auto out = to_json(found, waiting);
    out["waiting_entries"] = entries.count;
    return out;
}

Result<object> outbox(Desk& desk, const object& in) {
    const Input input(in);
    const auto filter = input.is_set("all") ? sync::OutboxFilter::all : sync::OutboxFilter::waiting;
    QIANTAI_TRY(const auto rows, SyncDesk(desk.context)
                                     .outbox(*desk.session, filter, input.integer("after", 0),
                                             static_cast<int>(input.integer("limit", 100))));
    return object{{"changes", json_list(rows, [](const sync::OutboxRow& row) {
                       return object{{"seq", row.seq},
                                     {"transaction", row.txn},
                                     {"entity", row.entity},
                                     {"id", row.id.text()},
                                     {"op", row.op},
                                     {"columns", boost::json::value_from(row.columns)},
                                     {"written_at", row.written_at},
                                     {"proof", sync::proof_name(row.proof)}};
                   })}};
}

Result<object> rejections(Desk& desk, const object& in) {
    const Input input(in);
    const auto filter =
        input.is_set("all") ? sync::RejectionFilter::all : sync::RejectionFilter::open;
    QIANTAI_TRY(const auto found, SyncDesk(desk.context)
                                      .rejections(*desk.session, filter,
                                                  static_cast<int>(input.integer("limit", 100))));
    return object{{"rejections", json_list(found, [](const RejectedChange& one) {
                       object out{{"seq", one.seq},
                                  {"entity", one.entity},
                                  {"id", one.id.text()},
                                  {"columns", boost::json::value_from(one.columns)},
                                  {"code", one.code},
                                  {"actor", one.actor},
                                  {"words_en", one.words_en},
                                  {"words_zh", one.words_zh},
                                  {"rejected_at", one.rejected_at},
                                  {"status", one.status},
                                  {"handed_over", one.handed_over}};
                       set_text(out, "op", one.op);
                       set_text(out, "field", one.field);
                       set_text(out, "remark", one.remark);
                       return out;
                   })}};
}

Result<object> retry_rejection(Desk& desk, const object& in) {
    QIANTAI_TRY(const int closed,
                SyncDesk(desk.context).resend(*desk.session, Input(in).integer("seq", 0)));
    return object{{"closed", closed}};
}

Result<object> hand_over_rejection(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY_STATUS(
        SyncDesk(desk.context)
            .hand_over(*desk.session, input.integer("seq", 0), input.text("remark")));
    return object{};
}

Result<object> discard_rejection(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const int closed,
                SyncDesk(desk.context)
                    .discard(*desk.session, input.integer("seq", 0), input.text("reason")));
    return object{{"closed", closed}};
}

Result<object> resend_corrected(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("id"));
    QIANTAI_TRY(const int closed,
                SyncDesk(desk.context).resend_corrected(*desk.session, input.text("entity"), id));
    return object{{"closed", closed}};
}

Result<object> person_of(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("id"));
    QIANTAI_TRY(const auto person,
                SyncDesk(desk.context).person_of(*desk.session, input.text("entity"), id));
    object out;
    if (person) out["member"] = to_json(*person);
    return out;
}

Result<object> set_aside(Desk& desk, const object&) {
    QIANTAI_TRY(const auto rows, SyncDesk(desk.context).set_aside(*desk.session));
    return object{{"rows", json_list(rows, [](const SetAsideRow& row) {
                       object out{{"scope", row.scope}, {"met_at", row.met_at}};
                       set_text(out, "entity", row.entity);
                       if (!row.id.is_nil()) out["id"] = row.id.text();
                       return out;
                   })}};
}

Result<object> proof(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("id"));
    QIANTAI_TRY(
        const auto found,
        SyncDesk(desk.context).row_proof(*desk.session, std::string(input.text("entity")), id));
    return object{{"proof", sync::proof_name(found)}};
}

object period_json(const sync::PeriodProof& found) {
    return {{"written", found.written},
            {"confirmed", found.confirmed},
            {"waiting", found.waiting},
            {"refused", found.refused},
            {"complete", found.is_complete()}};
}

Result<object> period_proof(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const auto found, SyncDesk(desk.context)
                                      .period_proof(*desk.session, input.integer("from", 0),
                                                    input.integer("until", 0)));
    return period_json(found);
}

Result<object> hourly_proof(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const auto hours, SyncDesk(desk.context)
                                      .hourly_proof(*desk.session, input.integer("from", 0),
                                                    static_cast<int>(input.integer("hours", 24))));
    return object{{"hours", json_list(hours, period_json)}};
}

schema::Json period_schema() {
    return schema::object(
        {required("written", count("")), required("confirmed", count("")),
         required("waiting", count("")), required("refused", count("open rejections")),
         required("complete", schema::boolean("nothing waits, nothing was refused"))});
}

schema::Json error_schema() {
    return schema::object(
        {required("code", schema::text("", 60)),
         required("actor", schema::text("who must act", 20)),
         required("words_en", schema::text("", 2000)), required("words_zh", schema::text("", 2000)),
         optional("detail", schema::text("", 2000)), optional("field", schema::text("", 100))});
}

schema::Json report_schema() {
    return schema::object(
        {required("sent", count("changes the hub acknowledged")),
         required("rejected", count("of these, refused ones not known before")),
         required("received", count("rows read")),
         required("written", count("rows that changed here")),
         required("unreadable", count("rows this version can't keep; read again after an upgrade")),
         required("restamped", count("changes that got new clocks")),
         required("first_load", schema::boolean("everything was read from the beginning")),
         required("files_sent", count("photos and files that headquarters has now")),
         required("files_fetched", count("and those that came from there"))});
}

schema::Json status_schema() {
    return schema::object(
        {required("enrolled", schema::boolean("")),
         required("online", schema::boolean("the last session reached the hub")),
         optional("offline_since", schema::time("")),
         required("waiting_count", count("changes the hub has not got")),
         required("waiting_entries",
                  count("what people did, e.g. a registration; of the first 2000 changes")),
         optional("waiting_since", schema::time("the oldest of them")),
         required("refused_count", count("open rejections")),
         required("set_aside_count", count("rows that this version can't read: sync.set_aside")),
         optional("last_complete_at", schema::time("when the hub last had everything")),
         optional("last_contact_at", schema::time("")),
         required("clock_offset_ms",
                  schema::integer("hub's time minus ours", -k_exact_max, k_exact_max)),
         required("clock_fault",
                  schema::one_of("which clock may be wrong; ours: set this computer's right",
                                 {"none", "unclear", "ours", "headquarters"})),
         required("first_load_done", schema::boolean("")),
         required("waiting_by_entity",
                  schema::Json{{"type", "object"},
                               {"additionalProperties",
                                schema::object({required("count", count("")),
                                                required("since", schema::time(""))})}}),
         optional("last_error", error_schema())});
}

schema::Json columns_schema() {
    return schema::list_of("names of the columns written", schema::text("", 60), 200);
}

std::vector<Operation> watch_operations() {
    const auto change = schema::object(
        {required("seq", count("")),
         required("transaction", count("equal for changes made together")),
         required("entity", schema::text("", 60)), required("id", schema::id("")),
         required("op", schema::one_of("", {"insert", "update", "erase"})),
         required("columns", columns_schema()), required("written_at", schema::time("")),
         required("proof", schema::one_of("", {"absent", "waiting", "refused", "confirmed"}))});
    const auto rejection = schema::object(
        {required("seq", count("")), required("entity", schema::text("", 60)),
         required("id", schema::id("")), optional("op", schema::text("", 10)),
         required("columns", columns_schema()), required("code", schema::text("", 60)),
         required("actor", schema::text("who must act", 20)),
         optional("field", schema::text("", 100)), required("words_en", schema::text("", 2000)),
         required("words_zh", schema::text("", 2000)), required("rejected_at", schema::time("")),
         required("status", schema::one_of("", {"open", "resent", "discarded"})),
         required("handed_over", schema::boolean("the store manager was asked to deal with it")),
         optional("remark", schema::text("", 2000))});
    const auto set_aside_row = schema::object(
        {required("scope", schema::text("whose feed: chain, store/S001, hq/12, desk/T01", 60)),
         optional("entity", schema::text("absent: not even that could be read", 60)),
         optional("id", schema::id("")), required("met_at", schema::time(""))});
    const auto page = [](std::string_view all) {
        return schema::object({optional("all", schema::boolean(all)),
                               optional("after", count("seq to go on from")),
                               optional("limit", schema::integer("default 100", 1, 1000))});
    };
    return {
        {.name = "sync.status",
         .summary_en = "Online or not, what waits and since when, what was refused, when "
                       "headquarters had everything.",
         .summary_zh = "查看同步状态：是否在线、待上传和被拒记录、总部最近何时收齐。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::status>(),
                    name_of_function<&link::SyncDesk::waiting_by_entity>(),
                    name_of_function<&link::SyncDesk::waiting_entries>()},
         .input = schema::object({}),
         .output = status_schema(),
         .run = status},
        {.name = "sync.outbox",
         .summary_en = "Changes that wait for headquarters, or all that are still kept; names of "
                       "columns, no values.",
         .summary_zh = "查看待上传记录（不含具体内容）。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::outbox>()},
         .input = page("also those acknowledged"),
         .output = schema::object({required("changes", schema::list_of("", change))}),
         .run = outbox},
        {.name = "sync.rejections",
         .summary_en = "Records headquarters refused, with the reason and who must act.",
         .summary_zh = "查看被总部拒绝的记录及原因。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::rejections>()},
         .input = page("also those dealt with"),
         .output = schema::object({required("rejections", schema::list_of("", rejection))}),
         .run = rejections},
        {.name = "sync.set_aside",
         .summary_en = "Rows headquarters sent that this version can't read; they are read again "
                       "after an upgrade. If one stays, headquarters looks at the record.",
         .summary_zh =
             "查看总部下发而本版本无法读取的记录；升级后会自动重新读取，仍在的请总部核查该记录。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::set_aside>()},
         .input = schema::object({}),
         .output = schema::object(
             {required("rows", schema::list_of("", set_aside_row, sync::k_set_aside_max))}),
         .run = set_aside},
    };
}

}  // namespace

std::vector<Operation> sync_operations(const Manifest& manifest) {
    auto operations = watch_operations();
    const auto closed = [] {
        return schema::object({required("closed", count("rejections dealt with"))});
    };
    std::vector<Operation> acting = {
        {.name = "sync.run",
         .summary_en = "Synchronises once: sends what waits, reads what is new. Needs the network.",
         .summary_zh = "立即同步一次（需要网络）。",
         .right = domain::Right::sync_run,
         .input = schema::object({}),
         .output = report_schema(),
         .errors = {&sync::k_terminal_not_enrolled, &sync::k_no_network, &sync::k_hub_unreachable,
                    &sync::k_network_slow, &sync::k_connection_cut, &sync::k_certificate_wrong,
                    &sync::k_sync_running},
         .run = run},
        {.name = "sync.retry_rejection",
         .summary_en = "Sends a refused record again as it is now; correct it first.",
         .summary_zh = "更正后重新上传被拒记录。",
         .right = domain::Right::sync_remedy,
         .serves = {name_of_function<&link::SyncDesk::resend>()},
         .input = schema::object({required("seq", count("of the rejection"))}),
         .output = closed(),
         .errors = {&sync::k_rejection_not_open, &sync::k_rejected_row_gone},
         .run = retry_rejection},
        {.name = "sync.hand_over_rejection",
         .summary_en = "Asks the store manager to deal with a refused record; it stays open.",
         .summary_zh = "将被拒记录交给店长处理。",
         .right = domain::Right::sync_remedy,
         .serves = {name_of_function<&link::SyncDesk::hand_over>()},
         .input = schema::object({required("seq", count("of the rejection")),
                                  required("remark", schema::text("what to look at", 200))}),
         .output = schema::object({}),
         .errors = {&sync::k_rejection_not_open},
         .run = hand_over_rejection},
        {.name = "sync.discard_rejection",
         .summary_en =
             "Gives a refused record up: headquarters' values come back with the next session.",
         .summary_zh = "放弃被拒记录，下次同步时恢复总部的值。",
         .right = domain::Right::sync_discard,
         .serves = {name_of_function<&link::SyncDesk::discard>()},
         .input = schema::object({required("seq", count("of the rejection")),
                                  required("reason", schema::text("", 200))}),
         .output = closed(),
         .errors = {&sync::k_rejection_not_open},
         .run = discard_rejection},
        {.name = "sync.proof",
         .summary_en =
             "Whether headquarters has one record: absent, waiting, refused or confirmed.",
         .summary_zh = "查询总部是否已收到某条记录。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::row_proof>()},
         .input = schema::object(
             {required("entity", schema::text("", 60)), required("id", schema::id(""))}),
         .output = schema::object({required(
             "proof", schema::one_of("", {"absent", "waiting", "refused", "confirmed"}))}),
         .errors = {&link::k_entity_unknown},
         .run = proof},
        {.name = "sync.period_proof",
         .summary_en =
             "Of the changes written in a period, how many headquarters has; for closing the day.",
         .summary_zh = "查询某时段内的记录总部是否收齐（日结用）。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::period_proof>()},
         .input = schema::object(
             {required("from", schema::time("")), required("until", schema::time("not included"))}),
         .output = period_schema(),
         .run = period_proof},
        {.name = "sync.hourly_proof",
         .summary_en = "The same for each hour from a time on; for the sync page's day.",
         .summary_zh = "按小时查询记录总部是否收齐。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::hourly_proof>()},
         .input =
             schema::object({required("from", schema::time("where the first hour begins")),
                             optional("hours", schema::integer("default 24", 1, k_hours_max))}),
         .output = schema::object({required(
             "hours", schema::list_of("one after the other", period_schema(), k_hours_max))}),
         .run = hourly_proof},
        {.name = "sync.person_of",
         .summary_en = "The member whose record it is, masked by role; nothing if it is nobody's.",
         .summary_zh = "查询某条记录所属的会员（按岗位隐藏联系方式）。",
         .right = domain::Right::sync_watch,
         .serves = {name_of_function<&link::SyncDesk::person_of>()},
         .input = schema::object(
             {required("entity", schema::text("", 60)), required("id", schema::id(""))}),
         .output = schema::object({optional("member", schema::of<domain::Member>(manifest))}),
         .run = person_of},
        {.name = "sync.resend_corrected",
         .summary_en = "Sends a record again that was refused and is corrected now; every refused "
                       "change of it is dealt with.",
         .summary_zh = "更正后重新上传某条记录，其所有被拒变更一并处理。",
         .right = domain::Right::sync_remedy,
         .serves = {name_of_function<&link::SyncDesk::resend_corrected>()},
         .input = schema::object(
             {required("entity", schema::text("", 60)), required("id", schema::id(""))}),
         .output = closed(),
         .errors = {&sync::k_rejected_row_gone},
         .run = resend_corrected},
    };
    for (auto& operation : acting) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace qiantai::ctl
