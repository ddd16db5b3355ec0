#include "terminal/members/rules/member_search.hpp"

#include <doctest/doctest.h>

#include "tests/support/member_database.hpp"

using namespace qiantai;
using namespace qiantai::domain;
using qiantai::test::MemberDatabase;

namespace {

using Names = std::vector<std::string>;

Names find(MemberDatabase& members, std::string_view query, const SearchOptions& options = {}) {
    Names names;
    const auto hits = search_members(members.database(), query, options).value();
    for (const auto& hit : hits) names.push_back(hit.name);
    return names;
}

MatchedBy matched(MemberDatabase& members, std::string_view query) {
    const auto hits = search_members(members.database(), query).value();
    REQUIRE_FALSE(hits.empty());
    return hits.front().matched_by;
}

}  // namespace

TEST_CASE("search finds a phone number however it is written") {
    MemberDatabase members;
    members.insert("王伟", "13800138000");
    members.insert("李娜", "13900139000");
    for (const std::string query :
         {"13800138000", "138 0013 8000", "+86 138-0013-8000", "8613800138000", "008613800138000",
          "１３８００１３８０００", " 13800138000\n"}) {
        CAPTURE(query);
        CHECK(find(members, query) == Names{"王伟"});
        CHECK(matched(members, query) == MatchedBy::phone);
    }
    CHECK(find(members, "13800138001").empty());
}

TEST_CASE("search takes four digits for the last four, then for the start") {
    MemberDatabase members;
    members.insert("王伟", "13900001380");
    members.insert("李娜", "13809999999");
    CHECK(find(members, "1380") == Names{"王伟", "李娜"});
    CHECK(matched(members, "1380") == MatchedBy::last_four);
    CHECK(find(members, "138") == Names{"李娜"});
    CHECK(find(members, "001380") == Names{"王伟"});
    CHECK(matched(members, "001380") == MatchedBy::phone_end);
}

TEST_CASE("search finds members in one order, whether their keys wait or not") {
    MemberDatabase members;
    for (int i = 0; i < 100; ++i) {
        members.insert(std::vector{"王伟", "王小明", "李王", "欧阳娜娜"}[i % 4],
                       std::to_string(13'800'000'000 + i * 7'919));
    }
    constexpr const char* k_queries[] = {"王", "wang", "w", "明", "7919", "王7919", "13800", "oyn"};
    std::vector<std::vector<Uuid>> found;
    const auto search = [&](std::string_view query) {
        std::vector<Uuid> ids;
        for (const auto& hit : search_members(members.database(), query, {.limit = 40}).value())
            ids.push_back(hit.id);
        return ids;
    };
    for (const auto* query : k_queries) found.push_back(search(query));
    REQUIRE(members.count("SELECT count(*) FROM member_search_new") == 35);
    store::rebuild_member_search(members.database()).value();
    REQUIRE(members.count("SELECT count(*) FROM member_search_new") == 0);
    for (std::size_t i = 0; i < found.size(); ++i) {
        CAPTURE(std::string(k_queries[i]));
        CHECK_FALSE(found[i].empty());
        CHECK(search(k_queries[i]) == found[i]);
    }
}

TEST_CASE("search finds cards, whole and from the start, in either case") {
    MemberDatabase members;
    const auto wang = members.insert("王伟", "13800138000");
    const auto li = members.insert("李娜", "13900139000");
    members.insert_card(wang, "S001-01-000123-K");
    members.insert_card(li, "6225881234567890");
    CHECK(find(members, "S001-01-000123-K") == Names{"王伟"});
    CHECK(matched(members, "s001-01-000123-k") == MatchedBy::card);
    CHECK(find(members, "S001-01") == Names{"王伟"});
    CHECK(matched(members, "S001-01") == MatchedBy::card_start);
    CHECK(find(members, "6225 8812 3456 7890") == Names{"李娜"});
    CHECK(find(members, "622588") == Names{"李娜"});
}

TEST_CASE("search shows the newest active card") {
    MemberDatabase members;
    const auto wang = members.insert("王伟");
    members.insert_card(wang, "OLD1", "active", "2024-01-01");
    members.insert_card(wang, "NEW1", "active", "2026-01-01");
    members.insert_card(wang, "LOST1", "lost", "2026-05-01");
    CHECK(search_members(members.database(), "王伟").value().front().card_number == "NEW1");
    CHECK(find(members, "LOST1") == Names{"王伟"});
}

TEST_CASE("search finds any part of a name, starts before inner parts, whole names first") {
    MemberDatabase members;
    for (const std::string name : {"明小王", "王小明", "王小", "李王小", "小王"})
        members.insert(name);
    CHECK(find(members, "王小") == Names{"王小", "王小明", "李王小"});
    CHECK(find(members, "明") == Names{"明小王", "王小明"});
    CHECK(find(members, "王") == Names{"王小", "王小明", "明小王", "小王", "李王小"});
    CHECK(find(members, "王 小 明") == Names{"王小明"});
    CHECK(find(members, "王明").empty());
}

TEST_CASE("search finds rare characters, with and without a known reading") {
    MemberDatabase members;
    members.insert("李㛃");
    members.insert("王𬭎宇");
    members.insert("𠮷野家");
    members.insert(
        "赵\xEE\xA0\x80");  // a character of the private use area, as old registers have them
    CHECK(find(members, "㛃") == Names{"李㛃"});
    CHECK(find(members, "lijie") == Names{"李㛃"});
    CHECK(find(members, "𬭎") == Names{"王𬭎宇"});
    CHECK(find(members, "whyu").size() == 1);
    CHECK(find(members, "𠮷") == Names{"𠮷野家"});
    CHECK(find(members, "\xEE\xA0\x80").size() == 1);
}

TEST_CASE("search finds every part of an ethnic name") {
    MemberDatabase members;
    members.insert("阿依古丽·买买提");
    for (const std::string query : {"阿依古丽·买买提", "阿依古丽买买提", "买买提", "古丽", "丽·买",
                                    "ayiguli", "maimaiti", "ayglmmt", "mmt", "maimai"}) {
        CAPTURE(query);
        CHECK(find(members, query) == Names{"阿依古丽·买买提"});
    }
}

TEST_CASE("search reads letters as pinyin, first letters and given names") {
    MemberDatabase members;
    members.insert("张三丰");
    CHECK(matched(members, "zhangsanfeng") == MatchedBy::pinyin);
    CHECK(matched(members, "Zhang San Feng") == MatchedBy::pinyin);
    CHECK(matched(members, "zhangs") == MatchedBy::pinyin);
    CHECK(matched(members, "zsf") == MatchedBy::initials);
    CHECK(matched(members, "zs") == MatchedBy::initials);
    CHECK(matched(members, "sanfeng") == MatchedBy::given_pinyin);
    CHECK(matched(members, "zhangsf") == MatchedBy::mixed);
    CHECK(matched(members, "zsanf") == MatchedBy::mixed);
    CHECK(find(members, "zhangsx").empty());
}

TEST_CASE("search reads characters mixed with letters") {
    MemberDatabase members;
    members.insert("张三丰");
    members.insert("章三丰");
    members.insert("张四");
    for (const std::string query : {"张san", "张sf", "张三f", "张sanf", "张s丰"}) {
        CAPTURE(query);
        CHECK(find(members, query) == Names{"张三丰"});
    }
    CHECK(find(members, "zhang三") == Names{"张三丰", "章三丰"});
    CHECK(find(members, "张s") == Names{"张三丰", "张四"});
}

TEST_CASE("search finds ü typed as v, u or ü") {
    MemberDatabase members;
    members.insert("吕绿");
    for (const std::string query : {"lvlv", "lulu", "lülü", "lv", "lu", "ll"}) {
        CAPTURE(query);
        CHECK(find(members, query) == Names{"吕绿"});
    }
}

TEST_CASE("search finds surnames by the surname's reading and compound ones by their given names") {
    MemberDatabase members;
    members.insert("单雄信");
    members.insert("欧阳娜娜");
    CHECK(find(members, "shanxiong") == Names{"单雄信"});
    CHECK(find(members, "ouyang") == Names{"欧阳娜娜"});
    CHECK(matched(members, "nana") == MatchedBy::given_pinyin);
    CHECK(matched(members, "oynn") == MatchedBy::initials);
}

TEST_CASE("search finds Latin names by words, inner parts and first letters, accents or not") {
    MemberDatabase members;
    members.insert("Anna Müller");
    members.insert("Amy王");
    for (const std::string query : {"anna", "ANNA MULLER", "Müller", "muller", "ull", "am"}) {
        CAPTURE(query);
        CHECK_FALSE(find(members, query).empty());
    }
    CHECK(find(members, "amy王") == Names{"Amy王"});
    CHECK(find(members, "amywang") == Names{"Amy王"});
    CHECK(find(members, "aw") == Names{"Amy王"});
}

TEST_CASE("search combines a name and digits of the number") {
    MemberDatabase members;
    members.insert("王伟", "13800131234");
    members.insert("李娜", "13900131234");
    for (const std::string query : {"王1234", "王 1234", "1234王", "wang 1234", "ww1234",
                                    "伟 131234", "王伟 13800131234", "王 1380013"}) {
        CAPTURE(query);
        CHECK(find(members, query) == Names{"王伟"});
        CHECK(matched(members, query) == MatchedBy::name_and_phone);
    }
    CHECK(find(members, "张 1234").empty());
}

TEST_CASE("search finds nicknames with digits") {
    MemberDatabase members;
    members.insert("小明2008");
    members.insert("666大哥");
    for (const std::string query : {"小明2008", "明20", "2008"})
        CHECK(find(members, query) == Names{"小明2008"});
    CHECK(find(members, "666") == Names{"666大哥"});
}

TEST_CASE("search shows a merged member as the one it was merged into, once") {
    MemberDatabase members;
    const auto loser = members.insert("王小伟", "13800000001");
    const auto middle = members.insert("王大伟", "13800000002");
    const auto winner = members.insert("王伟", "13800000003");
    members.merge(loser, middle);
    members.merge(middle, winner);
    const auto hits = search_members(members.database(), "小伟").value();
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].id == winner);
    CHECK(hits[0].phone == "13800000003");
    CHECK(hits[0].merged_from == loser);
    CHECK(find(members, "王") == Names{"王伟"});
    members.merge(middle, std::nullopt);
    CHECK(find(members, "王") == Names{"王伟", "王大伟"});
}

TEST_CASE(
    "search ends a cycle of merges at its smallest id and keeps a member whose winner is "
    "elsewhere") {
    MemberDatabase members;
    const auto first = members.insert("赵一");
    const auto second = members.insert("赵二");
    const auto third = members.insert("赵三");
    members.merge(first, second);
    members.merge(second, first);
    members.merge(third, second);
    const auto hits = search_members(members.database(), "赵").value();
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].id == std::min(first, second));
    const auto guest = members.insert("钱四");
    members.merge(guest, Uuid::derive("not here"));
    CHECK(find(members, "钱") == Names{"钱四"});
}

TEST_CASE("search does not find the erased, by anything") {
    MemberDatabase members;
    const auto id = members.insert("王伟", "13800138000");
    members.insert_card(id, "CARD1");
    members.erase(id);
    for (const std::string query :
         {"王伟", "ww", "wangwei", "wei", "13800138000", "8000", "CARD1"}) {
        CAPTURE(query);
        CHECK(find(members, query).empty());
    }
    CHECK(members.count("SELECT count(*) FROM member_search") == 0);
}

TEST_CASE("search keeps to limit and store, and answers the same each time") {
    MemberDatabase members;
    for (int i = 0; i < 120; ++i) {
        members.insert("王伟", fmt::format("138{:08}", i), i % 2 == 0 ? "S001" : "S002");
    }
    const auto all = search_members(members.database(), "王").value();
    CHECK(all.size() == 50);
    CHECK(search_members(members.database(), "王", {.limit = 200}).value().size() == 120);
    const auto of_store =
        search_members(members.database(), "王", {.limit = 200, .store_code = "S002"}).value();
    CHECK(of_store.size() == 60);
    CHECK(of_store[0].store_code == "S002");
    const auto again = search_members(members.database(), "王").value();
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].id == again[i].id);
}

TEST_CASE("search finds nothing for nothing, and survives any bytes") {
    MemberDatabase members;
    members.insert("王伟");
    for (const std::string query :
         {"", " ", "·", "+", "%", "'", "\"; DROP TABLE member", "\xFF\xFE", "-", "王%", "*"}) {
        CAPTURE(query);
        CHECK_NOTHROW(find(members, query));
    }
    CHECK(find(members, "").empty());
    CHECK(find(members, "%").empty());
    CHECK(find(members, std::string(100'000, 'z')).empty());
    CHECK(find(members, std::string("王伟\0x", 8)).empty());
}

TEST_CASE("traditional and simplified spellings of a name find each other") {
    MemberDatabase members;
    const auto traditional = members.insert("張國榮"), simplified = members.insert("张国荣");
    const auto compound = members.insert("歐陽鋒");
    for (const auto* query : {"張國榮", "张国荣", "張", "国荣", "國荣", "zhangguorong", "zgr"}) {
        CAPTURE(query);
        const auto hits = search_members(members.database(), query).value();
        REQUIRE(hits.size() == 2);
        CHECK(std::ranges::find(hits, traditional, &MemberHit::id) != hits.end());
        CHECK(std::ranges::find(hits, simplified, &MemberHit::id) != hits.end());
    }
    // What is stored and shown stays as it was written.
    CHECK(search_members(members.database(), "欧阳").value().at(0).name == "歐陽鋒");
    CHECK(search_members(members.database(), "feng").value().at(0).id == compound);
    // A character that simplified names have too is not taken for another one.
    const auto qian = members.insert("李乾");
    CHECK(search_members(members.database(), "李干").value().empty());
    CHECK(search_members(members.database(), "liqian").value().at(0).id == qian);
}

TEST_CASE("where only whole numbers are looked for, a part of one finds nobody") {
    MemberDatabase members;
    members.insert("王伟", "13800138000");
    const SearchOptions whole{.whole_phones_only = true};
    CHECK(find(members, "138 0013 8000", whole) == Names{"王伟"});
    for (const std::string part : {"138", "1380013", "8000", "38000", "王8000"}) {
        CAPTURE(part);
        CHECK(find(members, part) == Names{"王伟"});
        CHECK(find(members, part, whole).empty());
    }
    CHECK(find(members, "王伟", whole) == Names{"王伟"});
}
