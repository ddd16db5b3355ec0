#pragma once

// What callbacks arise from. Each source finds the occasions of one kind in some days, of this
// store's members; the rule says how many days later a call is due. What a callback arose from may
// want to hear what came of it.

#include <optional>
#include <span>

#include "terminal/base/service_context.hpp"
#include "terminal/callbacks/rules/callback_rule_facts.hpp"

namespace qiantai::domain {

/// Both included.
struct DaySpan {
    Date first{};
    Date last{};
    bool contains(Date day) const { return first <= day && day <= last; }
};

/// Something on a day that is a reason to call somebody.
struct CallbackOccasion {
    std::optional<Uuid> member_id{};  ///< absent: whom the case at source_id names
    Date day{};                       ///< the rule's day 0
    /// Tells this occasion from the person's others, on every terminal alike.
    std::string fact{};
    std::optional<Uuid> source_id{};
    Date occasion_on{};  ///< what the callback keeps
    std::string matter{};
};

struct CallbackSource {
    CallbackKind kind;
    Result<std::vector<CallbackOccasion>> (*find)(ServiceContext&, const CallbackRule&,
                                                  const DaySpan&);
    /// True if what the open callback is about is done, so that nobody needs to call. May be null.
    Result<bool> (*is_settled)(ServiceContext&, const CallbackTask&);
    /// Inside the transaction in which a call is written down: what it is about hears of it. May be
    /// null.
    Status (*tell)(ServiceContext&, const Session&, const CallbackTask&,
                   const CallbackEvent&) = nullptr;
    /// Inside the transaction in which the call is taken back: so is what it was told. False, and nothing
    /// is done, if something followed from that. May be null.
    Result<bool> (*untell)(ServiceContext&, const Session&, const CallbackTask&,
                           const CallbackEvent&) = nullptr;
};

/// Of whom a callback of this kind can arise by rule; null for those made by hand or by plan.
const CallbackSource* find_callback_source(const Coded<CallbackKind>& kind);

/// What a callback is about, short enough for its line.
std::string short_matter(std::string_view words);

// The sources by file.
CallbackSource complaint_source();
CallbackSource new_member_source();
CallbackSource purchase_source();
CallbackSource gift_check_source();
CallbackSource expiring_source();
CallbackSource birthday_source();
CallbackSource asleep_source();
CallbackSource lost_source();

}  // namespace qiantai::domain
