#pragma once

#include <boost/json.hpp>
#include <memory>

#include "schema/base/result.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_input_invalid{
    "input_invalid", Actor::clerk,
    "The input is not what this operation takes; `qiantaictl operations NAME` shows what it does.",
    "输入内容不符合该操作的要求，可用 qiantaictl operations 操作名 查看说明。"};

/// A compiled JSON Schema. Immutable and thread-safe once made; made from our own schemas only.
class SchemaCheck {
  public:
    explicit SchemaCheck(const boost::json::object& schema);
    SchemaCheck(SchemaCheck&&) noexcept;
    ~SchemaCheck();

    /// k_input_invalid with the path of the first wrong field and what is wrong with it.
    Status check(const boost::json::value& value) const;

  private:
    struct Compiled;
    std::unique_ptr<Compiled> m_compiled;
};

}  // namespace qiantai::ctl
