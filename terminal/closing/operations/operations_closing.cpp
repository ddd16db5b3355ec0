// Closing a store's day, and handing a store over.

#include "terminal/access/rules/access_facts.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/closing/rules/hand_overs.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> closing_operations(const Manifest& manifest) {
    using domain::Closing;
    using domain::HandOvers;
    const ServiceOperations read(manifest, domain::Right::closing_read);
    const ServiceOperations close(manifest, domain::Right::closing_close);
    const ServiceOperations chain(manifest, domain::Right::closing_chain);
    const ServiceOperations mark(manifest, domain::Right::closing_mark);
    const FieldNote day{.field = "day"};
    return {
        read.make<&Closing::show>(
            "closing.show",
            {"What of a store's day is missing, can wait, or is done.", "闭店检查。"},
            {.errors = {&domain::k_day_close_malformed, &domain::k_day_close_elsewhere}}),
        close.make<&Closing::close>(
            "closing.close",
            {"Closes the day, with reasons for what is left for tomorrow.",
             "闭店，未办事项写明原因留到次日。"},
            {.errors = {&domain::k_day_close_malformed, &domain::k_day_close_elsewhere,
                        &domain::k_day_close_reasons_missing, &domain::k_day_close_words_missing,
                        &domain::k_text_malformed, &k_signature_unusable, &k_signature_too_short}}),
        mark.make<&Closing::run>(
            "closing.run",
            {"Marks what this till wrote of a closed day, so that headquarters can tell whether it "
             "has everything.",
             "标记本机已写完的营业日，供总部核对。"}),
        read.make<&Closing::list>(
            "closing.list",
            {"Store by store and day by day: closed, complete, what is missing.", "门店日结列表。"},
            {.arguments = {{.field = "from"}, {.field = "until"}},
             .output = "days",
             .errors = {&domain::k_day_closes_period}}),
        chain.make<&Closing::missing_stores>(
            "closing.missing_stores",
            {"Stores that did not close a day, or of which something is not here.",
             "未闭店或记录未到齐的门店。"},
            {.arguments = {day}, .output = "stores"}),
        read.make<&Closing::closes>(
            "closing.closes",
            {"The closings of a day with what was carried over; the later ones are additions.",
             "某日的闭店记录及补充。"},
            {.arguments = {day,
                           {.field = "store_code",
                            .length_max = 8,
                            .presence = FieldNote::Presence::optional}},
             .output = "closes"}),
        close.make<&HandOvers::start>(
            "closing.begin_hand_over",
            {"What a hand-over to another manager begins with.", "店长交接准备。"},
            {.errors = {&domain::k_day_close_elsewhere}}),
        close.make<&HandOvers::hand_over>(
            "closing.hand_over",
            {"Hands the store over to another manager, who signs with the own PIN.",
             "店长交接，接交人输入密码确认。"},
            {.arguments = {{.field = "to_staff", .length_max = 12},
                           {.field = "pin", .length_max = 64}},
             .errors = {&domain::k_hand_over_malformed, &domain::k_hand_over_taker_unfit,
                        &domain::k_hand_over_words_missing, &domain::k_same_person,
                        &domain::k_day_close_elsewhere, &domain::k_text_malformed,
                        &domain::k_sign_in_refused, &domain::k_sign_in_wait,
                        &domain::k_pin_change_required}}),
    };
}

}  // namespace qiantai::ctl
