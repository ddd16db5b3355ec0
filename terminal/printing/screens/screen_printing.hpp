#pragma once

// The preview of a form with what is done with it, and the print queue with the printers.

#include <map>
#include <memory>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/picture.hpp"
#include "terminal/printing/rules/printing_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_preview_screen{"preview"};
inline constexpr ScreenId k_prints_screen{"prints"};

/// How a printer stands, as far as is known.
struct PrinterView {
    std::optional<domain::Printer> printer{};
    enum class State : std::uint8_t { unknown, asking, ready, problem } state = State::unknown;
    std::optional<Error> problem{};
};

/// One page of a form as it will be on paper, and what is done with all of them.
struct PreviewState {
    std::string title{};   ///< the form's
    std::string number{};  ///< the document's
    bool on_roll = false;
    double width_mm = 0, height_mm = 0;
    int page_count = 0;  ///< of one copy; 0 while it is being laid out
    int page = 0;        ///< the one in sight, from 0
    bool whole = true;   ///< in sight as a whole, else as large as one can read it
    std::vector<std::string> copy_names{};  ///< at most so many copies
    int copies = 1;
    /// The page in sight as it was drawn last, and for what.
    std::shared_ptr<const Picture> picture{};
    int picture_page = -1, picture_width = 0;
    bool drawing = false;
    PrinterView printer{};
    std::vector<domain::PrintJob> history{};  ///< of this document, the newest first
    std::optional<Error> error{};
    bool printing = false, saving = false;
};

struct PrintsState {
    std::map<domain::PrinterUse, PrinterView> printers{};
    std::vector<domain::PrintJob> jobs{};  ///< the newest first
    bool loaded = false;
    std::optional<Error> error{};
    std::optional<domain::PrinterUse> sheet{};  ///< the printer that is being set up
    std::string name{}, address{};
    std::optional<Error> wrong{};  ///< with a field
    bool busy = false;

    int open_count() const;  ///< prints that need a person
};

namespace preview {
struct Draw {  ///< the page in sight was not drawn for this yet
    int width_px;
};
struct ShowPage {
    int page;
};
struct SetWhole {
    bool whole;
};
struct SetCopies {
    int copies;
};
struct Print {};
struct SavePdf {};
struct OpenQueue {};
struct Reload {};
}  // namespace preview
using PreviewIntent =
    std::variant<preview::Draw, preview::ShowPage, preview::SetWhole, preview::SetCopies,
                 preview::Print, preview::SavePdf, preview::OpenQueue, preview::Reload>;

namespace prints {
struct Reload {};
struct Retry {
    Uuid print;
};
struct Cancel {
    Uuid print;
};
struct Settle {
    Uuid print;
    domain::PrintAnswer answer;
};
struct OpenSheet {
    std::optional<domain::PrinterUse> use;  ///< none: closes it
};
struct TypeName {
    std::string name;
};
struct TypeAddress {
    std::string address;
};
struct SavePrinter {};
struct RemovePrinter {};
}  // namespace prints
using PrintsIntent =
    std::variant<prints::Reload, prints::Retry, prints::Cancel, prints::Settle, prints::OpenSheet,
                 prints::TypeName, prints::TypeAddress, prints::SavePrinter, prints::RemovePrinter>;

void draw_preview(Ui& ui, const Rect& area, const Scene& scene, const PreviewState& state,
                  Intents<PreviewIntent>& intents);
void draw_prints(Ui& ui, const Rect& area, const Scene& scene, const PrintsState& state,
                 Intents<PrintsIntent>& intents);
void draw_printer_sheet(Ui& ui, const Rect& area, const Scene& scene, const PrintsState& state,
                        Intents<PrintsIntent>& intents);

Text printer_use_text(const Ui& ui, domain::PrinterUse use);
/// 就绪, 缺纸, 连不上, and how serious it is.
struct PrinterWords {
    Text words;
    Tone tone;
};
PrinterWords printer_words(const Ui& ui, const PrinterView& view);
struct PrintWords {
    Text words;
    Tone tone;
    Icon icon;
};
PrintWords print_words(const Ui& ui, const domain::PrintJob& job);
/// Why it is not printed and what to do; empty where there is nothing to say.
Text print_reason_text(const Ui& ui, const domain::PrintJob& job);
/// Who it was: the name where it is known.
Text print_person_text(const Scene& scene, const std::string& staff_number);

}  // namespace qiantai::ui
