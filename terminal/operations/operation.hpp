#pragma once

// An operation is one thing a screen can do, as JSON in and out. Each capability has a file that
// lists its own (operations_members.cpp …); rules, rights and transactions are in terminal/domain,
// nothing of them here.

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/client/transport.hpp"
#include "terminal/base/pin.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/store/terminal_database.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_sign_in_required{
    "sign_in_required", Actor::clerk,
    "Sign in first: --staff NUMBER with --pin-file or --pin-fd, or the operation access.sign_in.",
    "请先登录：使用 --staff 工号 和 --pin-file 或 --pin-fd，或执行 access.sign_in。"};

/// What operations work on: one open terminal and whoever is signed in there.
struct Desk {
    store::TerminalDatabase& terminal;
    domain::ServiceContext& context;
    sync::TransportFactory make_transport;
    domain::PinCost pin_cost = domain::k_pin_cost;
    std::optional<domain::Session> session{};
};

struct Operation {
    std::string_view name{};  ///< capability.verb
    std::string_view summary_en{};
    std::string_view summary_zh{};
    /// Nothing: for everybody, also without signing in.
    std::optional<domain::Right> right{};
    /// The services' functions it stands for, as name_of_function() tells them (MemberLists::care).
    /// A test compares all of them with the services' headers.
    std::vector<std::string> serves{};
    /// Rights that some inputs need beside it.
    std::vector<domain::Right> further_rights{};
    boost::json::object input{};   ///< JSON Schema of the input object
    boost::json::object output{};  ///< JSON Schema of the output object
    /// What it can answer beside what every operation can, see common_errors().
    std::vector<const ErrorKind*> errors{};
    /// The input holds a PIN: it may come from a file or a pipe, never from the command line.
    enum class Input { plain, secret } kind = Input::plain;
    /// The input was checked against the schema. Whatever it wrote is on disk when this returns.
    std::function<Result<boost::json::object>(Desk&, const boost::json::object&)> run{};
};

/// Errors that every operation can answer.
std::vector<const ErrorKind*> common_errors();
/// Whoever has the operation's right.
std::vector<StaffRole> roles_of(const Operation& operation);

std::vector<Operation> access_operations(const Manifest& manifest);
std::vector<Operation> draft_operations(const Manifest& manifest);
std::vector<Operation> member_operations(const Manifest& manifest);
std::vector<Operation> member_case_operations(const Manifest& manifest);
std::vector<Operation> member_list_operations(const Manifest& manifest);
std::vector<Operation> member_look_up_operations(const Manifest& manifest);
std::vector<Operation> calendars_operations(const Manifest& manifest);
std::vector<Operation> imports_operations(const Manifest& manifest);
std::vector<Operation> purchases_operations(const Manifest& manifest);
std::vector<Operation> callbacks_operations(const Manifest& manifest);
std::vector<Operation> callback_plans_operations(const Manifest& manifest);
std::vector<Operation> gifts_operations(const Manifest& manifest);
std::vector<Operation> stock_operations(const Manifest& manifest);
std::vector<Operation> requisitions_operations(const Manifest& manifest);
std::vector<Operation> requisition_form_operations(const Manifest& manifest);
std::vector<Operation> issuances_operations(const Manifest& manifest);
std::vector<Operation> issuance_rights_operations(const Manifest& manifest);
std::vector<Operation> issuance_form_operations(const Manifest& manifest);
std::vector<Operation> stocktakes_operations(const Manifest& manifest);
std::vector<Operation> stocktake_form_operations(const Manifest& manifest);
std::vector<Operation> closing_operations(const Manifest& manifest);
std::vector<Operation> figures_operations(const Manifest& manifest);
std::vector<Operation> stored_goods_operations(const Manifest& manifest);
std::vector<Operation> member_form_operations(const Manifest& manifest);
std::vector<Operation> tickets_operations(const Manifest& manifest);
std::vector<Operation> ticket_form_operations(const Manifest& manifest);
std::vector<Operation> attachments_operations(const Manifest& manifest);
std::vector<Operation> printing_operations(const Manifest& manifest);
std::vector<Operation> stored_goods_form_operations(const Manifest& manifest);
std::vector<Operation> audit_operations(const Manifest& manifest);
std::vector<Operation> sync_operations(const Manifest& manifest);
std::vector<Operation> admin_operations(const Manifest& manifest);
std::vector<Operation> admin_people_operations(const Manifest& manifest);

}  // namespace qiantai::ctl
