#include "terminal/imports/rules/import_run.hpp"

#include <filesystem>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/imports/rules/import_hold.hpp"
#include "terminal/imports/rules/import_reading.hpp"
#include "terminal/imports/rules/import_refused.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/imports/rules/imports_sql.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_tiers_per_transaction = 500;
/// More lines with one receipt's number and day are no receipt.
constexpr std::size_t k_record_lines_max = 1000;

std::filesystem::path errors_path(const ImportRequest& request) {
    if (!request.errors.empty()) return request.errors;
    return request.file + ".errors.csv";
}

}  // namespace

/// Of the run over one file.
class ImportRun::Work {
  public:
    Work(ServiceContext& context, const Session& session, int records_per_transaction)
        : m_context(context),
          m_session(session),
          m_records_per_transaction(records_per_transaction) {}

    Status begin(const ImportRequest& request);
    Result<bool> step();
    bool is_reading() const { return m_stage < Stage::records; }
    const Import& report() const { return m_import; }
    ImportPreview understood() const { return file().preview(); }
    std::int64_t resumed_at() const { return m_resumed_at; }
    std::span<const ImportProblem> first_refused() const {
        return m_refused ? m_refused->first() : std::span<const ImportProblem>();
    }

  private:
    /// What a step does next; they follow each other in this order.
    enum class Stage { reading, skipping, records, tiers };
    static constexpr int k_skipped_per_step = 20'000;

    Status decide();
    Status load_earlier();
    Status begin_anew();
    Result<bool> skip_done();
    Result<bool> step_records();
    Result<bool> step_tiers();
    struct Record {
        std::vector<TableRow> rows{};  ///< none: the file is at its end
        bool overlong = false;         ///< it goes on in the next one, or did in the one before
    };
    Status take_record(const Record& record);
    Status remember(const ImportTaken& taken);
    void refuse(const std::vector<TableRow>& rows, const std::vector<Error>& faults) {
        m_import.counts.refused += static_cast<std::int64_t>(rows.size());
        m_refused->add(rows, faults);
    }
    Result<Record> next_record();
    const ImportRequest& request() const { return m_reading->request(); }
    ImportFile& file() { return m_reading->file(); }
    const ImportFile& file() const { return m_reading->file(); }
    bool is_check() const { return request().check; }
    /// A file of nothing but a heading would be looked into.
    void take_away_empty_errors() {
        std::error_code failed;
        if (m_import.counts.refused == 0) std::filesystem::remove(m_import.errors, failed);
    }

    ServiceContext& m_context;
    const Session& m_session;
    int m_records_per_transaction;
    Stage m_stage = Stage::reading;
    std::optional<FileHold> m_hold, m_content_hold;
    std::unique_ptr<ImportReading> m_reading;
    std::optional<RefusedLines> m_refused;
    std::optional<TableRow> m_ahead;  ///< read, and of the next record
    bool m_cut = false;               ///< it goes on with the record before
    Import m_import{};
    std::int64_t m_rows_done = 0, m_rows_skipped = 0, m_resumed_at = 0;
    std::uint64_t m_error_bytes = 0;
};

Status ImportRun::Work::begin(const ImportRequest& request) {
    QIANTAI_TRY_STATUS(require_right(m_context, m_session, right_of_import(request.kind)));
    // Two at once would write every record twice.
    if (!request.check) {
        QIANTAI_TRY(m_hold, FileHold::take(request.file));
    }
    QIANTAI_TRY(m_reading, ImportReading::begin(m_context, m_session, request));
    const auto& whole = m_reading->request();
    if (whole.settings.source.empty()) return make_error(k_import_source_missing, {}, "source");
    std::error_code failed;
    const auto path = std::filesystem::absolute(whole.file, failed);
    m_import = {.kind = whole.kind,
                .source = whole.settings.source,
                .file = path.filename().string(),
                .path = path.string(),
                .errors = std::filesystem::absolute(errors_path(whole), failed).string(),
                .staff_number = m_session.staff_number};
    return {};
}

/// Everything was read: it can be imported, from the beginning or from where it was cut off.
Status ImportRun::Work::decide() {
    QIANTAI_TRY_STATUS(file().check());
    m_import.rows = file().rows();
    if (!is_check()) {
        QIANTAI_TRY(m_content_hold, hold_import(m_context.database, m_reading->hash()));
        QIANTAI_TRY_STATUS(load_earlier());
    }
    QIANTAI_TRY(auto refused, RefusedLines::open(m_import.errors, m_error_bytes, file().columns()));
    m_refused.emplace(std::move(refused));
    return {};
}

/// The same file's run that was cut off is gone on with.
Status ImportRun::Work::load_earlier() {
    auto& statement = m_context.database.cached(
        "SELECT id, status, rows_done, error_bytes, counts, errors, started_at FROM import"
        " WHERE file_hash = ? AND kind = ? ORDER BY id DESC LIMIT 1");
    statement.bind(m_reading->hash(), code_of(request().kind));
    bool done = false;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        const auto status = parse_code<ImportStatus>(row.text(1));
        done = status == ImportStatus::done;
        if (status != ImportStatus::running) return;
        m_import.id = row.integer(0);
        m_rows_done = row.integer(2);
        m_error_bytes = static_cast<std::uint64_t>(row.integer(3));
        m_import.counts = parse_import_counts(row.text(4));
        m_import.errors = row.text(5);
        m_import.started_at = row.integer(6);
    }));
    if (request().go_on && m_import.id != *request().go_on) {
        return make_error(k_import_other_file, m_import.path, "file");
    }
    if (done && !request().again) return make_error(k_import_done_already, m_import.path, "file");
    return m_import.id == 0 ? begin_anew() : Status();
}

Status ImportRun::Work::begin_anew() {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(m_import.started_at, record_time(m_context));
    auto& statement = m_context.database.cached(
        "INSERT INTO import (kind, source, file, file_hash, errors, settings, status, rows, counts,"
        " staff_number, started_at) VALUES (?, ?, ?, ?, ?, ?, 'running', ?, '{}', ?, ?) RETURNING id");
    const auto kind = code_of(request().kind);
    const auto settings = boost::json::serialize(to_json(request().settings));
    statement.bind(kind, m_import.source, m_import.path, m_reading->hash(), m_import.errors,
                   settings, m_import.rows, m_session.staff_number, m_import.started_at);
    QIANTAI_TRY(m_import.id, sqlite::only(statement, sqlite::integer_column));
    auto& source = m_context.database.cached(
        "INSERT INTO import_source (kind, source, settings) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET settings = excluded.settings");
    QIANTAI_TRY_STATUS(source.bind(kind, m_import.source, settings).run());
    // Files that lie in folders because nobody knew how to read them are tried again.
    auto& waiting = m_context.database.cached(
        "UPDATE import_folder_file SET problem = NULL WHERE problem IS NOT NULL AND folder_id IN"
        " (SELECT id FROM import_folder WHERE kind = ? AND source = ?)");
    QIANTAI_TRY_STATUS(waiting.bind(kind, m_import.source).run());
    return transaction.commit();
}

/// False: the first record that is not done comes next.
Result<bool> ImportRun::Work::skip_done() {
    for (int i = 0; i < k_skipped_per_step; ++i) {
        if (m_rows_skipped == m_rows_done) return false;
        QIANTAI_TRY(const auto row, file().next());
        if (!row) return false;
        ++m_rows_skipped;
        m_resumed_at = row->line + 1;
    }
    return true;
}

Result<ImportRun::Work::Record> ImportRun::Work::next_record() {
    Record record{.overlong = std::exchange(m_cut, false)};
    auto& rows = record.rows;
    if (!m_ahead) {
        QIANTAI_TRY(m_ahead, file().next());
    }
    if (!m_ahead) return record;
    rows.push_back(*std::move(m_ahead));
    m_ahead.reset();
    for (;;) {
        QIANTAI_TRY(m_ahead, file().next());
        if (!m_ahead || rows.back().broken || m_ahead->broken) return record;
        const auto& columns = file().columns();
        const ImportLine before(columns, rows.back()), ahead(columns, *m_ahead);
        if (!m_reading->target().continues(before, ahead)) return record;
        if (rows.size() == k_record_lines_max) {
            record.overlong = m_cut = true;
            return record;
        }
        rows.push_back(*std::move(m_ahead));
    }
}

Status ImportRun::Work::remember(const ImportTaken& taken) {
    if (is_check()) return {};
    auto& statement = m_context.database.cached(
        "INSERT INTO imported_row (import_id, row_id, outcome, row_clock) VALUES (?, ?, ?,"
        " (SELECT hlc FROM outbox ORDER BY seq DESC LIMIT 1)) ON CONFLICT DO NOTHING");
    return statement.bind(m_import.id, taken.row, static_cast<int>(taken.outcome)).run();
}

Status ImportRun::Work::take_record(const Record& record) {
    const auto& rows = record.rows;
    auto& counts = m_import.counts;
    counts.lines += static_cast<std::int64_t>(rows.size());
    m_rows_done += static_cast<std::int64_t>(rows.size());
    if (rows.size() == 1 && is_total_row(rows.front())) {
        ++counts.totals;
        return {};
    }
    if (record.overlong) {
        refuse(rows, {make_error(k_purchase_too_many_items, {}, "number")});
        return {};
    }
    std::vector<ImportLine> lines;
    for (const auto& row : rows) {
        if (const auto fault = file().fault_of(row)) {
            refuse(rows, {*fault});
            return {};
        }
        lines.emplace_back(file().columns(), row);
    }
    QIANTAI_TRY(const auto taken, m_reading->target().take(lines));
    using Outcome = ImportTaken::Outcome;
    switch (taken.outcome) {
        case Outcome::refused:
            if (taken.duplicate) ++counts.duplicates;
            refuse(rows, taken.faults);
            return {};
        case Outcome::skipped:
            counts.cancelled += *taken.skip == ImportSkip::cancelled ? 1 : 0;
            counts.stored_value += *taken.skip == ImportSkip::stored_value ? 1 : 0;
            counts.other_store += *taken.skip == ImportSkip::other_store ? 1 : 0;
            return {};
        case Outcome::added:
            ++counts.added;
            break;
        case Outcome::known:
            ++counts.known;
            break;
        case Outcome::completed:
            ++counts.completed;
            break;
    }
    counts.unclear_member += taken.unclear_member ? 1 : 0;
    counts.no_member += taken.no_member ? 1 : 0;
    return remember(taken);
}

Result<bool> ImportRun::Work::step_records() {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(m_reading->target().begin(file().columns(), m_import.id));
    bool more = true;
    for (int i = 0; i < m_records_per_transaction && more; ++i) {
        QIANTAI_TRY(const auto record, next_record());
        more = !record.rows.empty();
        if (more) QIANTAI_TRY_STATUS(take_record(record));
    }
    if (m_hold) QIANTAI_TRY_STATUS(m_hold->check_unchanged(request().file));
    QIANTAI_TRY(m_error_bytes, m_refused->flush());
    if (is_check()) return more;
    auto& statement = m_context.database.cached(
        "UPDATE import SET rows_done = ?, error_bytes = ?, counts = ? WHERE id = ?");
    statement.bind(m_rows_done, static_cast<std::int64_t>(m_error_bytes),
                   boost::json::serialize(to_json(m_import.counts)), m_import.id);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(transaction.commit());
    return more;
}

/// One more for the members whose receipts came; false: nobody is left, and the import is done.
Result<bool> ImportRun::Work::step_tiers() {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    if (request().kind == ImportKind::purchases) {
        auto run = Tiers(m_context).run(m_session, k_tiers_per_transaction);
        if (!run && run.error().kind != &k_tier_no_rule) return run.error();
        if (run && run->more) {
            QIANTAI_TRY_STATUS(transaction.commit());
            return true;
        }
    }
    m_import.status = ImportStatus::done;
    take_away_empty_errors();
    QIANTAI_TRY(m_import.ended_at, record_time(m_context));
    QIANTAI_TRY_STATUS(save_import(m_context.database, m_import));
    const auto& counts = m_import.counts;
    QIANTAI_TRY_STATUS(append_audit(m_context, &m_session,
                                    {.action = "imports.run",
                                     .subject_entity = "import",
                                     .subject_id = std::to_string(m_import.id),
                                     .detail = {{"kind", std::string(code_of(m_import.kind))},
                                                {"source", m_import.source},
                                                {"lines", std::to_string(counts.lines)},
                                                {"added", std::to_string(counts.added)},
                                                {"refused", std::to_string(counts.refused)}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return false;
}

Result<bool> ImportRun::Work::step() {
    switch (m_stage) {
        case Stage::reading: {
            QIANTAI_TRY(const bool more, m_reading->step());
            m_import.rows = file().rows();
            if (more) return true;
            QIANTAI_TRY_STATUS(decide());
            m_stage = Stage::skipping;
            return true;
        }
        case Stage::skipping: {
            QIANTAI_TRY(const bool more, skip_done());
            if (!more) m_stage = Stage::records;
            return true;
        }
        case Stage::records: {
            QIANTAI_TRY(const bool more, step_records());
            if (more) return true;
            m_stage = Stage::tiers;
            if (!is_check()) return true;
            m_import.status = ImportStatus::done;
            take_away_empty_errors();
            return false;
        }
        case Stage::tiers:
            break;
    }
    return step_tiers();
}

ImportRun::ImportRun(std::unique_ptr<Work> work) : m_work(std::move(work)) {}
ImportRun::ImportRun(ImportRun&&) noexcept = default;
ImportRun::~ImportRun() = default;

Result<ImportRun> ImportRun::begin(ServiceContext& context, const Session& session,
                                   const ImportRequest& request, int records_per_transaction) {
    auto work = std::make_unique<Work>(context, session, records_per_transaction);
    QIANTAI_TRY_STATUS(work->begin(request));
    return ImportRun(std::move(work));
}

Result<ImportRun> ImportRun::open(ServiceContext& context, const Session& session,
                                  const ImportRequest& request, int records_per_transaction) {
    QIANTAI_TRY(auto run, begin(context, session, request, records_per_transaction));
    while (run.is_reading()) {
        QIANTAI_TRY_STATUS(run.step());
    }
    return run;
}

Result<bool> ImportRun::step() {
    return m_work->step();
}

const Import& ImportRun::report() const {
    return m_work->report();
}

ImportPreview ImportRun::understood() const {
    return m_work->understood();
}

std::int64_t ImportRun::resumed_at() const {
    return m_work->resumed_at();
}

bool ImportRun::is_reading() const {
    return m_work->is_reading();
}

std::span<const ImportProblem> ImportRun::first_refused() const {
    return m_work->first_refused();
}

Result<ImportRequest> load_import_request(sqlite::Database& database, std::int64_t id) {
    QIANTAI_TRY(const auto import, load_import(database, id));
    if (import.status != ImportStatus::running) {
        return make_error(k_import_done_already, import.path, "import_id");
    }
    auto& statement = database.cached("SELECT settings FROM import WHERE id = ?");
    QIANTAI_TRY(const auto settings, sqlite::only(statement.bind(id), sqlite::text_column));
    return ImportRequest{.file = import.path,
                         .kind = import.kind,
                         .settings = parse_import_settings(settings),
                         .go_on = id};
}

}  // namespace qiantai::domain
