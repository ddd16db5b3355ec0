// Putting a print into the queue, and sending what waits.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/page/layout.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "terminal/printing/rules/print_job_row.hpp"
#include "terminal/printing/rules/print_queue.hpp"
#include "terminal/printing/rules/printers.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_settled_kept_ms = 90LL * 24 * 3600 * 1000;

Result<std::string> payload_for(const paper::Document& document, const std::string& address) {
    QIANTAI_TRY(const auto kind, paper::parse_printer_address(address));
    if (kind == paper::PrinterKind::raw) return paper::slip_bytes(document);
    const auto copies = paper::lay_out_copies(document);
    return paper::draw_pdf(copies, document.head.title);
}

Status forget_settled(ServiceContext& context, TimeMs now) {
    return context.database
        .cached("DELETE FROM print_job WHERE changed_at < ? AND state IN ('printed', 'cancelled')")
        .bind(now - k_settled_kept_ms)
        .run();
}

std::filesystem::path lock_path(ServiceContext& context) {
    return context.database.path().parent_path() / "prints.lock";
}

/// Under the lock, whatever is `sending` was cut off; and what waited in a backup may have been
/// printed after it was made.
Status mark_cut_off(ServiceContext& context) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY_STATUS(context.database
                           .cached("UPDATE print_job SET state = 'uncertain', reason = ?,"
                                   " changed_at = ? WHERE state = 'sending'")
                           .bind(k_print_interrupted.code, now)
                           .run());
    return context.database
        .cached(
            "UPDATE print_job SET state = 'uncertain', reason = ?, changed_at = ?"
            " WHERE state = 'waiting' AND incarnation <> ?")
        .bind(k_print_from_backup.code, now, context.identity.incarnation)
        .run();
}

}  // namespace

std::string time_on_paper(TimeMs time, int utc_offset_minutes) {
    const auto minute = ((time / 60'000 + utc_offset_minutes) % 1440 + 1440) % 1440;
    return fmt::format("{} {:02}:{:02}", Date::of_time(time, utc_offset_minutes).text(),
                       minute / 60, minute % 60);
}

Result<paper::Printed> printed_now(ServiceContext& context, const Session& session) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    QIANTAI_TRY(const auto names, load_staff_names(context.database));
    const auto found = names.find(session.staff_number);
    const auto name = found == names.end() ? session.name : found->second;
    return paper::Printed{
        .by = name + " " + session.staff_number,
        .at = time_on_paper(now, offset),
        .terminal = context.identity.store_code + "-" + context.identity.terminal_code};
}

Result<PrintJob> queue_print(ServiceContext& context, const Session& session,
                             const NewPrint& print) {
    const auto& document = print.document;
    const auto use = paper::is_roll(document.medium) ? PrinterUse::slip : PrinterUse::page;
    QIANTAI_TRY(const auto printer, load_printer(context.database, use));
    QIANTAI_TRY(const auto payload, payload_for(document, printer.address));
    const auto copies = std::max<std::size_t>(1, document.copies.size());
    const auto id = context.new_id();
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(context.database));
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY_STATUS(forget_settled(context, now));
    auto& insert =
        context.database
            .cached(
                "INSERT INTO print_job (id, title, form, number, member_id, copies,"
                " printer_name, address, payload, state, incarnation, created_by, created_at,"
                " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)")
            .bind(id, document.head.title, document.head.code, document.head.number,
                  print.member_id, static_cast<std::int64_t>(copies), printer.name, printer.address,
                  std::nullopt, context.identity.incarnation, session.staff_number, now, now);
    insert.bind_blob(9, payload);
    QIANTAI_TRY_STATUS(insert.run());
    QIANTAI_TRY_STATUS(append_audit(context, &session,
                                    {.action = print.action,
                                     .subject_entity = print.subject_entity,
                                     .subject_id = print.subject_id.text(),
                                     .detail = {{"form", document.head.code},
                                                {"number", document.head.number},
                                                {"copies", std::to_string(copies)},
                                                {"hash", paper::short_hash(document)}}}));
    QIANTAI_TRY(auto job, load_print_job(context.database, id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return job;
}

Result<SavedPdf> save_pdf_file(const paper::Document& document, const std::string& path) {
    const auto copies = paper::lay_out_copies(document);
    QIANTAI_TRY(const auto pdf, paper::draw_pdf(copies, document.head.title));
    // Made here and now or not at all: nobody's file is written over.
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) {
        const int why = errno;
        if (why == EEXIST) return make_error(k_print_file_exists, path, "path");
        return make_error(k_file_error, path + ": " + std::strerror(why), "path");
    }
    ::close(made);
    if (auto written = write_file_atomically(path, pdf, 0600); !written) {
        ::unlink(path.c_str());
        return written.error();
    }
    SavedPdf saved{.path = path};
    for (const auto& copy : copies) saved.pages += static_cast<int>(copy.pages.size());
    return saved;
}

Result<std::optional<PrintRun>> PrintRun::begin(ServiceContext& context) {
    auto lock =
        absent_if(store::k_database_in_use,
                  store::FileLock::take(lock_path(context), store::FileLock::Kind::exclusive));
    if (!lock) return lock.error();
    if (!*lock) return std::optional<PrintRun>();
    PrintRun run(std::move(**lock));
    QIANTAI_TRY_STATUS(mark_cut_off(context));
    return std::optional<PrintRun>(std::move(run));
}

Result<std::optional<PrintParcel>> PrintRun::take(ServiceContext& context) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(context.database));
    QIANTAI_TRY(auto parcel, sqlite::one(context.database.cached(
                                             "SELECT id, address, title, payload FROM print_job"
                                             " WHERE state = 'waiting' ORDER BY seq LIMIT 1"),
                                         [](const sqlite::Statement& row) {
                                             return PrintParcel{.id = row.uuid(0),
                                                                .address = std::string(row.text(1)),
                                                                .title = std::string(row.text(2)),
                                                                .bytes = std::string(row.blob(3))};
                                         }));
    if (!parcel) return parcel;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY_STATUS(
        context.database
            .cached("UPDATE print_job SET state = 'sending', changed_at = ? WHERE id = ?")
            .bind(now, parcel->id)
            .run());
    // From here on nobody sends it again unasked, whatever happens to this program.
    QIANTAI_TRY_STATUS(transaction.commit());
    return parcel;
}

Result<PrintJob> PrintRun::finish(ServiceContext& context, const Uuid& id,
                                  const paper::SendOutcome& outcome) {
    using Kind = paper::SendOutcome::Kind;
    const auto state = outcome.kind == Kind::printed       ? PrintState::printed
                       : outcome.kind == Kind::not_printed ? PrintState::failed
                                                           : PrintState::uncertain;
    std::optional<std::string> reason;
    if (outcome.reason) reason = std::string(outcome.reason->code());
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(context.database));
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY_STATUS(context.database
                           .cached("UPDATE print_job SET state = ?2, reason = ?3, changed_at = ?4,"
                                   " payload = CASE WHEN ?2 = 'printed' THEN NULL ELSE payload END"
                                   " WHERE id = ?1 AND state = 'sending'")
                           .bind(id, code_of(state), reason, now)
                           .run());
    QIANTAI_TRY(auto job, load_print_job(context.database, id));
    if (state == PrintState::printed) {
        QIANTAI_TRY_STATUS(append_audit(context, nullptr,
                                        {.action = "prints.printed",
                                         .subject_entity = "print_job",
                                         .subject_id = id.text(),
                                         .detail = {{"form", job.form},
                                                    {"number", job.number},
                                                    {"copies", std::to_string(job.copies)},
                                                    {"asked_by", job.created_by}}}));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return job;
}

Result<bool> has_prints_to_send(ServiceContext& context) {
    return sqlite::any(context.database.cached(
        "SELECT 1 FROM print_job WHERE state IN ('waiting', 'sending') LIMIT 1"));
}

}  // namespace qiantai::domain
