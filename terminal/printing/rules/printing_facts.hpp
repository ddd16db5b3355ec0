#pragma once

// Printers of this terminal and what was sent to them.

#include <optional>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/described.hpp"
#include "schema/base/error.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_printer_missing{
    "printer_missing", Actor::manager,
    "No printer is set up for this paper. The store manager sets it up under Printing.",
    "还没有设置这种纸张的打印机，请店长在“打印”页设置。"};
inline constexpr ErrorKind k_printer_name_missing{"printer_name_missing", Actor::manager,
                                                  "Give the printer a name, e.g. Office.",
                                                  "请给打印机起个名字，如“办公室”。"};
inline constexpr ErrorKind k_printer_of_wrong_kind{
    "printer_of_wrong_kind", Actor::manager,
    "A receipt printer can't print pages of A4. Their printer has an address ipp://… or ipps://….",
    "小票打印机不能打印 A4 页面，A4 打印机的地址以 ipp:// 或 ipps:// 开头。"};
inline constexpr ErrorKind k_print_not_found{"print_not_found", Actor::clerk,
                                             "There is no such print on this terminal.",
                                             "本机没有这个打印任务。"};
inline constexpr ErrorKind k_print_not_waiting{
    "print_not_waiting", Actor::clerk,
    "That is not possible with this print any more: look at how it stands now.",
    "这个打印任务的状态已变化，请查看最新状态。"};
inline constexpr ErrorKind k_print_gone{
    "print_gone", Actor::clerk,
    "What was to be printed is no longer kept. Print it anew from its own page.",
    "打印内容已不再保存，请从原页面重新打印。"};
inline constexpr ErrorKind k_print_interrupted{
    "print_interrupted", Actor::clerk,
    "The program ended while this was being printed. Look at the printer whether it came out.",
    "打印时程序中断了。请到打印机旁看看是否已打印出来。"};
inline constexpr ErrorKind k_print_from_backup{
    "print_from_backup", Actor::clerk,
    "This waited when the backup was made that this terminal was restored from. It may have been "
    "printed since.",
    "这是恢复备份前排队的打印任务，之后可能已打印过，请核对。"};
inline constexpr ErrorKind k_print_file_exists{
    "print_file_exists", Actor::clerk, "There is a file of this name already. Choose another name.",
    "已有同名文件，请换一个文件名。"};

/// Longest name of a printer and longest address, in code points.
inline constexpr int k_printer_name_length_max = 40, k_printer_address_length_max = 200;

/// What a printer is for.
enum class PrinterUse {
    page,  ///< A4
    slip,  ///< receipts of 80 mm
};
constexpr auto codes_of(PrinterUse) {
    return std::to_array<CodedValue<PrinterUse>>(
        {{PrinterUse::page, "page"}, {PrinterUse::slip, "slip"}});
}

struct Printer {
    PrinterUse use = PrinterUse::page;
    std::string name{};
    std::string address{};  ///< see terminal/paper/printers/printer.hpp
};
QIANTAI_DESCRIBE(Printer, "", use, name, address)
QIANTAI_NOTES(Printer, {.field = "use", .presence = FieldNote::Presence::always},
              {.field = "name",
               .length_max = k_printer_name_length_max,
               .presence = FieldNote::Presence::always},
              {.field = "address",
               .length_max = k_printer_address_length_max,
               .presence = FieldNote::Presence::always})

/// waiting → sending → printed, failed or uncertain; failed and uncertain ones wait for a person.
/// Nothing leaves `sending` for `waiting` by itself: nothing is printed twice unasked.
enum class PrintState {
    waiting,
    sending,  ///< a program has it in hand
    printed,
    failed,     ///< surely not on paper
    uncertain,  ///< perhaps on paper: somebody has to look
    cancelled,
};
constexpr auto codes_of(PrintState) {
    return std::to_array<CodedValue<PrintState>>({{PrintState::waiting, "waiting"},
                                                  {PrintState::sending, "sending"},
                                                  {PrintState::printed, "printed"},
                                                  {PrintState::failed, "failed"},
                                                  {PrintState::uncertain, "uncertain"},
                                                  {PrintState::cancelled, "cancelled"}});
}

struct PrintJob {
    Uuid id{};
    std::string title{};   ///< 寄存单
    std::string form{};    ///< the form's code
    std::string number{};  ///< of the document
    int copies = 1;
    std::string printer_name{};
    Coded<PrintState> state{};
    /// Of what is failed or uncertain: the error's code, who has to act, and the words.
    std::string reason{};
    std::string actor{};
    std::string words_en{};
    std::string words_zh{};
    std::string created_by{};
    TimeMs created_at = 0;
    TimeMs changed_at = 0;

    bool needs_person() const {
        return state == PrintState::failed || state == PrintState::uncertain;
    }
};
QIANTAI_DESCRIBE(PrintJob, "", id, title, form, number, copies, printer_name, state, reason, actor,
                 words_en, words_zh, created_by, created_at, changed_at)

/// The error of this code that a print may have ended with; null for another.
const ErrorKind* print_problem(std::string_view code);

struct PrintFilter {
    bool only_open = false;  ///< neither printed nor cancelled
    std::string number{};    ///< of this document only
    int limit = 50;          ///< 1 to 200
};
QIANTAI_DESCRIBE(PrintFilter, "", only_open, number, limit)
QIANTAI_NOTES(PrintFilter,
              {.field = "number", .length_max = 60, .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = 200})

/// What somebody saw who looked at the printer.
enum class PrintAnswer { printed, not_printed };
constexpr auto codes_of(PrintAnswer) {
    return std::to_array<CodedValue<PrintAnswer>>(
        {{PrintAnswer::printed, "printed"}, {PrintAnswer::not_printed, "not_printed"}});
}

/// A form as a file.
struct SavedPdf {
    std::string path{};
    int pages = 0;
};
QIANTAI_DESCRIBE(SavedPdf, "", path, pages)

}  // namespace qiantai::domain
