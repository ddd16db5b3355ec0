#include <fmt/ostream.h>

#include <ostream>

#include "schema/base/file.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/program/commands.hpp"
#include "sync/hub/program/hub_backup.hpp"
#include "sync/hub/program/hub_move.hpp"
#include "sync/hub/rules/audit_check.hpp"
#include "sync/hub/rules/clock_guard.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr int k_reply_mode = 0600;

json::object to_json(const AuditFinding& finding) {
    json::object out{{"fault", fault_name(finding.fault)},
                     {"store_code", finding.store_code},
                     {"terminal_code", finding.terminal_code},
                     {"incarnation", finding.incarnation.text()},
                     {"chain_seq", finding.chain_seq}};
    if (finding.fault == AuditFault::reordered) out["written_as"] = finding.written_as;
    if (!finding.id.is_nil()) out["id"] = finding.id.text();
    return out;
}

json::object to_json(const std::map<std::string, std::int64_t>& counts) {
    json::object out;
    for (const auto& [name, count] : counts) out[name] = count;
    return out;
}

json::object rows_to_json(const StoreFigures& figures) {
    json::object scopes;
    for (const auto& [key, count] : figures.rows_by_scope_and_entity) {
        auto& scope = scopes[key.first];
        if (!scope.is_object()) scope = json::object();
        scope.get_object()[key.second] = count;
    }
    return scopes;
}

/// What the database says of the hub's time; the running service judges by more.
Result<json::object> clock_to_json(HubReader& reader, TimeMs now) {
    QIANTAI_TRY(const auto doubt, reader.load_fact(fact::k_clock_doubt));
    QIANTAI_TRY(const bool doubtful, is_clock_doubtful(reader, now));
    QIANTAI_TRY(const auto last_time, load_fact_number(reader, fact::k_last_time));
    QIANTAI_TRY(const auto greatest, load_greatest_hlc(reader));
    QIANTAI_TRY(const auto refused, load_fact_number(reader, fact::k_refused_hlc));
    json::object out{{"now", format_utc(now)},
                     {"state", doubtful ? "doubtful" : "ok"},
                     {"last_right", format_utc(last_time)},
                     {"greatest_stamp", format_utc(greatest.time_ms())}};
    if (doubt && !doubt->empty()) out["doubt"] = parse_json(*doubt).value_or(nullptr);
    if (refused != 0) out["refused_stamp"] = format_utc(sync::Hlc(refused).time_ms());
    return out;
}

}  // namespace

Status run_backup_create(CommandContext context, int keep) {
    QIANTAI_TRY(const auto path, create_backup(context.paths, context.clock.now_ms(), keep));
    fmt::print(context.out, "{}\n", path.string());
    return {};
}

Status run_backup_restore(CommandContext context, const std::filesystem::path& backup) {
    QIANTAI_TRY_STATUS(restore_backup(context.paths, backup, context.clock, context.random));
    fmt::print(context.out,
               "Restored. The database it replaced is kept in {}. Terminals notice it at their "
               "next call and send again what this backup does not have.\n",
               context.paths.backups().string());
    return {};
}

Result<AuditVerdict> run_audit_verify(CommandContext context) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    const Manifest manifest = make_qiantai_manifest();
    QIANTAI_TRY(auto reader, store->begin_read());
    QIANTAI_TRY(const auto report, check_audit_trail(*reader, manifest));
    for (const auto& finding : report.findings) {
        fmt::print(context.out, "{}\n", json::serialize(to_json(finding)));
    }
    fmt::print(context.out, "{}\n",
               json::serialize(json::object{{"chains", report.chains},
                                            {"events", report.events},
                                            {"findings", report.findings.size()}}));
    return AuditVerdict{report.findings.empty()};
}

Status run_bundle_import(CommandContext context, const std::filesystem::path& bundle,
                         const std::filesystem::path& reply) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto identity, load_identity(context.paths, *store));
    const Manifest manifest = make_qiantai_manifest();
    HubService service({*store, manifest, context.clock, context.random, std::move(identity)});
    QIANTAI_TRY(const auto sealed, read_file(bundle, sync::tuning::k_bundle_bytes_max));
    QIANTAI_TRY(const auto answer, service.exchange_bundle(sealed));
    QIANTAI_TRY_STATUS(write_file_atomically(reply, answer, k_reply_mode));
    fmt::print(context.out, "Taken. Carry {} back to the terminal.\n", reply.string());
    return {};
}

Status run_clock_show(CommandContext context) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto reader, store->begin_read());
    QIANTAI_TRY(const auto clock, clock_to_json(*reader, context.clock.now_ms()));
    fmt::print(context.out, "{}\n", json::serialize(clock));
    return {};
}

Status run_clock_confirm(CommandContext context) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto writer, store->begin_write());
    const TimeMs now = context.clock.now_ms();
    QIANTAI_TRY_STATUS(confirm_clock(*writer, now));
    QIANTAI_TRY_STATUS(writer->commit());
    fmt::print(context.out, "Confirmed: it is {}. The hub takes changes again.\n", format_utc(now));
    return {};
}

Status run_clock_accept(CommandContext context) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY(const bool refused, accept_refused_clocks(*writer));
    QIANTAI_TRY_STATUS(writer->commit());
    fmt::print(context.out, "{}\n",
               refused ? "The refused changes are taken when they come again."
                       : "No change was refused for its time.");
    return {};
}

Status run_inspect(CommandContext context) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto reader, store->begin_read());
    QIANTAI_TRY(const auto figures, reader->load_figures(FigureDetail::full));
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    QIANTAI_TRY(const auto chain_name, reader->load_fact(fact::k_chain_name));
    QIANTAI_TRY(const auto clock, clock_to_json(*reader, context.clock.now_ms()));
    const json::object out{{"chain_name", chain_name.value_or("")},
                           {"clock", clock},
                           {"generation", generation.value_or("")},
                           {"database_bytes", figures.database_bytes},
                           {"feed_entries", figures.feed_entries},
                           {"audit_breaks", figures.audit_breaks},
                           {"devices", to_json(figures.devices_by_status)},
                           {"rejections", to_json(figures.rejections_by_code)},
                           {"rows", rows_to_json(figures)}};
    fmt::print(context.out, "{}\n", json::serialize(out));
    return {};
}

Status run_move(CommandContext context, const std::string& database) {
    constexpr std::int64_t k_told_rows = 100'000;
    const auto told = [&](const TableShape& shape, std::int64_t rows) {
        if (rows % k_told_rows == 0 && rows > 0) {
            fmt::print(context.out, "{}: {} rows so far\n", shape.name, rows);
            context.out.flush();
        }
    };
    QIANTAI_TRY(const auto rows, move_hub(context.paths, database == "file" ? "" : database,
                                          context.clock, context.random, told));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        fmt::print(context.out, "{}: {} rows, the same in both\n", table_shapes()[i].name, rows[i]);
    }
    fmt::print(context.out,
               "The hub's data lies in {} now; start it again, terminals need nothing. What it was "
               "moved from is kept as it was{}.\n",
               database == "file" ? "an encrypted file of this folder" : "that PostgreSQL database",
               database == "file" ? "" : ", in " + context.paths.backups().string());
    return {};
}

}  // namespace qiantai::hub
