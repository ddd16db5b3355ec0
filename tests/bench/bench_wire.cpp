// The wire format: bytes per change and time to encode and decode, beside plain NDJSON in zstd -3.

#include <benchmark/benchmark.h>

#include "sync/core/wire.hpp"
#include "tests/bench/sample_changes.hpp"

namespace qiantai::bench {
namespace {

constexpr int k_change_count = 2'000, k_row_count = 10'000, k_registration_changes = 4;
constexpr std::uint64_t k_seed = 20'261'121;

void report_size(benchmark::State& state, std::size_t bytes, std::size_t plain_bytes, int count) {
    state.SetItemsProcessed(state.iterations() * count);
    state.counters["bytes_per_change"] = static_cast<double>(bytes) / count;
    state.counters["plain_zstd3_bytes"] = static_cast<double>(plain_bytes) / count;
    state.counters["ratio"] = static_cast<double>(bytes) / static_cast<double>(plain_bytes);
}

void encode_push_batch(benchmark::State& state, Sample sample) {
    const auto batch = make_sample_batch(sample, k_change_count, k_seed);
    std::string encoded;
    for (auto _ : state) benchmark::DoNotOptimize(encoded = sync::encode_push(batch));
    report_size(state, encoded.size(), sync::compress(plain_ndjson(batch), 3).size(),
                k_change_count);
}

void decode_push_batch(benchmark::State& state, Sample sample) {
    const auto batch = make_sample_batch(sample, k_change_count, k_seed);
    const std::string encoded = sync::encode_push(batch);
    for (auto _ : state) {
        auto decoded = sync::decode_push(encoded);
        if (!decoded) return state.SkipWithError(decoded.error().message().c_str());
        benchmark::DoNotOptimize(decoded);
    }
    state.SetItemsProcessed(state.iterations() * k_change_count);
}

/// The baseline: parsing the same changes out of plain NDJSON, without any check.
void parse_plain_batch(benchmark::State& state, Sample sample) {
    const auto encoded =
        sync::compress(plain_ndjson(make_sample_batch(sample, k_change_count, k_seed)), 3);
    for (auto _ : state) {
        const auto content = sync::decompress(encoded, 64u << 20);
        std::string_view rest = content.value();
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            benchmark::DoNotOptimize(boost::json::parse(rest.substr(0, end)));
            rest.remove_prefix(end + 1);
        }
    }
    state.SetItemsProcessed(state.iterations() * k_change_count);
}

void encode_feed_page(benchmark::State& state, Sample sample) {
    const auto page = make_sample_page(sample, k_row_count, k_seed);
    const auto plain =
        sync::compress(plain_ndjson(make_sample_batch(sample, k_row_count, k_seed)), 3);
    std::string encoded;
    for (auto _ : state) benchmark::DoNotOptimize(encoded = sync::encode_feed(page));
    report_size(state, encoded.size(), plain.size(), k_row_count);
}

void decode_feed_page(benchmark::State& state, Sample sample) {
    const std::string encoded = sync::encode_feed(make_sample_page(sample, k_row_count, k_seed));
    for (auto _ : state) {
        auto decoded = sync::decode_feed(encoded);
        if (!decoded) return state.SkipWithError(decoded.error().message().c_str());
        benchmark::DoNotOptimize(decoded);
    }
    state.SetItemsProcessed(state.iterations() * k_row_count);
}

/// What a terminal with a good line sends each time: one registration, where the names weigh most.
void encode_single_registration(benchmark::State& state) {
    const auto batch = make_sample_batch(Sample::registrations, k_registration_changes, k_seed);
    std::string encoded;
    for (auto _ : state) benchmark::DoNotOptimize(encoded = sync::encode_push(batch));
    report_size(state, encoded.size(), sync::compress(plain_ndjson(batch), 3).size(),
                k_registration_changes);
}

BENCHMARK(encode_single_registration);
BENCHMARK_CAPTURE(encode_push_batch, members, Sample::members);
BENCHMARK_CAPTURE(encode_push_batch, registrations, Sample::registrations);
BENCHMARK_CAPTURE(encode_push_batch, edits, Sample::edits);
BENCHMARK_CAPTURE(decode_push_batch, members, Sample::members);
BENCHMARK_CAPTURE(decode_push_batch, registrations, Sample::registrations);
BENCHMARK_CAPTURE(parse_plain_batch, members, Sample::members);
BENCHMARK_CAPTURE(encode_feed_page, registrations, Sample::registrations)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode_feed_page, registrations, Sample::registrations)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qiantai::bench

BENCHMARK_MAIN();
