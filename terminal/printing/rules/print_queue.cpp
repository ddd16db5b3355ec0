#include "terminal/printing/rules/print_queue.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/printing/rules/print_job_row.hpp"

namespace qiantai::domain {
namespace {

struct PrintStep {
    PrintState from, to;
    std::string_view action;
};
// What people may do. What a program does is in print_run.cpp.
constexpr PrintStep k_print_steps[] = {
    {PrintState::failed, PrintState::waiting, "prints.retry"},
    {PrintState::uncertain, PrintState::waiting, "prints.settle"},
    {PrintState::uncertain, PrintState::printed, "prints.settle"},
    {PrintState::waiting, PrintState::cancelled, "prints.cancel"},
    {PrintState::failed, PrintState::cancelled, "prints.cancel"},
    {PrintState::uncertain, PrintState::cancelled, "prints.cancel"},
};

bool is_print_step(const PrintJob& job, PrintState to, std::string_view action) {
    return std::ranges::any_of(k_print_steps, [&](const PrintStep& step) {
        return job.state == step.from && step.to == to && step.action == action;
    });
}

}  // namespace

PrintJob read_print_job(const sqlite::Statement& row) {
    PrintJob job{.id = row.uuid(0),
                 .title = std::string(row.text(1)),
                 .form = std::string(row.text(2)),
                 .number = std::string(row.text(3)),
                 .copies = static_cast<int>(row.integer(4)),
                 .printer_name = std::string(row.text(5)),
                 .state = Coded<PrintState>::of_text(row.text(6)),
                 .reason = std::string(row.text(7)),
                 .created_by = std::string(row.text(8)),
                 .created_at = row.integer(9),
                 .changed_at = row.integer(10)};
    if (const auto* problem = print_problem(job.reason)) {
        job.actor = actor_name(problem->actor);
        job.words_en = problem->words_en;
        job.words_zh = problem->words_zh;
    }
    return job;
}

Result<PrintJob> load_print_job(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(
        const auto job,
        sqlite::one(database.cached("SELECT " QIANTAI_PRINT_COLUMNS " FROM print_job WHERE id = ?")
                        .bind(id),
                    read_print_job));
    if (!job) return make_error(k_print_not_found, {}, "print_id");
    return *job;
}

Result<PrintJob> PrintQueue::load(const Uuid& print_id) {
    return load_print_job(m_context.database, print_id);
}

Result<std::vector<PrintJob>> PrintQueue::list(const Session& session, const PrintFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    // What was cut off is told as such, whoever asks first.
    QIANTAI_TRY(const auto run, PrintRun::begin(m_context));
    auto& statement = m_context.database.cached(
        "SELECT " QIANTAI_PRINT_COLUMNS
        " FROM print_job WHERE (?1 = '' OR number = ?1)"
        " AND (?2 = 0 OR state NOT IN ('printed', 'cancelled')) ORDER BY seq DESC LIMIT ?3");
    statement.bind(filter.number, filter.only_open ? 1 : 0, std::clamp(filter.limit, 1, 200));
    return sqlite::all(statement, read_print_job);
}

Result<PrintJob> PrintQueue::change(const Session& session, const PrintJob& job, PrintState to,
                                    std::string_view action) {
    if (!is_print_step(job, to, action)) return make_error(k_print_not_waiting, {}, "print_id");
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    const bool is_over = to != PrintState::waiting;
    if (!is_over) {
        QIANTAI_TRY(const bool kept, sqlite::any(m_context.database
                                                     .cached("SELECT 1 FROM print_job WHERE id = ?"
                                                             " AND payload IS NOT NULL")
                                                     .bind(job.id)));
        if (!kept) return make_error(k_print_gone, {}, "print_id");
    }
    QIANTAI_TRY_STATUS(
        m_context.database
            .cached("UPDATE print_job SET state = ?2, reason = NULL, changed_at = ?3,"
                    " incarnation = ?4, payload = CASE WHEN ?5 THEN NULL ELSE payload END"
                    " WHERE id = ?1")
            .bind(job.id, code_of(to), now, m_context.identity.incarnation, is_over ? 1 : 0)
            .run());
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = std::string(action),
         .subject_entity = "print_job",
         .subject_id = job.id.text(),
         .detail = {
             {"form", job.form}, {"number", job.number}, {"state", std::string(code_of(to))}}}));
    return load(job.id);
}

Result<PrintJob> PrintQueue::retry(const Session& session, const Uuid& print_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto job, load(print_id));
    QIANTAI_TRY(auto changed, change(session, job, PrintState::waiting, "prints.retry"));
    QIANTAI_TRY_STATUS(transaction.commit());
    return changed;
}

Result<PrintJob> PrintQueue::cancel(const Session& session, const Uuid& print_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto job, load(print_id));
    QIANTAI_TRY(auto changed, change(session, job, PrintState::cancelled, "prints.cancel"));
    QIANTAI_TRY_STATUS(transaction.commit());
    return changed;
}

Result<PrintJob> PrintQueue::settle(const Session& session, const Uuid& print_id,
                                    PrintAnswer answer) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto job, load(print_id));
    const auto to = answer == PrintAnswer::printed ? PrintState::printed : PrintState::waiting;
    QIANTAI_TRY(auto changed, change(session, job, to, "prints.settle"));
    QIANTAI_TRY_STATUS(transaction.commit());
    return changed;
}

Result<std::vector<PrintJob>> PrintQueue::send(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    std::vector<PrintJob> sent;
    QIANTAI_TRY(auto run, PrintRun::begin(m_context));
    if (!run) return sent;
    for (;;) {
        QIANTAI_TRY(const auto parcel, run->take(m_context));
        if (!parcel) return sent;
        const auto outcome = paper::send_to_printer(parcel->address, parcel->title, parcel->bytes);
        QIANTAI_TRY(auto job, run->finish(m_context, parcel->id, outcome));
        sent.push_back(std::move(job));
    }
}

}  // namespace qiantai::domain
