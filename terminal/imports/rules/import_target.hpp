#pragma once

// What a capability registers with the importer: which columns it reads, how lines become records,
// and how a record that an import brought is taken back. The importer knows the rest: files, lines,
// transactions, what was refused, going on after a kill.

#include <memory>
#include <vector>

#include "terminal/base/service_context.hpp"
#include "terminal/imports/rules/import_columns.hpp"

namespace qiantai::domain {

/// What became of one record. Its faults say which field they are about.
struct ImportTaken {
    enum class Outcome { added, known, completed, skipped, refused } outcome = Outcome::refused;
    Uuid row{};  ///< added, known, completed
    std::optional<ImportSkip> skip{};
    bool unclear_member = false, no_member = false;
    bool duplicate = false;  ///< refused: somebody is here already
    std::vector<Error> faults{};

    static ImportTaken refused(std::vector<Error> faults) {
        ImportTaken taken;
        taken.faults = std::move(faults);
        return taken;
    }
    static ImportTaken skipped(ImportSkip skip) {
        ImportTaken taken;
        taken.outcome = Outcome::skipped;
        taken.skip = skip;
        return taken;
    }
};

enum class UndoneRow { gone, stayed };

/// One import's way into one capability. Used by one thread, in the order: study() for every line,
/// remarks(), then begin() and take() transaction by transaction.
class ImportTarget {
  public:
    virtual ~ImportTarget() = default;

    /// Outlives the target.
    virtual ImportFields fields() const = 0;
    /// Looks at a line before anything is decided.
    virtual void study(const ImportLine& line) = 0;
    /// What the columns and all lines together leave open, or what somebody should know.
    virtual std::vector<ImportRemark> remarks(const ImportColumns& columns) const = 0;
    /// True if the line goes on with the record that `before` belongs to.
    virtual bool continues(const ImportLine& before, const ImportLine& line) = 0;
    /// At a transaction's start. Nothing that is written in a check stays; `import_id` is 0 then.
    virtual Status begin(const ImportColumns& columns, std::int64_t import_id) = 0;
    /// The lines of one record. What is wrong with them is in the answer; an error ends the import.
    /// Nothing was written if the record was refused.
    virtual Result<ImportTaken> take(std::span<const ImportLine> lines) = 0;

    /// Takes back what an import added or completed, inside a transaction, unless it was touched
    /// since: something newer than `clock` belongs to it.
    virtual Result<UndoneRow> undo(std::int64_t import_id, const Uuid& row,
                                   ImportTaken::Outcome outcome, std::int64_t clock) = 0;
    /// How a person knows the record.
    virtual Result<std::string> describe(const Uuid& row) = 0;
};

std::unique_ptr<ImportTarget> make_members_import(ServiceContext& context, const Session& session,
                                                  const ImportSettings& settings);
std::unique_ptr<ImportTarget> make_purchases_import(ServiceContext& context, const Session& session,
                                                    const ImportSettings& settings);
std::unique_ptr<ImportTarget> make_gifts_import(ServiceContext& context, const Session& session);
inline std::unique_ptr<ImportTarget> make_import_target(ServiceContext& context,
                                                        const Session& session, ImportKind kind,
                                                        const ImportSettings& settings) {
    if (kind == ImportKind::gifts) return make_gifts_import(context, session);
    return kind == ImportKind::members ? make_members_import(context, session, settings)
                                       : make_purchases_import(context, session, settings);
}
/// Gifts are the chain's, which headquarters keeps; the rest is a store's.
inline Right right_of_import(ImportKind kind) {
    return kind == ImportKind::gifts ? Right::gifts_catalogue : Right::imports_run;
}

}  // namespace qiantai::domain
