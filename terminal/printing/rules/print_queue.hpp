#pragma once

// The print queue. A print is on disk before it is sent, and what became of it before anything else
// is. Between the two it is `sending`, in the hands of the program that holds the lock beside the
// database: whoever takes that lock knows that what is still `sending` was cut off, and asks a
// person instead of printing again.

#include "terminal/base/service_context.hpp"
#include "terminal/paper/page/document.hpp"
#include "terminal/paper/printers/printer.hpp"
#include "terminal/printing/rules/printing_facts.hpp"
#include "terminal/store/file_lock.hpp"

namespace qiantai::domain {

/// What people do with the queue. Right of all: prints_keep.
class PrintQueue {
  public:
    explicit PrintQueue(ServiceContext& context) : m_context(context) {}

    /// The newest first.
    Result<std::vector<PrintJob>> list(const Session& session, const PrintFilter& filter);
    /// A failed one waits again. k_print_not_found, k_print_not_waiting, k_print_gone.
    Result<PrintJob> retry(const Session& session, const Uuid& print_id);
    /// One that is neither printed nor being sent. k_print_not_found, k_print_not_waiting.
    Result<PrintJob> cancel(const Session& session, const Uuid& print_id);
    /// Of an uncertain one: it is done, or it waits again. k_print_not_found, k_print_not_waiting,
    /// k_print_gone.
    Result<PrintJob> settle(const Session& session, const Uuid& print_id, PrintAnswer answer);
    /// Sends what waits, one after the other, and waits for the printers; gives what was sent with
    /// what became of it. Nothing while another program sends.
    Result<std::vector<PrintJob>> send(const Session& session);

  private:
    Result<PrintJob> load(const Uuid& print_id);
    Result<PrintJob> change(const Session& session, const PrintJob& job, PrintState to,
                            std::string_view action);
    ServiceContext& m_context;
};

/// What a form hands to the queue.
struct NewPrint {
    paper::Document document{};
    std::string action{};  ///< for the audit trail: "stored_goods.print"
    std::string subject_entity{};
    Uuid subject_id{};
    std::optional<Uuid> member_id{};  ///< whom it names, so that erasing them takes it away
};
/// Puts it at the end, drawn as its printer takes it, with who asked for it in the audit trail.
/// Whether the session may is the caller's to ask. k_printer_missing, paper::k_page_not_drawn,
/// paper::k_not_for_a_roll.
Result<PrintJob> queue_print(ServiceContext& context, const Session& session,
                             const NewPrint& print);

/// "2026-11-21 14:31" in the store's time.
std::string time_on_paper(TimeMs time, int utc_offset_minutes);
/// Who prints, when and where, as it stands on the page.
Result<paper::Printed> printed_now(ServiceContext& context, const Session& session);

/// The document's pages as a new file; never over another. k_print_file_exists, k_file_error,
/// paper::k_page_not_drawn.
Result<SavedPdf> save_pdf_file(const paper::Document& document, const std::string& path);

/// What is handed to a printer.
struct PrintParcel {
    Uuid id{};
    std::string address{};
    std::string title{};
    std::string bytes{};
};

/// The right to send, for one program at a time: taken, used for some prints, given back when
/// destroyed.
class PrintRun {
  public:
    /// Nothing if another program sends. What was cut off before becomes uncertain.
    static Result<std::optional<PrintRun>> begin(ServiceContext& context);

    /// The oldest that waits, marked on disk as being sent; nothing if none does.
    Result<std::optional<PrintParcel>> take(ServiceContext& context);
    /// What became of it.
    Result<PrintJob> finish(ServiceContext& context, const Uuid& id,
                            const paper::SendOutcome& outcome);

  private:
    explicit PrintRun(store::FileLock lock) : m_lock(std::move(lock)) {}
    store::FileLock m_lock;
};

/// True if something waits to be sent, or was cut off.
Result<bool> has_prints_to_send(ServiceContext& context);

}  // namespace qiantai::domain
