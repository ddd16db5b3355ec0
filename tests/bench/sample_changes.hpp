#pragma once

#include <cstdint>

#include "sync/core/change.hpp"

namespace qiantai::bench {

enum class Sample {
    members,        ///< registrations alone
    registrations,  ///< what a registration really writes: member, member_card, two consents
    edits,          ///< updates of one to three columns of members
};

/// What one terminal of one store collects offline over some weeks: a few clerks, opening hours,
/// minutes between customers, real proportions of names, birthdays and how people heard of us. The
/// same seed gives the same batch.
sync::PushBatch make_sample_batch(Sample sample, int change_count, std::uint64_t seed);
/// The same rows as a headquarters terminal reads them.
sync::FeedPage make_sample_page(Sample sample, int row_count, std::uint64_t seed);
/// The batch as plain NDJSON, one object with all its names per change: what the wire format is
/// compared with.
std::string plain_ndjson(const sync::PushBatch& batch);

}  // namespace qiantai::bench
