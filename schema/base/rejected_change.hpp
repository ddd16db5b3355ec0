#pragma once

#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai {

/// A change that headquarters refused, as the terminal keeps and shows it, and what was done about
/// it so far.
struct RejectedChange {
    std::int64_t seq = 0;
    std::string entity;
    Uuid id;
    std::string op;  ///< insert, update or erase; empty if the change is no longer kept
    std::vector<std::string> columns;  ///< names of those it wrote; none if they can't be read
    std::string code;
    std::string actor;
    std::string field;
    std::string words_zh;
    std::string words_en;
    TimeMs rejected_at = 0;
    std::string status;  ///< open, resent or discarded
    std::string remark;  ///< why it was discarded, or what the manager is asked
    bool handed_over = false;
};

}  // namespace qiantai
