// Every operation with every role: who may call what, said by hand here and tried for real.

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>

#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;

/// c clerk, m store manager, g agent, G agents' manager, u auditor, a administrator, w warehouse keeper; * everybody,
/// also without signing in; H in front: at headquarters only. An operation that is missing here
/// fails the test.
const std::map<std::string, std::string> k_expected = {
    {"access.sign_in", "*"},
    {"access.store_facts", "*"},
    {"access.staff_tiles", "*"},
    {"access.sign_out", "cmgGuaw"},
    {"access.change_pin", "cmgGuaw"},
    {"drafts.save", "cmgGuaw"},
    {"drafts.load", "cmgGuaw"},
    {"drafts.discard", "cmgGuaw"},
    {"drafts.list", "cmgGuaw"},
    {"calendars.days", "cmgGuaw"},
    {"calendars.due", "cmgGuaw"},
    {"calendars.status", "cmgGuaw"},
    {"calendars.holidays", "cmgGuaw"},
    {"calendars.save_holidays", "Ha"},
    {"attachments.add", "cmgG"},
    {"attachments.status", "cmgGu"},
    {"attachments.fetch", "cmgGu"},
    {"attachments.save", "cmgGu"},
    {"attachments.waiting", "cmgGu"},
    {"imports.preview", "m"},
    {"imports.run", "m"},
    {"imports.undo", "m"},
    {"imports.list", "m"},
    {"imports.stayed", "m"},
    {"imports.sources", "m"},
    {"imports.forget_source", "m"},
    {"imports.folders", "m"},
    {"imports.set_folder", "m"},
    {"imports.forget_folder", "m"},
    {"imports.look", "m"},
    {"members.register", "cm"},
    {"members.update", "cm"},
    {"members.release_phone", "cm"},
    {"members.restore_phone", "cm"},
    {"members.get", "cmgGu"},
    {"members.find", "cmgGu"},
    {"members.note_opened", "cmgGu"},
    {"members.recent", "cmgGu"},
    {"members.reveal_contact", "cm"},
    {"members.look_up", "cm"},
    {"members.possible_duplicates", "cm"},
    {"members.history", "mu"},
    {"members.copy", "m"},
    {"members.set_card", "cm"},
    {"members.record_consent", "cm"},
    {"members.withdraw_consent", "cm"},
    {"members.conflicts", "m"},
    {"members.shared_phones", "m"},
    {"members.resolve_conflict", "m"},
    {"members.reopen_conflict", "m"},
    {"members.merge", "m"},
    {"members.undo_merge", "m"},
    {"members.erase", "m"},
    {"members.expiring", "cm"},
    {"members.care", "cm"},
    {"members.work_of", "cm"},
    {"members.record_contact", "cm"},
    {"members.undo_contact", "cm"},
    {"members.undo_renewal", "cm"},
    {"members.renew", "cm"},
    {"members.lapse", "cm"},
    {"members.timeline", "cmgGu"},
    {"members.today", "cmgGu"},
    {"members.owner_of_card", "cmgGu"},
    {"members.duplicates_of", "cmgGu"},
    {"members.conflicts_of", "m"},
    {"members.registered_today", "cmgGu"},
    {"members.count_expiring", "cm"},
    {"members.count_care", "cm"},
    {"purchases.record", "cm"},
    {"purchases.assign", "cm"},
    {"purchases.undo", "m"},
    {"purchases.get", "cm"},
    {"purchases.refunds", "cm"},
    {"purchases.list", "cm"},
    {"purchases.spending", "cm"},
    {"purchases.days", "cm"},
    {"purchases.save_day_total", "cm"},
    {"purchases.churn", "cmgGuaw"},
    {"purchases.set_churn", "Ha"},
    {"tiers.report", "cm"},
    {"tiers.run", "cm"},
    {"tiers.falling", "cm"},
    {"tiers.set_by_hand", "m"},
    {"tiers.unlock", "m"},
    {"tiers.what_if", "m"},
    {"tiers.run_forecast", "cm"},
    {"tiers.forecast", "Ha"},
    {"tiers.rules", "cmgGuaw"},
    {"tiers.put_in_force", "Ha"},
    {"callbacks.list", "cmgG"},
    {"callbacks.counts", "cmgG"},
    {"callbacks.sheet", "cmgG"},
    {"callbacks.open_number", "cmgG"},
    {"callbacks.close_number", "cmgG"},
    {"callbacks.record", "cmgG"},
    {"callbacks.undo", "cmgG"},
    {"callbacks.record_consent", "cm"},
    {"callbacks.make", "cmgG"},
    {"callbacks.hand_over", "mG"},
    {"callbacks.end", "mG"},
    {"callbacks.sample", "mG"},
    {"callbacks.check", "mG"},
    {"callbacks.rebuild", "mG"},
    {"callbacks.run", "cmgG"},
    {"callbacks.what_if", "mG"},
    {"callbacks.rules", "cmgGuaw"},
    {"callbacks.put_in_force", "Ha"},
    {"callbacks.figures", "mgGu"},
    {"callback_plans.save", "HgG"},
    {"callback_plans.end", "HgG"},
    {"callback_plans.list", "mgGu"},
    {"callback_plans.result", "mgGu"},
    {"callback_plans.try_list", "mG"},
    {"callback_plans.make_list", "mG"},
    {"callback_plans.set_key_customer", "mG"},
    {"callback_plans.end_key_customer", "mG"},
    {"callback_plans.key_customers", "cmgG"},
    {"figures.list", "mgGua"},
    {"figures.show", "mgGua"},
    {"figures.breakdown", "mgGua"},
    {"stored_goods.deposit", "cm"},
    {"stored_goods.to_sign", "cm"},
    {"stored_goods.sign_deposit", "cm"},
    {"stored_goods.withdraw", "cm"},
    {"stored_goods.reverse", "m"},
    {"stored_goods.move", "cm"},
    {"stored_goods.record_reminder", "cm"},
    {"stored_goods.get", "cm"},
    {"stored_goods.find", "cm"},
    {"stored_goods.list", "cm"},
    {"stored_goods.items", "cm"},
    {"stored_goods.reminders", "cm"},
    {"stored_goods.print", "cm"},
    {"stored_goods.save_pdf", "cm"},
    {"tickets.take", "cmgG"},
    {"tickets.step", "cmgG"},
    {"tickets.add_evidence", "cmgG"},
    {"tickets.transfer", "cmgG"},
    {"tickets.correct", "cmgG"},
    {"tickets.decide", "mG"},
    {"tickets.hold", "cmgG"},
    {"tickets.hand_over", "mG"},
    {"tickets.erase_customer", "mG"},
    {"tickets.reveal_contact", "cm"},
    {"tickets.run", "cmgG"},
    {"tickets.rebuild", "cmgG"},
    {"tickets.get", "cmgG"},
    {"tickets.evidence", "cmgG"},
    {"tickets.find", "cmgG"},
    {"tickets.list", "cmgG"},
    {"tickets.board", "cmgG"},
    {"tickets.counts", "cmgG"},
    {"tickets.earlier", "cmgG"},
    {"tickets.promises", "cmgG"},
    {"tickets.choices", "cmgG"},
    {"tickets.statistics", "mgG"},
    {"tickets.figures", "mgG"},
    {"tickets.print", "cmgG"},
    {"tickets.save_pdf", "cmgG"},
    {"gifts.save", "Ha"},
    {"gifts.add_barcode", "Ha"},
    {"gifts.add_carton", "Ha"},
    {"gifts.remove_barcode", "Ha"},
    {"gifts.set_picture", "HGa"},
    {"gifts.list", "cmgGuaw"},
    {"gifts.find", "cmgGuaw"},
    {"campaigns.save", "HGa"},
    {"campaigns.end", "HGa"},
    {"campaigns.list", "cmgGuaw"},
    {"stock.receive", "w"},
    {"stock.move", "cmw"},
    {"stock.set_bin", "cmw"},
    {"recalls.recall", "HGa"},
    {"recalls.end", "HGa"},
    {"recalls.list", "cmgGuw"},
    {"stock.write_off", "mw"},
    {"stock.adjust", "mw"},
    {"stock.reverse", "mw"},
    {"stock.settle", "mw"},
    {"stock.list", "cmgGuw"},
    {"stock.balance", "cmgGuw"},
    {"stock.movements", "cmgGuw"},
    {"stock.suggest", "cmgGuw"},
    {"stock.expiring", "cmgGuw"},
    {"stock.low", "cmgGuw"},
    {"stock.shortages", "cmgGuw"},
    {"stock.sheet", "cmgGuw"},
    {"stock.rebuild", "mw"},
    {"stock.countersign", "gGw"},
    {"stock.unsigned_receipts", "cmgGuw"},
    {"requisitions.run", "cmgGw"},
    {"requisitions.partners", "cmgGuw"},
    {"requisitions.pick_list", "cmgGuw"},
    {"requisitions.late", "cmgGuw"},
    {"requisitions.ask", "cmgGw"},
    {"requisitions.decide", "cmgGw"},
    {"requisitions.dispatch", "cmgGw"},
    {"requisitions.receive", "cmgGw"},
    {"requisitions.countersign", "cmgGw"},
    {"requisitions.settle", "cmgGw"},
    {"requisitions.book_back", "cmgGw"},
    {"requisitions.rebuild", "cmgGw"},
    {"requisitions.get", "cmgGuw"},
    {"requisitions.list", "cmgGuw"},
    {"requisitions.under_way", "cmgGuw"},
    {"requisitions.budget", "cmgGuw"},
    {"issuances.issue", "cm"},
    {"issuances.issue_approved", "cm"},
    {"issuances.take_back", "cm"},
    {"issuances.print", "cm"},
    {"issuances.save_pdf", "cm"},
    {"issuances.judge", "cm"},
    {"issuances.offers", "cm"},
    {"issuances.get", "cmgGu"},
    {"issuances.list", "cmgGu"},
    {"issuances.takebacks", "cmgGu"},
    {"issuances.settle_takeback", "m"},
    {"issuances.erase_recipient", "m"},
    {"issuance_register.day", "cmgGu"},
    {"issuance_register.open_days", "cmgGu"},
    {"issuance_register.alerts", "cmgGu"},
    {"issuance_register.check", "m"},
    {"issuance_register.month", "cmgGu"},
    {"issuance_register.sign_month", "m"},
    {"entitlements.grant", "m"},
    {"entitlements.cancel", "m"},
    {"entitlements.find", "cmgGu"},
    {"entitlements.list", "cmgGu"},
    {"entitlements.conflicts", "cmgGu"},
    {"entitlements.settle", "mG"},
    {"leases.list", "cm"},
    {"leases.caps", "cmgGu"},
    {"leases.ask", "cm"},
    {"leases.give_back", "cm"},
    {"leases.run", "cm"},
    {"duty_rosters.save", "m"},
    {"duty_rosters.name_member", "m"},
    {"duty_rosters.day", "cmgGu"},
    {"stocktakes.plan", "mgGw"},
    {"stocktakes.step", "mgGw"},
    {"stocktakes.settle_barcode", "mgGw"},
    {"stocktakes.open", "mgGw"},
    {"stocktakes.explain", "mgGw"},
    {"stocktakes.approve", "mgGw"},
    {"stocktakes.correct", "mgGw"},
    {"stocktakes.rebuild", "mgGw"},
    {"stocktakes.print_overview", "cmgGw"},
    {"stocktakes.save_overview_pdf", "cmgGw"},
    {"closing.show", "cmgGuw"},
    {"closing.close", "mw"},
    {"closing.run", "cmw"},
    {"closing.list", "cmgGuw"},
    {"closing.missing_stores", "gGu"},
    {"closing.closes", "cmgGuw"},
    {"closing.begin_hand_over", "mw"},
    {"closing.hand_over", "mw"},
    {"stocktakes.count", "cmw"},
    {"stocktakes.undo", "cmw"},
    {"stocktakes.count_rest_as_none", "cmw"},
    {"stocktakes.finish_zone", "cmw"},
    {"stocktakes.run", "cmw"},
    {"stocktakes.sign", "cmgGw"},
    {"stocktakes.print", "cmgGw"},
    {"requisitions.print", "cmgGw"},
    {"requisitions.save_pdf", "cmgGw"},
    {"stocktakes.save_pdf", "cmgGw"},
    {"stocktakes.get", "cmgGuw"},
    {"stocktakes.list", "cmgGuw"},
    {"stocktakes.lines", "cmgGuw"},
    {"stocktakes.entries", "cmgGuw"},
    {"stocktakes.problems", "cmgGuw"},
    {"stocktakes.due", "cmgGuw"},
    {"stocktakes.overview", "cmgGuw"},
    {"members.print_card", "cm"},
    {"members.save_card_pdf", "cm"},
    {"printers.list", "cmgGuaw"},
    {"printers.set", "mGaw"},
    {"printers.remove", "mGaw"},
    {"printers.probe", "cmgGuaw"},
    {"prints.list", "cmgGw"},
    {"prints.retry", "cmgGw"},
    {"prints.cancel", "cmgGw"},
    {"prints.settle", "cmgGw"},
    {"prints.send", "cmgGw"},
    {"audit.list", "mu"},
    {"audit.verify", "mua"},
    {"sync.status", "cmgGuaw"},
    {"sync.outbox", "cmgGuaw"},
    {"sync.rejections", "cmgGuaw"},
    {"sync.set_aside", "cmgGuaw"},
    {"sync.run", "cmgGuaw"},
    {"sync.retry_rejection", "cmaw"},
    {"sync.hand_over_rejection", "cmaw"},
    {"sync.discard_rejection", "maw"},
    {"sync.proof", "cmgGuaw"},
    {"sync.period_proof", "cmgGuaw"},
    {"sync.hourly_proof", "cmgGuaw"},
    {"sync.person_of", "cmgGuaw"},
    {"sync.resend_corrected", "cmaw"},
    {"admin.list_stores", "cmgGuaw"},
    {"admin.save_store", "Ha"},
    {"admin.list_tiers", "cmgGuaw"},
    {"admin.save_tier", "Ha"},
    {"admin.list_policies", "cmgGuaw"},
    {"admin.save_policy", "Ha"},
    {"admin.list_staff", "cmgGuaw"},
    {"admin.create_staff", "Ha"},
    {"admin.update_staff", "Ha"},
    {"admin.reset_pin", "Ha"},
    {"admin.list_terminals", "mua"},
    {"admin.rename_terminal", "Ha"},
    {"admin.revoke_terminal", "Ha"},
    {"admin.enrolment_code", "Ha"},
};

constexpr std::string_view k_letters = "cmgGuaw";

/// What anybody in front of the terminal may know.
const std::set<std::string_view> k_name_plate = {"access.store_facts", "access.staff_tiles"};

/// The smallest value that a schema takes.
boost::json::value sample_of(const boost::json::object& schema) {
    if (const auto* values = schema.if_contains("enum")) return values->as_array().front();
    if (!schema.contains("type")) return "x";
    const auto& type = schema.at("type").as_string();
    if (type == "string" && schema.contains("format")) {
        const bool date = schema.at("format").as_string() == "date";
        return date ? "2026-01-01" : "0190a8a0-0000-7000-8000-000000000001";
    }
    if (type == "string") return "x";
    if (type == "integer") return schema.at("minimum");
    if (type == "boolean") return false;
    if (type == "array") return boost::json::array();
    boost::json::object object;
    const auto* required = schema.if_contains("required");
    if (required == nullptr) return object;
    for (const auto& name : required->as_array()) {
        object[name.as_string()] =
            sample_of(schema.at("properties").as_object().at(name.as_string()).as_object());
    }
    return object;
}

/// Files that operations write under their made-up names go with it.
struct WorkingFolder {
    WorkingFolder() { std::filesystem::current_path(folder.path()); }
    ~WorkingFolder() { std::filesystem::current_path(before); }
    std::filesystem::path before = std::filesystem::current_path();
    qiantai::test::TempFolder folder;
};

bool is_refusal(const std::string& code) {
    return code == "not_permitted" || code == "only_at_headquarters";
}

}  // namespace

TEST_CASE("every operation is on the list, and the list has no other") {
    const OperationTable table(make_qiantai_manifest());
    CHECK(table.operations().size() == k_expected.size());
    for (const auto& operation : table.operations()) {
        CAPTURE(operation.name);
        CHECK(k_expected.contains(std::string(operation.name)));
        CHECK(table.find(operation.name) == &operation);
    }
}

TEST_CASE("every operation works for exactly the roles of the domain page") {
    const WorkingFolder working_folder;
    TestCounter store, headquarters("HQ");
    for (const auto& [name, rule] : k_expected) {
        const Operation* operation = store.table.find(name);
        REQUIRE(operation != nullptr);
        const auto input = sample_of(operation->input);
        const bool only_headquarters = rule.front() == 'H';
        for (std::size_t i = 0; i < k_letters.size(); ++i) {
            const auto role = k_codes<StaffRole>[i].value;
            const bool permitted = rule == "*" || rule.find(k_letters[i]) != std::string::npos;
            for (TestCounter* counter : {&store, &headquarters}) {
                counter->sign_in(role);
                const auto result = counter->call(name, input);
                const auto code = result ? "ok" : std::string(result.error().code());
                CAPTURE(name);
                CAPTURE(code_of(role));
                CAPTURE(counter == &headquarters);
                CAPTURE(code);
                CHECK(code != "input_invalid");
                CHECK(is_refusal(code) == (!permitted || (only_headquarters && counter == &store)));
            }
        }
    }
}

TEST_CASE("the roles an operation names are those that may call it") {
    const OperationTable table(make_qiantai_manifest());
    for (const auto& operation : table.operations()) {
        const auto& rule = k_expected.at(std::string(operation.name));
        CAPTURE(operation.name);
        std::size_t count = 0;
        for (std::size_t i = 0; i < k_letters.size(); ++i) {
            count += rule == "*" || rule.find(k_letters[i]) != std::string::npos ? 1 : 0;
        }
        CHECK(roles_of(operation).size() == count);
        CHECK(describe(operation).at("only_at_headquarters").as_bool() == (rule.front() == 'H'));
    }
}

TEST_CASE("without signing in nothing works but signing in and the name plate") {
    TestCounter counter;
    for (const auto& operation : counter.table.operations()) {
        CAPTURE(operation.name);
        const auto result = counter.call(operation.name, sample_of(operation.input));
        if (k_name_plate.contains(operation.name)) {
            CHECK(result.ok());
            continue;
        }
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code() ==
              (operation.name == "access.sign_in" ? "sign_in_refused" : "sign_in_required"));
    }
}

TEST_CASE("with the first PIN only changing it works") {
    TestCounter counter;
    for (const auto& operation : counter.table.operations()) {
        if (operation.name == "access.sign_in" || operation.name == "access.sign_out" ||
            k_name_plate.contains(operation.name)) {
            continue;
        }
        counter.sign_in(StaffRole::store_manager);
        counter.operation_desk().session->pin_must_change = true;
        CAPTURE(operation.name);
        const auto result = counter.call(operation.name, sample_of(operation.input));
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code() ==
              (operation.name == "access.change_pin" ? "pin_malformed" : "pin_change_required"));
    }
}

}  // namespace qiantai::ctl
