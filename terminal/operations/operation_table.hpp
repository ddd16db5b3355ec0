#pragma once

#include <map>
#include <string>

#include "terminal/operations/operation.hpp"
#include "terminal/operations/schema_check.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_operation_unknown{
    "operation_unknown", Actor::clerk,
    "There is no such operation; `qiantaictl operations` lists them.",
    "没有该操作，可用 qiantaictl operations 查看所有操作。"};

/// All operations by name. Schemas are compiled when an operation is called for the first time.
class OperationTable {
  public:
    explicit OperationTable(const Manifest& manifest);

    const std::vector<Operation>& operations() const { return m_operations; }
    /// Null if there is none of that name.
    const Operation* find(std::string_view name) const;

    /// Checks input and session, runs. Errors: k_operation_unknown, k_input_invalid,
    /// k_sign_in_required, the operation's own; what anything throws is an error too.
    Result<boost::json::object> call(Desk& desk, std::string_view name,
                                     const boost::json::value& input);

  private:
    Result<boost::json::object> check_and_run(Desk& desk, std::string_view name,
                                              const boost::json::value& input);

    std::vector<Operation> m_operations;
    std::map<std::string_view, SchemaCheck> m_checks;
};

/// What `operations --json` prints of one operation.
boost::json::object describe(const Operation& operation);

}  // namespace qiantai::ctl
