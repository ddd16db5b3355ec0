// What a file is understood as, and the trial of everything, piece by piece. Whoever leaves or answers
// something else meanwhile gets no answer to what was asked before.

#include <filesystem>

#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/imports/flows/import_steps.hpp"
#include "terminal/imports/rules/import_reading.hpp"
#include "terminal/imports/rules/import_run.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// The file, piece by piece, until it is known what it can be understood as.
struct ReadStep {
    struct Done {
        std::int64_t rows = 0;
        std::optional<domain::ImportPreview> preview{};
    };
    domain::Session session;
    domain::ImportRequest request;
    std::unique_ptr<domain::ImportReading> reading{};

    Result<Done> operator()(Office& office) {
        auto& context = office.context();
        if (!reading) {
            QIANTAI_TRY(reading, domain::ImportReading::begin(context, session, request));
        }
        QIANTAI_TRY(const bool more, reading->step());
        Done done{reading->file().rows()};
        if (more) return done;
        QIANTAI_TRY(done.preview, domain::preview_of(context, *reading));
        return done;
    }
};

/// The same with everything tried. Its list of refused lines is nobody's: the import writes one.
struct TrialStep {
    struct Done {
        bool more = false;
        domain::Import import{};
        std::vector<ImportRefusedLine> refused{};
    };
    TrialStep(domain::Session whose, domain::ImportRequest what)
        : session(std::move(whose)), request(std::move(what)) {}
    TrialStep(const TrialStep&) = delete;
    TrialStep& operator=(const TrialStep&) = delete;
    ~TrialStep() { forget_list(); }

    Result<Done> operator()(Office& office) {
        if (!run) {
            list = office.parts().home.data() / "import-trial.errors.csv";
            request.check = true;
            request.errors = list.string();
            QIANTAI_TRY(auto begun, domain::ImportRun::begin(office.context(), session, request));
            run.emplace(std::move(begun));
        }
        QIANTAI_TRY(const bool more, run->step());
        Done done{more, run->report()};
        // While it is read nothing was tried yet.
        if (run->is_reading()) done.import.counts.lines = 0;
        if (more) return done;
        done.refused = shown_lines(run->first_refused());
        run.reset();
        forget_list();
        return done;
    }
    void forget_list() const {
        std::error_code failed;
        if (!list.empty()) std::filesystem::remove(list, failed);
    }

    domain::Session session;
    domain::ImportRequest request;
    std::optional<domain::ImportRun> run{};
    std::filesystem::path list{};
};

}  // namespace

void read_import_file(Flow& flow) {
    auto& wizard = flow.get<ImportWizardState>();
    wizard.reading = true;
    wizard.rows_read = 0;
    wizard.error.reset();
    auto request = wizard.request;
    // Choices of the source's last file are no matter where this one has no such heading.
    request.remembered = true;
    run_steps(flow, std::make_shared<ReadStep>(ReadStep{*flow.scene.session, request}),
              [question = ++wizard.question, session = flow.scene.session_number](
                  Flow& later, const Result<ReadStep::Done>& done) {
                  auto& now = later.get<ImportWizardState>();
                  const bool is_wanted =
                      now.question == question && later.scene.session_number == session;
                  if (!is_wanted) return false;
                  if (!done) {
                      now.reading = false;
                      now.preview.reset();
                      now.error = done.error();
                      return false;
                  }
                  now.rows_read = done->rows;
                  if (!done->preview) return true;
                  now.reading = false;
                  now.preview = done->preview;
                  return false;
              });
}

void try_import(Flow& flow) {
    auto& wizard = flow.get<ImportWizardState>();
    wizard.checking = true;
    wizard.check.reset();
    wizard.error.reset();
    wizard.refused.clear();
    auto request = wizard.request;
    request.remembered = true;
    run_steps(flow, std::make_shared<TrialStep>(*flow.scene.session, request),
              [question = ++wizard.question, session = flow.scene.session_number](
                  Flow& later, const Result<TrialStep::Done>& done) {
                  auto& now = later.get<ImportWizardState>();
                  const bool is_wanted =
                      now.question == question && later.scene.session_number == session;
                  if (!is_wanted) return false;
                  if (!done) {
                      now.checking = false;
                      now.error = done.error();
                      return false;
                  }
                  now.check = done->import;
                  now.refused = done->refused;
                  now.checking = done->more;
                  return done->more;
              });
}

}  // namespace qiantai::app
