#pragma once

// Where prints go. An address says what kind of printer it is:
//
//     ipp://host:631/ipp/print        a printer on the network, or a queue of CUPS
//     ipps://…                        (ipp://localhost/printers/NAME), over TLS
//     socket://192.168.1.50:9100      a receipt printer on the network
//     /dev/usb/lp0                    a receipt printer at this computer: a device, a FIFO, a file
//
// What a printer says is sorted by one question: may it be on paper? Whoever retries must know.

#include <functional>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::paper {

inline constexpr ErrorKind k_printer_address_malformed{
    "printer_address_malformed", Actor::manager,
    "A printer's address is ipp://host/path, ipps://host/path, socket://host:port, or the path of a "
    "device such as /dev/usb/lp0.",
    "打印机地址应为 ipp://主机/路径、ipps://主机/路径、socket://主机:端口，或设备路径，如 /dev/usb/lp0。"};
inline constexpr ErrorKind k_printer_unreachable{
    "printer_unreachable", Actor::clerk,
    "The printer can't be reached. Check that it is switched on and connected, then print again.",
    "连不上打印机。请检查电源和连接，然后重试。"};
inline constexpr ErrorKind k_printer_out_of_paper{
    "printer_out_of_paper", Actor::clerk,
    "The printer has no paper. Put paper in, then print again.",
    "打印机缺纸。请装好纸，然后重试。"};
inline constexpr ErrorKind k_printer_stopped{
    "printer_stopped", Actor::clerk,
    "The printer has stopped: a cover is open, paper is jammed, or it waits for somebody. Look at "
    "it, then print again.",
    "打印机已停止：盖子未合上、卡纸或在等待处理。请查看打印机，然后重试。"};
inline constexpr ErrorKind k_printer_refuses{
    "printer_refuses", Actor::administrator,
    "The printer does not take this print. Have its set-up checked.",
    "打印机拒绝了这次打印，请管理员检查打印机设置。"};
inline constexpr ErrorKind k_printer_not_permitted{
    "printer_not_permitted", Actor::administrator,
    "This program may not use the printer. The administrator has to permit it.",
    "本程序没有使用该打印机的权限，请管理员授权。"};
inline constexpr ErrorKind k_printer_is_a_file{
    "printer_is_a_file", Actor::manager,
    "There is a file at the printer's address, with something else in it. Name the printer's device, "
    "or an empty file.",
    "打印机地址上是一个有其他内容的文件。请填写打印机设备，或一个空文件。"};
inline constexpr ErrorKind k_printer_broke_off{
    "printer_broke_off", Actor::clerk,
    "The connection broke while printing. Look at the printer whether the print came out.",
    "打印途中连接中断。请到打印机旁看看是否已打印出来。"};
inline constexpr ErrorKind k_printer_slow{
    "printer_slow", Actor::clerk,
    "The printer has the print but does not say that it is done. Look whether it came out.",
    "打印机已收到，但没有报告完成。请看看是否已打印出来。"};

enum class PrinterKind {
    ipp,  ///< takes PDF
    raw,  ///< takes ESC/POS
};
/// k_printer_address_malformed.
Result<PrinterKind> parse_printer_address(std::string_view address);

/// What became of a print.
struct SendOutcome {
    enum class Kind {
        printed,
        not_printed,  ///< surely nothing came out: it may be sent again
        uncertain,    ///< it may be on paper: only who looks knows
    } kind = Kind::printed;
    std::optional<Error> reason{};  ///< not for `printed`

    static SendOutcome failed(Error error) { return {Kind::not_printed, std::move(error)}; }
    static SendOutcome unclear(Error error) { return {Kind::uncertain, std::move(error)}; }
};

/// How long one waits for a printer.
struct PrinterPatience {
    int connect_ms = 5000;
    int write_ms = 30'000;  ///< without a byte that the printer takes
    int print_ms = 60'000;  ///< from having it to being done
};

/// Sends a print and waits until the printer is done with it; `title` is the job's name there. Blocks:
/// for a thread that may wait.
SendOutcome send_to_printer(const std::string& address, const std::string& title,
                            const std::string& bytes, const PrinterPatience& patience = {});

/// Whether it could print now: nothing, or why not. A raw printer that says nothing of itself counts
/// as ready if it can be reached.
Status probe_printer(const std::string& address, const PrinterPatience& patience = {});

}  // namespace qiantai::paper
