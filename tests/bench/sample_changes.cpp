#include "tests/bench/sample_changes.hpp"

#include <array>

#include "schema/base/clock.hpp"
#include "schema/base/date.hpp"
#include "schema/base/encoding.hpp"
#include "schema/base/random.hpp"
#include "sync/core/merge.hpp"

namespace qiantai::bench {
namespace {

namespace json = boost::json;
using namespace sync;

// In order of frequency; picked so that the first are picked most.
constexpr std::string_view k_surnames =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕"
    "丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫"
    "孔";
constexpr std::string_view k_given =
    "伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超霞平刚桂兰华红玉梅建文国志春海波燕云飞宇浩博雨欣怡梓涵子"
    "轩思"
    "佳琪晨阳俊豪雪婷慧颖鑫鹏程龙凤翔辉晓东林森峰岩松柏青莉萍琳瑶璐璇珊珍珠瑞祥福安康宁乐天心月星辰"
    "光亮"
    "金银铁石山川河江湖清泉润泽沐雯霖露霜冰寒冬秋夏荷莲菊竹樱桃李杏柳枫桐榕嘉美善良德诚信义仁礼智勤"
    "俭学"
    "书诗画琴棋艺歌舞可爱依若如似之亦凡一诺言语希望梦想成功达远航帆舟船桥路家和睦友亲敬贤淑惠贞洁雅"
    "致韵"
    "味香甜蜜甘苦辛卓越优秀超群非常好妙奇特异彩虹霓裳衣锦绣绮罗绫绸缎丝棉麻";

std::string pick(std::string_view letters, Random& random, bool by_rank) {
    const std::uint64_t count = letters.size() / 3;
    const std::uint64_t place =
        by_rank ? random.below(random.below(count) + 1) : random.below(count);
    return std::string(letters.substr(place * 3, 3));
}

std::string pick(std::initializer_list<std::pair<int, std::string_view>> weighted, Random& random) {
    std::uint64_t total = 0;
    for (const auto& [weight, value] : weighted) total += static_cast<std::uint64_t>(weight);
    std::uint64_t at = random.below(total);
    for (const auto& [weight, value] : weighted) {
        if (at < static_cast<std::uint64_t>(weight)) return std::string(value);
        at -= static_cast<std::uint64_t>(weight);
    }
    return {};
}

/// One store's day at the counter.
class Counter {
  public:
    explicit Counter(std::uint64_t seed) : m_random(seed) {}

    Random& random() { return m_random; }
    TimeMs now_ms() { return m_clock.now_ms(); }
    bool chance(int percent) { return m_random.below(100) < static_cast<std::uint64_t>(percent); }

    void next_customer() {
        m_clock.advance(static_cast<TimeMs>(20'000 + m_random.below(m_random.below(900'000) + 1)));
        constexpr TimeMs k_hour_ms = 3'600'000, k_close_utc_hour = 14, k_night_hours = 11;
        if (m_clock.now_ms() / k_hour_ms % 24 >= k_close_utc_hour)
            m_clock.advance(k_night_hours * k_hour_ms);
    }
    Uuid make_id() { return Uuid::make_v7(m_clock, m_random); }
    Hlc next_hlc() {
        m_clock.advance(chance(20) ? 1 : 0);
        return m_hlc = m_hlc.next(m_clock.now_ms());
    }
    std::string clerk() { return "10" + std::to_string(231 + m_random.below(6)); }

  private:
    SeededRandom m_random;
    FakeClock m_clock{1'795'050'000'000};
    Hlc m_hlc;
};

std::string make_phone(Random& random) {
    std::string phone = pick({{3, "13"}, {3, "15"}, {3, "18"}, {1, "17"}, {1, "19"}}, random);
    while (phone.size() < 11) phone += static_cast<char>('0' + random.below(10));
    return phone;
}

std::string make_name(Random& random) {
    std::string name = pick(k_surnames, random, true) + pick(k_given, random, true);
    if (random.below(100) < 75) name += pick(k_given, random, true);
    return name;
}

json::object make_member(Counter& counter) {
    Random& random = counter.random();
    const std::string clerk = counter.clerk();
    json::object member{
        {"store_code", "S001"}, {"name", make_name(random)}, {"phone", make_phone(random)}};
    member["gender"] = pick({{55, "female"}, {40, "male"}, {5, "unstated"}}, random);
    const auto age_days = static_cast<TimeMs>(16 * 365 + random.below(50 * 365));
    if (counter.chance(85))
        member["birthday"] = Date::of_time(counter.now_ms() - age_days * 86'400'000, 480).text();
    member["birthday_calendar"] = pick({{88, "solar"}, {12, "lunar"}}, random);
    member["tier_code"] = pick({{90, "basic"}, {8, "silver"}, {2, "gold"}}, random);
    member["home_clerk"] = clerk;
    member["heard_from"] =
        pick({{50, "walk_in"}, {25, "friend"}, {10, "advertisement"}, {10, "online"}, {5, "event"}},
             random);
    if (counter.chance(3)) member["notes"] = "喜欢" + pick(k_given, random, false) + "色，周末来店";
    member["status"] = "active";
    member["joined_on"] = Date::of_time(counter.now_ms(), 480).text();
    member["created_by"] = clerk;
    member["created_at"] = counter.now_ms();
    return member;
}

json::object make_card(Counter& counter, const Uuid& member, std::int64_t sequence,
                       const json::value& clerk) {
    char number[32];
    std::snprintf(number, sizeof number, "S00101%06d%d", static_cast<int>(sequence),
                  static_cast<int>(sequence * 7 % 10));
    return {{"store_code", "S001"},
            {"member_id", member.text()},
            {"number", number},
            {"status", "active"},
            {"issued_on", Date::of_time(counter.now_ms(), 480).text()},
            {"expires_on", Date::of_time(counter.now_ms() + 365ll * 86'400'000, 480).text()},
            {"created_by", clerk},
            {"created_at", counter.now_ms()}};
}

json::object make_consent(Counter& counter, const Uuid& member, std::string_view purpose,
                          const json::value& clerk) {
    return {{"store_code", "S001"},
            {"member_id", member.text()},
            {"purpose", purpose},
            {"decision", purpose == "membership" || counter.chance(70) ? "given" : "withdrawn"},
            {"text_version", "2026-01"},
            {"channel", counter.chance(90) ? "counter" : "paper"},
            {"created_by", clerk},
            {"created_at", counter.now_ms()}};
}

class BatchMaker {
  public:
    explicit BatchMaker(std::uint64_t seed) : m_counter(seed) {
        m_batch.schema_version = 1;
        m_batch.incarnation = m_counter.make_id();
        m_batch.first_seq = 48'211;
    }

    void add_registration(Sample sample) {
        m_counter.next_customer();
        m_txn = next_seq();
        const Uuid member_id = m_counter.make_id();
        json::object member = make_member(m_counter);
        const json::value clerk = member.at("created_by");
        add(Op::insert, "member", member_id, std::move(member));
        if (sample != Sample::registrations) return;
        add(Op::insert, "member_card", m_counter.make_id(),
            make_card(m_counter, member_id, m_txn, clerk));
        for (const std::string_view purpose : {"membership", "marketing"}) {
            add(Op::insert, "consent", m_counter.make_id(),
                make_consent(m_counter, member_id, purpose, clerk));
        }
    }

    void add_edit() {
        m_counter.next_customer();
        m_txn = next_seq();
        const json::object fresh = make_member(m_counter);
        json::object columns;
        for (const std::string_view name : {"phone", "tier_code", "notes"}) {
            if (fresh.contains(name) && m_counter.chance(60)) columns.emplace(name, fresh.at(name));
        }
        if (columns.empty()) columns.emplace("name", fresh.at("name"));
        FakeClock long_ago(m_counter.now_ms() -
                           static_cast<TimeMs>(m_counter.random().below(1ull << 35)));
        const Hlc seen = Hlc::at(long_ago.now_ms());
        add(Op::update, "member", Uuid::make_v7(long_ago, m_counter.random()), std::move(columns));
        for (const auto& member : m_batch.changes.back().columns) {
            m_batch.changes.back().seen.emplace(member.key(), seen);
        }
    }

    PushBatch take(std::size_t count) && {
        m_batch.changes.resize(count);
        return std::move(m_batch);
    }
    std::size_t size() const { return m_batch.changes.size(); }

  private:
    std::int64_t next_seq() const {
        return m_batch.first_seq + static_cast<std::int64_t>(m_batch.changes.size());
    }
    void add(Op op, std::string_view entity, const Uuid& id, json::object columns) {
        Change change;
        change.seq = next_seq();
        change.txn = m_txn;
        change.hlc = m_counter.next_hlc();
        change.op = op;
        change.entity = entity;
        change.id = id;
        change.columns = std::move(columns);
        m_batch.changes.push_back(std::move(change));
    }

    Counter m_counter;
    PushBatch m_batch;
    std::int64_t m_txn = 0;
};

}  // namespace

PushBatch make_sample_batch(Sample sample, int change_count, std::uint64_t seed) {
    BatchMaker maker(seed);
    const auto count = static_cast<std::size_t>(change_count);
    while (maker.size() < count) {
        if (sample == Sample::edits) {
            maker.add_edit();
        } else {
            maker.add_registration(sample);
        }
    }
    return std::move(maker).take(count);
}

FeedPage make_sample_page(Sample sample, int row_count, std::uint64_t seed) {
    const PushBatch batch = make_sample_batch(sample, row_count, seed);
    FeedPage page;
    page.schema_version = 1;
    page.hub_time_ms = batch.changes.back().hlc.time_ms();
    page.generation = "g1";
    FeedSection section;
    section.scope = "store/S001";
    section.to_version = row_count;
    for (const Change& change : batch.changes)
        section.rows.push_back({.state = state_of_change(change)});
    page.sections.push_back(std::move(section));
    return page;
}

std::string plain_ndjson(const PushBatch& batch) {
    std::string out;
    for (const Change& change : batch.changes) {
        json::object line{{"seq", change.seq},        {"txn", change.txn},
                          {"hlc", change.hlc.raw()},  {"op", op_name(change.op)},
                          {"entity", change.entity},  {"id", change.id.text()},
                          {"columns", change.columns}};
        json::object seen;
        for (const auto& [name, clock] : change.seen) seen.emplace(name, clock.raw());
        if (!seen.empty()) line.emplace("seen", std::move(seen));
        out += json::serialize(line) + '\n';
    }
    return out;
}

}  // namespace qiantai::bench
