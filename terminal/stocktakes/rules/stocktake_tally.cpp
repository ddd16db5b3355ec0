#include "terminal/stocktakes/rules/stocktake_tally.hpp"

#include <algorithm>

namespace qiantai::domain {
namespace {

/// More than anybody can count stays so much, whatever broken programs write.
int bounded(std::int64_t pieces) {
    constexpr std::int64_t k_pieces_most = 1'000'000'000;
    return static_cast<int>(std::clamp(pieces, -k_pieces_most, k_pieces_most));
}

/// What one counter has of one thing in one zone.
struct PartialCount {
    std::string zone;
    std::string counter;
    bool recount = false;
    int quantity = 0;
    TimeMs began_at = 0;
    TimeMs ended_at = 0;

    void add(const StocktakeCount& entry, bool fresh) {
        const bool replaces = entry.kind == StocktakeEntryKind::set;
        quantity = bounded(std::int64_t{replaces ? 0 : quantity} + entry.quantity);
        began_at = fresh || replaces ? entry.created_at : std::min(began_at, entry.created_at);
        ended_at = fresh || replaces ? entry.created_at : std::max(ended_at, entry.created_at);
    }
};
using PartialCounts = std::vector<PartialCount>;

bool says_pieces(const StocktakeCount& entry) {
    return entry.kind == StocktakeEntryKind::add || entry.kind == StocktakeEntryKind::set;
}

std::vector<const StocktakeCount*> in_order(std::span<const StocktakeCount> counts) {
    std::vector<const StocktakeCount*> ordered;
    ordered.reserve(counts.size());
    for (const auto& count : counts) ordered.push_back(&count);
    std::ranges::sort(ordered, {}, [](const StocktakeCount* count) {
        return std::pair(count->order, count->id);
    });
    return ordered;
}

/// Whose results of a zone hold.
struct ZoneVerdict {
    std::set<std::string> counters{};  ///< of the first count
    bool adds = true;                  ///< otherwise each thing has the result of one of `hold`
    std::set<std::string> hold{};
};

class Tally {
  public:
    explicit Tally(const StocktakeState& state) : m_state(state) {}

    void add(const StocktakeCount& entry) {
        const bool recount = entry.round == StocktakeRound::recount;
        (recount ? m_tally.recounters : m_tally.counters).insert(entry.created_by);
        const auto thing = thing_of(entry);
        if (!thing) return;
        auto& partials = m_partials[*thing];
        const auto found = std::ranges::find_if(partials, [&](const PartialCount& one) {
            return one.recount == recount && one.counter == entry.created_by &&
                   one.zone == entry.zone;
        });
        const bool fresh = found == partials.end();
        auto& partial =
            fresh ? partials.emplace_back(PartialCount{entry.zone, entry.created_by, recount})
                  : *found;
        partial.add(entry, fresh);
        if (!recount) m_zones[entry.zone].counters.insert(entry.created_by);
    }

    StocktakeTally finish() {
        for (auto& [name, verdict] : m_zones) judge_zone(name, verdict);
        for (const auto& [thing, partials] : m_partials) sum_up(thing, partials);
        tell_progress();
        return std::move(m_tally);
    }

  private:
    std::optional<StocktakeThing> thing_of(const StocktakeCount& entry) {
        if (entry.goods_id) return StocktakeThing{.goods_id = entry.goods_id};
        const auto* zone = find_zone(m_state, entry.zone);
        StocktakeThing thing{.gift_id = entry.gift_id,
                             .spot = zone ? zone->zone.spot : Coded<StockSpot>(StockSpot::shelf),
                             .batch = entry.batch,
                             .expires_on = entry.expires_on};
        if (entry.gift_id) return thing;
        const auto settled =
            std::ranges::find(m_state.barcodes, entry.barcode, &SettledBarcode::barcode);
        if (settled == m_state.barcodes.end()) {
            m_tally.unsettled.insert(entry.barcode);
            return std::nullopt;
        }
        if (!settled->gift_id) return std::nullopt;
        thing.gift_id = settled->gift_id;
        thing.batch = settled->batch;
        thing.expires_on = settled->expires_on;
        return thing;
    }

    void judge_zone(const std::string& name, ZoneVerdict& verdict) {
        verdict.hold = verdict.counters;
        const auto* zone = find_zone(m_state, name);
        if (verdict.counters.size() < 2 || (zone && zone->zone.shared)) return;
        verdict.adds = false;
        if (zone && verdict.counters.contains(zone->chosen)) {
            verdict.hold = {zone->chosen};
            return;
        }
        if (same_results(name, verdict.counters)) return;
        m_tally.rivals.push_back({name, {verdict.counters.begin(), verdict.counters.end()}});
        verdict.hold = {*verdict.counters.begin()};
    }

    /// Nothing and nought are the same.
    bool same_results(const std::string& zone, const std::set<std::string>& counters) const {
        for (const auto& [thing, partials] : m_partials) {
            std::set<int> results;
            std::size_t told = 0;
            for (const auto& partial : partials) {
                if (partial.recount || partial.zone != zone) continue;
                results.insert(partial.quantity);
                ++told;
            }
            if (told > 0 && told < counters.size()) results.insert(0);
            if (results.size() > 1) return false;
        }
        return true;
    }

    void sum_up(const StocktakeThing& thing, const PartialCounts& partials) {
        CountedThing counted;
        std::set<std::string> summed;
        for (const auto& partial : partials) {
            if (partial.recount) continue;
            counted.first_by.insert(partial.counter);
            const auto& verdict = m_zones.at(partial.zone);
            if (!verdict.hold.contains(partial.counter)) continue;
            const bool another = summed.insert(partial.zone).second;
            if (!another && !verdict.adds) continue;
            counted.began_at =
                counted.first ? std::min(counted.began_at, partial.began_at) : partial.began_at;
            counted.first = bounded(std::int64_t{counted.first.value_or(0)} + partial.quantity);
            counted.counted_at = std::max(counted.counted_at, partial.ended_at);
            counted.zones.insert(partial.zone);
        }
        counted.first_at = counted.counted_at;
        count_again(thing, partials, counted);
        // Others counted that zone, and theirs holds: there is none of it.
        const bool counts = counted.first || counted.recount;
        if (counts) m_tally.things.emplace(thing, std::move(counted));
    }

    void count_again(const StocktakeThing& thing, const PartialCounts& partials,
                     CountedThing& counted) {
        std::map<std::string, PartialCount> by_counter;
        for (const auto& partial : partials) {
            if (!partial.recount || counted.first_by.contains(partial.counter)) continue;
            const auto [total, fresh] = by_counter.emplace(partial.counter, partial);
            counted.zones.insert(partial.zone);
            if (fresh) continue;
            auto& sum = total->second;
            sum.quantity = bounded(std::int64_t{sum.quantity} + partial.quantity);
            sum.began_at = std::min(sum.began_at, partial.began_at);
            sum.ended_at = std::max(sum.ended_at, partial.ended_at);
        }
        if (by_counter.empty()) return;
        std::set<int> results;
        const PartialCount* holds = nullptr;
        for (const auto& [counter, total] : by_counter) {
            counted.recounted_by.insert(counter);
            results.insert(total.quantity);
            if (!holds || total.ended_at > holds->ended_at) holds = &total;
        }
        const auto chosen = std::ranges::find_if(m_state.chosen, [&](const ChosenRecount& one) {
            return thing.gift_id == one.gift_id && by_counter.contains(one.counter);
        });
        const bool is_chosen = chosen != m_state.chosen.end();
        if (is_chosen) holds = &by_counter.at(chosen->counter);
        counted.recounts_differ = results.size() > 1 && !is_chosen;
        counted.recount = holds->quantity;
        counted.began_at = holds->began_at;
        counted.counted_at = holds->ended_at;
    }

    void tell_progress() {
        std::map<std::tuple<std::string, bool, std::string>, StocktakeProgress> progress;
        for (const auto& [thing, partials] : m_partials) {
            for (const auto& partial : partials) {
                auto& one = progress[{partial.zone, partial.recount, partial.counter}];
                one.zone = partial.zone;
                one.counter = partial.counter;
                one.round = partial.recount ? StocktakeRound::recount : StocktakeRound::first;
                one.things += 1;
                one.pieces = bounded(std::int64_t{one.pieces} + partial.quantity);
                one.last_at = std::max(one.last_at, partial.ended_at);
            }
        }
        for (auto& [key, one] : progress) m_tally.progress.push_back(std::move(one));
    }

    const StocktakeState& m_state;
    StocktakeTally m_tally{};
    std::map<StocktakeThing, PartialCounts> m_partials{};
    std::map<std::string, ZoneVerdict> m_zones{};
};

}  // namespace

std::set<Uuid> undone_entries(std::span<const StocktakeCount> counts) {
    std::set<std::pair<Uuid, std::string_view>> taken_back;
    for (const auto& count : counts) {
        if (count.undoes_id) taken_back.emplace(*count.undoes_id, count.created_by);
    }
    std::set<Uuid> undone;
    for (const auto& count : counts) {
        if (taken_back.contains({count.id, count.created_by})) undone.insert(count.id);
    }
    return undone;
}

StocktakeTally tally_counts(const StocktakeState& state, std::span<const StocktakeCount> counts) {
    const auto undone = undone_entries(counts);
    Tally tally(state);
    for (const auto* count : in_order(counts)) {
        if (says_pieces(*count) && !undone.contains(count->id)) tally.add(*count);
    }
    return tally.finish();
}

int total_of(std::span<const StocktakeCount> counts) {
    const auto undone = undone_entries(counts);
    PartialCount total;
    for (const auto* count : in_order(counts)) {
        if (says_pieces(*count) && !undone.contains(count->id)) total.add(*count, false);
    }
    return total.quantity;
}

}  // namespace qiantai::domain
