#pragma once

#include "terminal/base/pin.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_staff_not_found{"staff_not_found", Actor::administrator,
                                             "Nobody has this staff number. Check the number.",
                                             "没有该工号的员工，请核对工号。"};
inline constexpr ErrorKind k_staff_number_taken{
    "staff_number_taken", Actor::administrator,
    "This staff number was given already; numbers are never used twice.",
    "该工号已被使用，工号不能重复。"};
inline constexpr ErrorKind k_staff_number_malformed{"staff_number_malformed", Actor::administrator,
                                                    "A staff number is 3 to 12 letters and digits.",
                                                    "工号须为 3 至 12 位字母或数字。"};
inline constexpr ErrorKind k_role_needs_warehouse{
    "role_needs_warehouse", Actor::administrator,
    "Warehouse keepers work at a store of the kind warehouse, and nobody else does.",
    "仓管只在仓库类门店任职，仓库也只有仓管，请更改岗位或门店。"};
inline constexpr ErrorKind k_role_needs_headquarters{
    "role_needs_headquarters", Actor::administrator,
    "Agents, auditors and administrators belong to headquarters (store HQ).",
    "客服、稽核和管理员岗位只能属于总部（HQ）。"};
inline constexpr ErrorKind k_store_unknown{"store_unknown", Actor::administrator,
                                           "There is no open store of this code.",
                                           "没有该代码的营业门店。"};

struct StaffMember {
    Uuid id{};
    std::string store_code;
    std::string number;
    std::string name;
    Coded<StaffRole> role = StaffRole::clerk;
    Coded<StaffStatus> status = StaffStatus::active;
    bool pin_must_change = false;
};

struct StaffUpdate {
    std::optional<std::string> name{};
    std::optional<StaffRole> role{};
    std::optional<std::string> store_code{};
    std::optional<StaffStatus> status{};
};

/// A person with the PIN to tell them; it is shown once and must be changed at the first sign-in.
struct StaffWithPin {
    StaffMember staff;
    std::string initial_pin;
};

class AdminStaff {
  public:
    explicit AdminStaff(ServiceContext& context, const PinCost& pin_cost = k_pin_cost)
        : m_context(context), m_pin_cost(pin_cost) {}

    /// By number; at a store its own staff. Right: read_setup.
    Result<std::vector<StaffMember>> list(const Session& session,
                                          const std::optional<std::string>& store_code);

    /// Right: admin_staff.
    Result<StaffWithPin> create(const Session& session, const StaffMember& staff);
    /// Changes of one's own role, store or status need another administrator (k_same_person).
    /// Right: admin_staff.
    Result<StaffMember> update(const Session& session, const std::string& number,
                               const StaffUpdate& changes);
    /// A new initial PIN; the old one stops working when the store has synchronised. Right:
    /// admin_staff.
    Result<StaffWithPin> reset_pin(const Session& session, const std::string& number);

  private:
    Result<StaffMember> load(const std::string& number);
    Status check_place(const StaffMember& staff);
    Result<std::pair<std::string, std::string>> make_pin(const std::string& number);
    ServiceContext& m_context;
    PinCost m_pin_cost;
};

/// Six digits that pass the PIN rules.
std::string make_initial_pin(Random& random, std::string_view staff_number);

}  // namespace qiantai::domain
