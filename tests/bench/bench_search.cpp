// Member search at a million members, with the keys of 64 more that wait: p50 and p99 per kind of
// query, beside a LIKE scan of the same table in the same run. Encrypted database, 64 MB page
// cache. Usage: bench_search [MEMBERS [QUERIES_PER_KIND]].

#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "schema/sqlite/migrations.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_index.hpp"
#include "terminal/store/name_fold.hpp"
#include "tests/support/member_database.hpp"

namespace qiantai::bench {
namespace {

using Steady = std::chrono::steady_clock;

/// As many members as can wait, searched besides the index.
constexpr int k_waiting = 64;

double microseconds_since(Steady::time_point start) {
    return std::chrono::duration<double, std::micro>(Steady::now() - start).count();
}

struct Sample {
    std::string name;
    std::string phone;
    std::string card;
};

sqlite::OpenOptions encrypted() {
    return {.cipher = sqlite::best_cipher_here(),
            .key = std::string(32, 'k'),
            .mode = sqlite::OpenMode::create,
            .durability = sqlite::Durability::off};
}

/// Straight into the tables, without capture: three stores, as the demo has them. Returns some of
/// the members.
std::vector<Sample> fill(test::MemberDatabase& members, std::int64_t count) {
    auto& database = members.database();
    store::begin_bulk_load(database).value();
    std::vector<Sample> samples;
    std::vector<ctl::DemoPeople> stores;
    for (const auto* code : {"S001", "S002", "S003"}) {
        stores.emplace_back(ctl::DemoPeopleOptions{
            .count = count / 3 + 1 + k_waiting, .store_code = code, .clerks = {"1001"}});
    }
    const auto start = Steady::now();
    auto transaction = std::make_optional(sqlite::Transaction::begin(database).value());
    for (std::int64_t i = 0; i < count; ++i) {
        const auto store = static_cast<std::size_t>(i % 3);
        const auto person = stores[store].next();
        members.insert(person.id, person.name, person.phone,
                       store == 0   ? "S001"
                       : store == 1 ? "S002"
                                    : "S003");
        members.insert_card(person.id, person.card_number, "active", person.joined_on);
        if (i % 97 == 0) samples.push_back({person.name, person.phone, person.card_number});
        if (i % 100'000 == 99'999) {
            transaction->commit().value();
            transaction.reset();
            transaction.emplace(sqlite::Transaction::begin(database).value());
        }
    }
    transaction->commit().value();
    const double filled = microseconds_since(start) / 1e6;
    const auto rebuild_start = Steady::now();
    store::rebuild_member_search(database).value();
    const double rebuilt = microseconds_since(rebuild_start) / 1e6;
    for (int i = 0; i < k_waiting; ++i) {
        const auto person = stores[0].next();
        members.insert(person.id, person.name, person.phone, "S001");
    }
    fmt::print(
        "{} members with cards in {:.1f} s; index rebuilt in {:.1f} s ({:.0f} members/s), {} "
        "keys\n",
        count, filled, rebuilt, static_cast<double>(count) / rebuilt,
        members.count("SELECT count(*) FROM member_search"));
    return samples;
}

using MakeQuery = std::function<std::string(const Sample&)>;

std::string part_of(const Sample& sample, std::size_t first, std::size_t count) {
    const auto name = store::fold_name(sample.name).characters;
    return store::to_utf8(name.substr(std::min(first, name.size() - 1), count));
}

std::string key_of(const Sample& sample, store::SearchWay way) {
    std::vector<std::string> keys;
    store::append_search_keys({.name = sample.name, .phone = {}}, way, keys);
    if (keys.empty()) return "zhang";
    return keys.front().substr(0, keys.front().find(store::k_key_separator));
}

std::string pinyin_of(const Sample& sample) {
    return key_of(sample, store::SearchWay::pinyin);
}
std::string initials_of(const Sample& sample) {
    return key_of(sample, store::SearchWay::initials);
}

const std::vector<std::pair<std::string_view, MakeQuery>>& kinds() {
    static const std::vector<std::pair<std::string_view, MakeQuery>> all = {
        {"phone", [](const Sample& s) { return s.phone; }},
        {"last four", [](const Sample& s) { return s.phone.substr(7); }},
        {"phone, first 3", [](const Sample& s) { return s.phone.substr(0, 3); }},
        {"phone, first 7", [](const Sample& s) { return s.phone.substr(0, 7); }},
        {"\"1\"", [](const Sample&) { return "1"; }},
        {"phone, not there", [](const Sample& s) { return "1990000" + s.phone.substr(7); }},
        {"card", [](const Sample& s) { return s.card; }},
        {"card, start", [](const Sample& s) { return s.card.substr(0, 10); }},
        {"name", [](const Sample& s) { return s.name; }},
        {"surname 王", [](const Sample&) { return "王"; }},
        {"first character", [](const Sample& s) { return part_of(s, 0, 1); }},
        {"first two", [](const Sample& s) { return part_of(s, 0, 2); }},
        {"second character", [](const Sample& s) { return part_of(s, 1, 1); }},
        {"given name", [](const Sample& s) { return part_of(s, 1, 9); }},
        {"last character", [](const Sample& s) { return part_of(s, 2, 1); }},
        {"name, not there", [](const Sample& s) { return s.name + "龘"; }},
        {"pinyin", pinyin_of},
        {"pinyin, start", [](const Sample& s) { return pinyin_of(s).substr(0, 7); }},
        {"given pinyin", [](const Sample& s) { return key_of(s, store::SearchWay::part); }},
        {"letter", [](const Sample& s) { return initials_of(s).substr(0, 1); }},
        {"two letters", [](const Sample& s) { return initials_of(s).substr(0, 2); }},
        {"\"zw\"", [](const Sample&) { return "zw"; }},
        {"initials", initials_of},
        {"letters, not there", [](const Sample& s) { return pinyin_of(s) + "xqx"; }},
        {"surname and initials",
         [](const Sample& s) { return part_of(s, 0, 1) + initials_of(s).substr(1); }},
        {"surname and pinyin",
         [](const Sample& s) {
             return part_of(s, 0, 1) + key_of(s, store::SearchWay::part).substr(0, 3);
         }},
        {"initial and pinyin",
         [](const Sample& s) {
             return initials_of(s).substr(0, 1) + key_of(s, store::SearchWay::part);
         }},
        {"name and last four",
         [](const Sample& s) { return part_of(s, 0, 1) + s.phone.substr(7); }},
    };
    return all;
}

double percentile(std::vector<double>& times, double part) {
    std::ranges::sort(times);
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

/// What a program without an index does: the same 50, by name.
double measure_scan(sqlite::Database& database, const std::string& query) {
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        const auto start = Steady::now();
        auto& rows = database.cached(
            "SELECT id, name, phone FROM member WHERE name LIKE ?1 OR phone LIKE ?1 ORDER BY name "
            "LIMIT 50");
        rows.bind("%" + query + "%");
        while (rows.step().value()) {
        }
        times.push_back(microseconds_since(start));
    }
    return percentile(times, 0.5);
}

void measure_kind(test::MemberDatabase& members, std::span<const Sample> samples, int queries,
                  std::string_view kind, const MakeQuery& make_query) {
    SeededRandom random(99);
    std::vector<double> times, processor_times;
    std::size_t hits = 0;
    std::pair<double, std::string> slowest;
    for (int i = 0; i < queries; ++i) {
        const auto query = make_query(samples[random.below(samples.size())]);
        const auto processor_start = std::clock();
        const auto start = Steady::now();
        hits += domain::search_members(members.database(), query).value().size();
        times.push_back(microseconds_since(start));
        processor_times.push_back(static_cast<double>(std::clock() - processor_start) * 1e6 /
                                  CLOCKS_PER_SEC);
        slowest = std::max(slowest, std::pair(times.back(), query));
    }
    const double scan = measure_scan(members.database(), make_query(samples[0]));
    const double p50 = percentile(times, 0.5), p99 = percentile(times, 0.99);
    fmt::print(
        "{:<22} p50 {:>7.3f} ms  p99 {:>7.3f} ms (processor {:>6.3f})  hits {:>5.1f}  LIKE scan "
        "{:>6.0f} ms  {:>6.0f}x  "
        "slowest {:.2f} ms: {}\n",
        kind, p50 / 1e3, p99 / 1e3, percentile(processor_times, 0.99) / 1e3,
        static_cast<double>(hits) / queries, scan / 1e3, scan / p99, slowest.first / 1e3,
        slowest.second);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argument_count, char** arguments) {
    using namespace qiantai;
    const std::int64_t count = argument_count > 1 ? std::stoll(arguments[1]) : 1'000'000;
    const int queries = argument_count > 2 ? std::stoi(arguments[2]) : 2000;
    test::MemberDatabase members(bench::encrypted());
    const auto samples = bench::fill(members, count);
    for (const auto& [kind, make_query] : bench::kinds())
        bench::measure_kind(members, samples, queries, kind, make_query);
    return 0;
}
