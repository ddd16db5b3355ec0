#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// What happened to a member's tier; see entity tier_change.
enum class TierChangeKind { rise, undo_rise, keep, notice, fall, by_hand, unlock };
constexpr auto codes_of(TierChangeKind) {
    return std::to_array<CodedValue<TierChangeKind>>({{TierChangeKind::rise, "rise"},
                                                      {TierChangeKind::undo_rise, "undo_rise"},
                                                      {TierChangeKind::keep, "keep"},
                                                      {TierChangeKind::notice, "notice"},
                                                      {TierChangeKind::fall, "fall"},
                                                      {TierChangeKind::by_hand, "by_hand"},
                                                      {TierChangeKind::unlock, "unlock"}});
}

}  // namespace qiantai
