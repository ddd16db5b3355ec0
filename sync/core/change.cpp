#include "sync/core/change.hpp"

namespace qiantai::sync {

std::string_view op_name(Op op) {
    switch (op) {
        case Op::insert:
            return "insert";
        case Op::update:
            return "update";
        case Op::erase:
            return "erase";
    }
    QIANTAI_ASSERT(false);
}

std::optional<Op> parse_op(std::string_view name) {
    for (const Op op : {Op::insert, Op::update, Op::erase}) {
        if (name == op_name(op)) return op;
    }
    return std::nullopt;
}

}  // namespace qiantai::sync
