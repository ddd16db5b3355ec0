#pragma once

// One import of one file, transaction by transaction. Each transaction holds its records, what they
// are remembered by for taking the import back, and how far the file was read (table import); the
// lines that were refused are on disk in the errors file before it commits. So whatever ends the
// program, the next run over the same file goes on behind the last record that is done: none twice,
// none left out, no refused line lost or told twice. At the end the rule of tiers is applied to the
// members whose receipts came.

#include <memory>
#include <span>

#include "terminal/base/service_context.hpp"
#include "terminal/imports/rules/import_errors.hpp"
#include "terminal/imports/rules/import_facts.hpp"
#include "terminal/imports/rules/import_hold.hpp"

namespace qiantai::domain {

/// What the file is understood as; writes nothing. Errors as ImportRun::open(), but for what the
/// columns leave open: that is in the answer.
Result<ImportPreview> preview_import(ServiceContext& context, const Session& session,
                                     const ImportRequest& request);

class ImportRun {
  public:
    /// Long enough that a commit is little beside it, short enough that nobody at the counter waits.
    static constexpr int k_records_per_transaction = 1000;
    /// The first steps read the file once from end to end; what is wrong with it as a whole and what
    /// is not answered comes out then. While this lives nobody else imports the file. Context and
    /// session outlive it. Errors: TableFile::open()'s, import_facts.hpp's, k_file_error for the
    /// errors file.
    static Result<ImportRun> begin(ServiceContext& context, const Session& session,
                                   const ImportRequest& request,
                                   int records_per_transaction = k_records_per_transaction);
    /// The same, with the file read.
    static Result<ImportRun> open(ServiceContext& context, const Session& session,
                                  const ImportRequest& request,
                                  int records_per_transaction = k_records_per_transaction);
    ImportRun(ImportRun&&) noexcept;
    ImportRun& operator=(ImportRun&&) = delete;
    ~ImportRun();

    /// A piece of the file, or one transaction; false: it was the last one. After an error nothing
    /// of it stays, and begin() goes on from there.
    Result<bool> step();
    /// Nothing was imported yet: report().rows counts what was read.
    bool is_reading() const;
    /// As far as it is: `rows` of them in all, counts.lines done. Its id is 0 in a check, and while
    /// the file is read.
    const Import& report() const;
    /// The first ones that this run refused.
    std::span<const ImportProblem> first_refused() const;
    /// What the file was understood as.
    ImportPreview understood() const;
    std::int64_t resumed_at() const;  ///< line at which this run went on; 0: it began at the start

  private:
    class Work;
    explicit ImportRun(std::unique_ptr<Work> work);
    std::unique_ptr<Work> m_work;
};

/// Takes an import back, transaction by transaction: what is untouched since is gone everywhere
/// after the next sync, the rest stays and is listed; the rule of tiers is applied anew.
class ImportUndo {
  public:
    /// Also of one that was cut off. k_import_not_found, k_import_not_undoable;
    /// k_import_file_busy while it runs.
    static Result<ImportUndo> open(ServiceContext& context, const Session& session,
                                   std::int64_t import_id);
    ImportUndo(ImportUndo&&) noexcept = default;

    /// One transaction; false: it was the last one.
    Result<bool> step();
    const Import& report() const { return m_import; }

  private:
    ImportUndo(ServiceContext& context, const Session& session, Import import, FileHold hold)
        : m_context(context),
          m_session(session),
          m_import(std::move(import)),
          m_hold(std::move(hold)) {}
    Result<bool> step_rows();

    ServiceContext& m_context;
    const Session& m_session;
    Import m_import;
    FileHold m_hold;
};

/// No other import of this content into this database goes on, nor is taken back, while it lives.
/// k_import_file_busy.
Result<FileHold> hold_import(sqlite::Database& database, const std::string& hash);
Result<Import> load_import(sqlite::Database& database, std::int64_t id);
/// What goes on with an import that was cut off: as it was asked for, with the file where it lay.
/// k_import_not_found, k_import_done_already.
Result<ImportRequest> load_import_request(sqlite::Database& database, std::int64_t id);
/// Inside a transaction.
Status save_import(sqlite::Database& database, const Import& import);

}  // namespace qiantai::domain
