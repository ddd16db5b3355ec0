#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/printing/rules/print_queue.hpp"
#include "terminal/printing/screens/screen_printing.hpp"

namespace qiantai::app {

ScreenEntry preview_screen();
ScreenEntry prints_screen();

/// A form that can be looked at, printed and saved; the functions run on the database's thread.
struct Previewed {
    using Context = domain::ServiceContext;
    std::function<Result<paper::Document>(Context&, const domain::Session&, int copies)> build;
    std::function<Result<domain::PrintJob>(Context&, const domain::Session&, int copies)> print;
    std::function<Result<domain::SavedPdf>(Context&, const domain::Session&, int copies,
                                           const std::string& path)>
        save;
    int copies_most = 1;
    int copies = 1;  ///< as proposed
};
/// Goes to its preview.
void open_preview(Flow& flow, Previewed previewed);

/// Something in the queue was put in, taken out or cut off.
Reply tell_prints_changed();
/// What became of a print, for whoever works here now.
Reply tell_print_ended(const domain::PrintJob& job);

/// Asks a printer aside how it stands; `then` gets the answer.
void ask_printer(Flow& flow, domain::PrinterUse use,
                 std::function<void(Flow&, const ui::PrinterView&)> then);

}  // namespace qiantai::app
