#include "terminal/sync_page/operations/sync_run.hpp"

#include "sync/client/device_facts.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"

namespace qiantai::ctl {

Result<sync::SessionReport> run_session(Desk& desk, const sync::SessionProgress& progress) {
    auto& context = desk.context;
    QIANTAI_TRY(const auto device, sync::require_device_facts(context.database));
    QIANTAI_TRY(const auto transport, desk.make_transport(device.hub, device.hub_ca));
    // What was moved so far counts on over the sessions that many photos take.
    sync::SessionReport all;
    do {
        sync::SyncSession session(context.database, context.manifest, context.clock, *transport,
                                  {.bulk = link::search_index_hooks(), .progress = progress});
        all.add(session.run());
    } while (all.ok() && all.files_left);
    return all;
}

boost::json::object to_json(const sync::SessionReport& report) {
    boost::json::object out{{"sent", report.sent},
                            {"rejected", report.rejected},
                            {"received", report.received},
                            {"written", report.written},
                            {"unreadable", report.unreadable},
                            {"restamped", report.restamped},
                            {"first_load", report.first_load},
                            {"files_sent", report.files_sent},
                            {"files_fetched", report.files_fetched}};
    if (report.error) out["error"] = to_json(*report.error);
    return out;
}

boost::json::object to_json(const sync::SyncStatus& status,
                            const std::map<std::string, sync::WaitingChanges>& waiting_by_entity) {
    boost::json::object out{{"enrolled", status.enrolled},
                            {"online", status.online},
                            {"waiting_count", status.waiting_count},
                            {"refused_count", status.refused_count},
                            {"set_aside_count", status.set_aside_count},
                            {"clock_offset_ms", status.clock_offset_ms},
                            {"clock_fault", code_of(status.clock_fault)},
                            {"first_load_done", status.first_load_done}};
    const auto set_time = [&](std::string_view name, const std::optional<TimeMs>& time) {
        if (time) out[name] = *time;
    };
    set_time("offline_since", status.offline_since);
    set_time("waiting_since", status.waiting_since);
    set_time("last_complete_at", status.last_complete_at);
    set_time("last_contact_at", status.last_contact_at);
    boost::json::object by_entity;
    for (const auto& [entity, waiting] : waiting_by_entity) {
        by_entity[entity] = boost::json::object{{"count", waiting.count}, {"since", waiting.since}};
    }
    out["waiting_by_entity"] = std::move(by_entity);
    if (status.last_error) {
        const auto& error = *status.last_error;
        boost::json::object shown{{"code", error.code},
                                  {"actor", error.actor},
                                  {"words_en", error.words_en},
                                  {"words_zh", error.words_zh}};
        set_text(shown, "detail", error.detail);
        out["last_error"] = std::move(shown);
    }
    return out;
}

}  // namespace qiantai::ctl
