#include "sync/hub/store/hub_clock.hpp"

#include <charconv>

#include "sync/core/tuning.hpp"

namespace qiantai::hub {

Result<std::int64_t> load_fact_number(HubReader& reader, std::string_view name) {
    QIANTAI_TRY(const auto stored, reader.load_fact(name));
    std::int64_t number = 0;
    if (stored) std::from_chars(stored->data(), stored->data() + stored->size(), number);
    return number;
}

Result<sync::Hlc> next_hub_hlc(HubWriter& writer, TimeMs now, sync::Hlc after) {
    QIANTAI_TRY(const auto given, load_fact_number(writer, fact::k_hub_hlc));
    QIANTAI_TRY(const bool doubtful, is_clock_doubtful(writer, now));
    sync::Hlc next = std::max(sync::Hlc(given), after);
    if (doubtful) {
        QIANTAI_TRY(const auto greatest, load_greatest_hlc(writer));
        next = sync::Hlc(std::max(next, greatest).raw() + 1);
    } else {
        next = next.next(now);
    }
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_hub_hlc, std::to_string(next.raw())));
    return next;
}

Result<sync::Hlc> load_greatest_hlc(HubReader& reader) {
    QIANTAI_TRY(const auto given, load_fact_number(reader, fact::k_hub_hlc));
    QIANTAI_TRY(const auto taken, load_fact_number(reader, fact::k_taken_hlc));
    return sync::Hlc(std::max(given, taken));
}

Status note_taken_hlc(HubWriter& writer, sync::Hlc taken) {
    QIANTAI_TRY(const auto known, load_fact_number(writer, fact::k_taken_hlc));
    if (taken.raw() <= known) return {};
    return writer.save_fact(fact::k_taken_hlc, std::to_string(taken.raw()));
}

Status note_refused_hlc(HubStore& store, sync::Hlc refused) {
    QIANTAI_TRY(auto writer, store.begin_write());
    QIANTAI_TRY(const auto known, load_fact_number(*writer, fact::k_refused_hlc));
    if (refused.raw() <= known) return {};
    QIANTAI_TRY_STATUS(writer->save_fact(fact::k_refused_hlc, std::to_string(refused.raw())));
    return writer->commit();
}

Result<bool> accept_refused_clocks(HubWriter& writer) {
    QIANTAI_TRY(const auto refused, load_fact_number(writer, fact::k_refused_hlc));
    if (refused == 0) return false;
    QIANTAI_TRY_STATUS(note_taken_hlc(writer, sync::Hlc(refused)));
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_refused_hlc, "0"));
    return true;
}

bool is_far_from(TimeMs last_time, TimeMs now) {
    if (last_time == 0) return false;
    return now < last_time - sync::tuning::k_clock_offset_max_ms ||
           now > last_time + sync::tuning::k_clock_ahead_max_ms;
}

Result<bool> is_clock_doubtful(HubReader& reader, TimeMs now) {
    QIANTAI_TRY(const auto doubt, reader.load_fact(fact::k_clock_doubt));
    if (doubt && !doubt->empty()) return true;
    QIANTAI_TRY(const auto last_time, load_fact_number(reader, fact::k_last_time));
    return is_far_from(last_time, now);
}

}  // namespace qiantai::hub
