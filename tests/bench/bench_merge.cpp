// The merge function, which the hub calls for every change and the terminal for every row it reads.

#include <benchmark/benchmark.h>

#include "sync/core/audit_chain.hpp"
#include "sync/core/merge.hpp"
#include "tests/bench/sample_changes.hpp"

namespace qiantai::bench {
namespace {

using namespace sync;

constexpr int k_row_count = 1'000;
constexpr std::uint64_t k_seed = 20'261'121;

struct Rows {
    Manifest manifest = make_qiantai_manifest();
    const Entity* member = manifest.find("member");
    PushBatch inserts = make_sample_batch(Sample::members, k_row_count, k_seed);
    PushBatch edits = make_sample_batch(Sample::edits, k_row_count, k_seed + 1);
    std::vector<RowState> states;

    Rows() {
        for (std::size_t i = 0; i < inserts.changes.size(); ++i) {
            states.push_back(state_of_change(inserts.changes[i]));
            edits.changes[i].id = states.back().id;
        }
    }
};

/// The baseline: copying the row's columns, which no merge can do without.
void copy_columns(benchmark::State& state) {
    const Rows rows;
    for (auto _ : state) {
        for (const RowState& row : rows.states)
            benchmark::DoNotOptimize(boost::json::object(row.columns));
    }
    state.SetItemsProcessed(state.iterations() * k_row_count);
}

void apply_insert(benchmark::State& state) {
    const Rows rows;
    for (auto _ : state) {
        for (const Change& change : rows.inserts.changes) {
            benchmark::DoNotOptimize(apply_change(rows.member, nullptr, change));
        }
    }
    state.SetItemsProcessed(state.iterations() * k_row_count);
}

void apply_update(benchmark::State& state) {
    const Rows rows;
    for (auto _ : state) {
        for (std::size_t i = 0; i < rows.states.size(); ++i) {
            benchmark::DoNotOptimize(
                apply_change(rows.member, &rows.states[i], rows.edits.changes[i]));
        }
    }
    state.SetItemsProcessed(state.iterations() * k_row_count);
}

void hash_audit_event(benchmark::State& state) {
    const Rows rows;
    std::string hash = audit_chain_start(rows.inserts.incarnation);
    for (auto _ : state) {
        for (const RowState& row : rows.states) hash = audit_hash(hash, row.id, row.columns);
    }
    state.SetItemsProcessed(state.iterations() * k_row_count);
}

BENCHMARK(copy_columns);
BENCHMARK(apply_insert);
BENCHMARK(apply_update);
BENCHMARK(hash_audit_event);

}  // namespace
}  // namespace qiantai::bench

BENCHMARK_MAIN();
