#pragma once

#include "schema/base/setup_codes.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/base/store_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_code_malformed_for_setup{
    "code_malformed", Actor::administrator,
    "A code has only capital letters and digits (tiers and policies also small ones, _ and .) and "
    "is not too long.",
    "代码只能由大写字母和数字组成（等级和规则可含小写字母、下划线和点），且不能过长。"};
inline constexpr ErrorKind k_setup_value_malformed{
    "setup_value_malformed", Actor::administrator,
    "A value is out of range; the field and its range are named.",
    "填写的内容超出允许范围，请查看提示的字段。"};

struct Store {
    Uuid id{};
    std::string code;
    std::string name;
    std::string address{};
    std::string phone{};
    int utc_offset_minutes = k_china_offset_minutes;
    Coded<StoreStatus> status = StoreStatus::open;
    Coded<StoreKind> kind = StoreKind::shop;
};

class AdminStores {
  public:
    explicit AdminStores(ServiceContext& context) : m_context(context) {}

    /// By code. Right: read_setup.
    Result<std::vector<Store>> list(const Session& session);
    /// Makes the store of this code, or changes it. `id` is not looked at. Right: admin_stores.
    Result<Store> save(const Session& session, const Store& store);

  private:
    ServiceContext& m_context;
};

/// What the open store of this code is; nothing if none is known here.
Result<std::optional<Coded<StoreKind>>> find_open_store(sqlite::Database& database,
                                                        std::string_view code);
/// True if a store of this code is known here and open.
Result<bool> is_open_store(sqlite::Database& database, std::string_view code);

}  // namespace qiantai::domain
