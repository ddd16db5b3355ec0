#pragma once

#include "schema/base/described.hpp"

namespace qiantai::domain {

/// 礼品申请单 of this requisition.
struct RequisitionFormChoice {
    Uuid requisition_id{};
};
QIANTAI_DESCRIBE(RequisitionFormChoice, "", requisition_id)

}  // namespace qiantai::domain
