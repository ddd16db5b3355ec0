// Stores, tiers and policies.

#include "schema/base/json_values.hpp"
#include "terminal/admin/rules/admin_policies.hpp"
#include "terminal/admin/rules/admin_stores.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/calendars/rules/holiday_facts.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/schema_builder.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

constexpr std::int64_t k_fen_max = std::int64_t{1} << 53;

object json_of(const domain::Store& store) {
    object out{{"id", store.id.text()},
               {"code", store.code},
               {"name", store.name},
               {"utc_offset_minutes", store.utc_offset_minutes},
               {"status", store.status.text()},
               {"kind", store.kind.text()}};
    set_text(out, "address", store.address);
    set_text(out, "phone", store.phone);
    return out;
}

object json_of(const domain::Tier& tier) {
    object out{{"id", tier.id.text()},
               {"code", tier.code},
               {"name", tier.name},
               {"rank", tier.rank},
               {"status", tier.status.text()},
               {"valid_months", tier.valid_months}};
    if (tier.spend_min_fen) out["spend_min_fen"] = *tier.spend_min_fen;
    return out;
}

object json_of(const domain::Policy& policy) {
    return {{"id", policy.id.text()},
            {"code", policy.code},
            {"value", json_or_text(policy.value_json)},
            {"effective_from", policy.effective_from}};
}

Result<object> list_stores(Desk& desk, const object&) {
    QIANTAI_TRY(const auto stores, domain::AdminStores(desk.context).list(*desk.session));
    return object{{"stores", json_list(stores, [](const auto& store) { return json_of(store); })}};
}

Result<object> save_store(Desk& desk, const object& in) {
    const Input input(in);
    domain::Store store{.code = input.text("code"),
                        .name = input.text("name"),
                        .address = input.text("address"),
                        .phone = input.text("phone")};
    store.utc_offset_minutes =
        static_cast<int>(input.integer("utc_offset_minutes", domain::k_china_offset_minutes));
    if (const auto status = input.text_if("status")) {
        store.status = Coded<StoreStatus>::of_text(*status);
    }
    if (const auto kind = input.text_if("kind")) store.kind = Coded<StoreKind>::of_text(*kind);
    QIANTAI_TRY(const auto saved, domain::AdminStores(desk.context).save(*desk.session, store));
    return object{{"store", json_of(saved)}};
}

Result<object> list_tiers(Desk& desk, const object&) {
    QIANTAI_TRY(const auto tiers, domain::AdminTiers(desk.context).list(*desk.session));
    return object{{"tiers", json_list(tiers, [](const auto& tier) { return json_of(tier); })}};
}

Result<object> save_tier(Desk& desk, const object& in) {
    const Input input(in);
    domain::Tier tier{.code = input.text("code"),
                      .name = input.text("name"),
                      .rank = input.integer("rank", 0),
                      .spend_min_fen = input.integer_if("spend_min_fen"),
                      .valid_months = input.integer("valid_months", 0),
                      .status = TierStatus::active};
    if (const auto status = input.text_if("status")) {
        tier.status = Coded<TierStatus>::of_text(*status);
    }
    QIANTAI_TRY(const auto saved, domain::AdminTiers(desk.context).save(*desk.session, tier));
    return object{{"tier", json_of(saved)}};
}

Result<object> list_policies(Desk& desk, const object&) {
    QIANTAI_TRY(const auto policies, domain::AdminPolicies(desk.context).list(*desk.session));
    return object{
        {"policies", json_list(policies, [](const auto& policy) { return json_of(policy); })}};
}

Result<object> save_policy(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const TimeMs now, domain::record_time(desk.context));
    const domain::Policy policy{.code = input.text("code"),
                                .value_json = boost::json::serialize(input.value("value")),
                                .effective_from = input.integer("effective_from", now)};
    QIANTAI_TRY(const auto saved, domain::AdminPolicies(desk.context).save(*desk.session, policy));
    return object{{"policy", json_of(saved)}};
}

schema::Json store_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "store", name);
    };
    return schema::object({required("id", schema::id("")), required("code", column("code")),
                           required("name", column("name")), optional("address", column("address")),
                           optional("phone", column("phone")),
                           required("utc_offset_minutes", schema::integer("", -720, 840)),
                           required("status", column("status")), required("kind", column("kind"))});
}

schema::Json tier_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "tier", name);
    };
    return schema::object(
        {required("id", schema::id("")), required("code", column("code")),
         required("name", column("name")),
         required("rank", schema::integer("0 is the lowest", 0, 1000)),
         optional("spend_min_fen",
                  schema::integer("spend in 12 months from which it is due", 0, k_fen_max)),
         required("valid_months", schema::integer("0 = cards don't expire", 0, 1200)),
         required("status", column("status"))});
}

schema::Json policy_schema(const Manifest& manifest) {
    return schema::object({required("id", schema::id("")),
                           required("code", schema::column(manifest, "policy", "code")),
                           required("value", schema::any("")),
                           required("effective_from", schema::time(""))});
}

std::vector<Operation> store_operations(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "store", name);
    };
    return {
        {.name = "admin.list_stores",
         .summary_en = "All stores of the chain.",
         .summary_zh = "查看所有门店。",
         .right = domain::Right::read_setup,
         .serves = {name_of_function<&domain::AdminStores::list>()},
         .input = schema::object({}),
         .output = schema::object(
             {required("stores", schema::list_of("", store_schema(manifest), 100'000))}),
         .run = list_stores},
        {.name = "admin.save_store",
         .summary_en = "Makes the store of this code, or changes it.",
         .summary_zh = "新增或修改门店。",
         .right = domain::Right::admin_stores,
         .serves = {name_of_function<&domain::AdminStores::save>()},
         .input = schema::object(
             {required("code", column("code")), required("name", column("name")),
              optional("address", column("address")), optional("phone", column("phone")),
              optional("utc_offset_minutes", schema::integer("default 480, China", -720, 840)),
              optional("status", column("status")), optional("kind", column("kind"))}),
         .output = schema::object({required("store", store_schema(manifest))}),
         .errors = {&domain::k_code_malformed_for_setup, &domain::k_setup_value_malformed,
                    &domain::k_text_malformed},
         .run = save_store},
    };
}

}  // namespace

std::vector<Operation> admin_operations(const Manifest& manifest) {
    auto operations = store_operations(manifest);
    const auto tier = [&](std::string_view name) { return schema::column(manifest, "tier", name); };
    std::vector<Operation> rules = {
        {.name = "admin.list_tiers",
         .summary_en = "All tiers, lowest first.",
         .summary_zh = "查看会员等级。",
         .right = domain::Right::read_setup,
         .serves = {name_of_function<&domain::AdminTiers::list>()},
         .input = schema::object({}),
         .output = schema::object({required("tiers", schema::list_of("", tier_schema(manifest)))}),
         .run = list_tiers},
        {.name = "admin.save_tier",
         .summary_en = "Makes the tier of this code, or changes it.",
         .summary_zh = "新增或修改会员等级。",
         .right = domain::Right::admin_tiers,
         .serves = {name_of_function<&domain::AdminTiers::save>()},
         .input = schema::object(
             {required("code", tier("code")), required("name", tier("name")),
              required("rank", schema::integer("0 is the lowest", 0, 1000)),
              optional("spend_min_fen",
                       schema::integer("spend in 12 months from which it is due", 0, k_fen_max)),
              optional("valid_months", schema::integer("default 0: cards don't expire", 0, 1200)),
              optional("status", tier("status"))}),
         .output = schema::object({required("tier", tier_schema(manifest))}),
         .errors = {&domain::k_code_malformed_for_setup, &domain::k_setup_value_malformed,
                    &domain::k_text_malformed},
         .run = save_tier},
        {.name = "admin.list_policies",
         .summary_en = "All policies, by code, newest first.",
         .summary_zh = "查看规则。",
         .right = domain::Right::read_setup,
         .serves = {name_of_function<&domain::AdminPolicies::list>()},
         .input = schema::object({}),
         .output = schema::object(
             {required("policies", schema::list_of("", policy_schema(manifest), 100'000))}),
         .run = list_policies},
        {.name = "admin.save_policy",
         .summary_en =
             "Adds a policy that holds from a time on; earlier ones stay for what ran under them.",
         .summary_zh = "新增规则（从指定时间起生效），旧规则保留。",
         .right = domain::Right::admin_policies,
         .serves = {name_of_function<&domain::AdminPolicies::save>()},
         .input = schema::object({required("code", schema::column(manifest, "policy", "code")),
                                  required("value", schema::any("any JSON value but null")),
                                  optional("effective_from", schema::time("default now"))}),
         .output = schema::object({required("policy", policy_schema(manifest))}),
         .errors = {&domain::k_code_malformed_for_setup, &domain::k_setup_value_malformed,
                    &domain::k_hours_malformed, &domain::k_holidays_malformed,
                    &domain::k_holidays_source_missing, &domain::k_holidays_other_year,
                    &domain::k_holidays_doubled, &domain::k_holidays_worked_too},
         .run = save_policy},
    };
    for (auto& operation : rules) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace qiantai::ctl
