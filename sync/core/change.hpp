#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/uuid.hpp"
#include "sync/core/hlc.hpp"
#include "sync/core/row_state.hpp"

namespace qiantai::sync {

enum class Op {
    insert,  ///< all columns that are not null
    update,  ///< the changed columns (null allowed) with the clock the writer saw before
    erase,   ///< empties the personal columns for ever; no columns
};
std::string_view op_name(Op op);
std::optional<Op> parse_op(std::string_view name);

/// One row of a terminal's outbox.
struct Change {
    std::int64_t seq = 0;
    std::int64_t txn = 0;  ///< equal for changes of one local transaction
    Hlc hlc;
    Op op = Op::insert;
    std::string entity;
    Uuid id;
    boost::json::object columns;
    std::map<std::string, Hlc, std::less<>>
        seen;  ///< update only: clock of each changed column before
};

/// What a push carries.
struct PushBatch {
    int wire_version = 0;
    int schema_version = 0;
    Uuid incarnation;
    /// Incarnation this one was restored from; nil if none. Tells the hub that the change of
    /// incarnation is meant.
    Uuid restored_from;
    std::int64_t first_seq = 0;
    /// hlc of the change first_seq - 1 as the terminal has it, 0 if it has none: tells a clone with
    /// another history.
    Hlc previous_hlc;
    std::vector<Change> changes;  ///< seq = first_seq, first_seq + 1, ...; whole transactions
};

/// One refused change, in the hub's answer.
struct Rejection {
    std::int64_t seq = 0;
    std::string code;
    std::string actor;  ///< actor_name(): who must act
    std::string field;
    std::string words_en;
    std::string words_zh;
};

struct PushAnswer {
    std::int64_t acked_seq = 0;
    TimeMs hub_time_ms = 0;
    std::string generation;
    std::vector<Rejection> rejections;
};

/// One scope's part of a feed response.
struct FeedSection {
    struct Row {
        RowState state;
        bool gone = false;  ///< the row left this scope: remove the local copy
    };
    std::string scope;
    std::int64_t from_version = 0;  ///< the cursor asked with
    std::int64_t to_version = 0;    ///< the new cursor once all rows are applied
    bool more = false;
    std::vector<Row> rows;
    /// A row that was said and set aside while reading; nothing known of it: no entity, no id.
    struct Unread {
        std::string entity{};
        Uuid id{};
    };
    std::vector<Unread> unreadable{};
};

struct FeedPage {
    int wire_version = 0;
    int schema_version = 0;  ///< the hub's
    TimeMs hub_time_ms = 0;
    std::string generation;
    std::vector<FeedSection> sections;
};

}  // namespace qiantai::sync
