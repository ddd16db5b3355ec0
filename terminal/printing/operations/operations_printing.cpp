// Printers and the print queue.

#include "terminal/base/text_rules.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/printing/rules/print_queue.hpp"
#include "terminal/printing/rules/printers.hpp"

namespace qiantai::ctl {

std::vector<Operation> printing_operations(const Manifest& manifest) {
    using domain::Printers;
    using domain::PrintQueue;
    const ServiceOperations read(manifest, domain::Right::read_setup);
    const ServiceOperations set(manifest, domain::Right::printers_set);
    const ServiceOperations keep(manifest, domain::Right::prints_keep);
    const FieldNote use{.field = "use"};
    const FieldNote print_id{.field = "print_id"};
    const std::vector<const ErrorKind*> not_so{&domain::k_print_not_found,
                                               &domain::k_print_not_waiting, &domain::k_print_gone};
    return {
        read.make<&Printers::list>("printers.list", {"This terminal's printers.", "本机的打印机。"},
                                   {.output = "printers"}),
        set.make<&Printers::set>(
            "printers.set",
            {"Sets the printer for pages of A4 or for receipts.", "设置 A4 或小票打印机。"},
            {.errors = {&domain::k_printer_name_missing, &domain::k_printer_of_wrong_kind,
                        &paper::k_printer_address_malformed, &domain::k_text_malformed}}),
        set.make<&Printers::remove>("printers.remove", {"Takes a printer away.", "移除打印机。"},
                                    {.arguments = {use}, .errors = {&domain::k_printer_missing}}),
        read.make<&Printers::probe>(
            "printers.probe",
            {"Asks a printer whether it could print now.", "询问打印机是否就绪。"},
            {.arguments = {use},
             .errors = {&domain::k_printer_missing, &paper::k_printer_unreachable,
                        &paper::k_printer_out_of_paper, &paper::k_printer_stopped,
                        &paper::k_printer_refuses, &paper::k_printer_not_permitted,
                        &paper::k_printer_is_a_file}}),
        keep.make<&PrintQueue::list>("prints.list",
                                     {"The print queue, the newest first.", "打印队列。"},
                                     {.output = "prints"}),
        keep.make<&PrintQueue::retry>("prints.retry",
                                      {"Sends a failed print again.", "重新打印失败的任务。"},
                                      {.arguments = {print_id}, .errors = not_so}),
        keep.make<&PrintQueue::cancel>("prints.cancel",
                                       {"Takes a print out of the queue.", "取消打印任务。"},
                                       {.arguments = {print_id}, .errors = not_so}),
        keep.make<&PrintQueue::settle>(
            "prints.settle",
            {"Says whether a print that was cut off came out; if not, it is printed again.",
             "确认中断的打印是否已打印出来，没有则重新打印。"},
            {.arguments = {print_id, {.field = "answer"}}, .errors = not_so}),
        keep.make<&PrintQueue::send>(
            "prints.send",
            {"Sends what waits and tells what became of it.", "发送排队中的打印任务。"},
            {.output = "prints"}),
    };
}

}  // namespace qiantai::ctl
