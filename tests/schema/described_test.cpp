// Described structs: as JSON, as rows, and what is left out.

#include <doctest/doctest.h>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai {
namespace {

enum class Kind { tea, wine };
constexpr auto codes_of(Kind) {
    return std::to_array<CodedValue<Kind>>({{Kind::tea, "tea"}, {Kind::wine, "wine"}});
}

struct Place {
    std::string shelf{};
    int row = 0;
};

struct Goods {
    Uuid id{};
    std::string item{};
    std::string remark{};
    std::optional<Uuid> member_id{};
    Coded<Kind> kind{};
    int quantity = 0;
    bool open = false;
    std::optional<Date> expires_on{};
    Fen worth{};
    TimeMs created_at = 0;
};

struct Shelf {
    Place place{};
    std::optional<Kind> only{};
    std::vector<Place> places{};
    std::string extra{};
    std::string note{};
};

QIANTAI_DESCRIBE(Place, "", shelf, row)
QIANTAI_DESCRIBE(Goods, "goods", id, item, remark, member_id, kind, quantity, open, expires_on,
                 worth, created_at)
QIANTAI_NOTES(Goods, {.field = "item", .column = "item_code"})
QIANTAI_DESCRIBE(Shelf, "", place, only, places, extra, note)
QIANTAI_NOTES(Shelf, {.field = "place", .spread = true}, {.field = "extra", .is_json = true},
              {.field = "note",
               .name = "words",
               .presence = FieldNote::Presence::always,
               .null_empties = true})

const Uuid k_id = *Uuid::parse("01890000-0000-7000-8000-000000000001");

Goods full_goods() {
    return {.id = k_id,
            .item = "T1",
            .remark = "fragile",
            .member_id = k_id,
            .kind = Kind::wine,
            .quantity = 3,
            .open = true,
            .expires_on = Date::of_text("2026-11-21"),
            .worth = Fen(1250),
            .created_at = 1'795'000'000'000};
}

boost::json::object parsed(std::string_view text) {
    return boost::json::parse(text).as_object();
}

/// The path of what can't be read of it, or nothing.
template <typename T>
std::string fault_in(std::string_view text) {
    T value{};
    const auto fault = shape_from_json(shape_of<T>(), parsed(text), &value);
    return fault ? fault->path + ": " + fault->what : std::string();
}

}  // namespace

TEST_CASE("a described struct is JSON and comes back") {
    const auto json = to_json(full_goods());
    CHECK(json == parsed(R"({"id":"01890000-0000-7000-8000-000000000001","item":"T1",
        "remark":"fragile","member_id":"01890000-0000-7000-8000-000000000001","kind":"wine",
        "quantity":3,"open":true,"expires_on":"2026-11-21","worth":1250,
        "created_at":1795000000000})"));
    const auto back = from_json<Goods>(json);
    REQUIRE(back.has_value());
    CHECK(to_json(*back) == json);
    CHECK(back->kind == Kind::wine);
}

TEST_CASE("what is empty is left out of JSON") {
    CHECK(to_json(Goods{.id = k_id}) ==
          parsed(R"({"id":"01890000-0000-7000-8000-000000000001","quantity":0,"open":false,
                     "worth":0,"created_at":0})"));
}

TEST_CASE("notes spread, rename, keep and embed") {
    Shelf shelf{.place = {"A", 2}, .only = Kind::tea, .places = {{"B", 1}}, .extra = R"({"n":1})"};
    const auto json = to_json(shelf);
    CHECK(json == parsed(R"({"shelf":"A","row":2,"only":"tea","places":[{"shelf":"B","row":1}],
                             "extra":{"n":1},"words":""})"));
    const auto back = from_json<Shelf>(json);
    REQUIRE(back.has_value());
    CHECK(back->place.row == 2);
    CHECK(back->extra == R"({"n":1})");
    shelf.note = "kept";
    REQUIRE_FALSE(shape_from_json(shape_of<Shelf>(), parsed(R"({"only":null})"), &shelf));
    CHECK(shelf.only == Kind::tea);
    REQUIRE_FALSE(shape_from_json(shape_of<Shelf>(), parsed(R"({"words":null})"), &shelf));
    CHECK(shelf.note.empty());
}

TEST_CASE("what can't be read is named by its path") {
    CHECK(fault_in<Goods>(R"({"expires_on":"2026-02-30"})") == "expires_on: no date");
    CHECK(fault_in<Goods>(R"({"id":"x"})") == "id: no id");
    CHECK(fault_in<Goods>(R"({"quantity":"3"})") == "quantity: no number");
    CHECK(fault_in<Shelf>(R"({"only":"beer"})") == "only: none of the values");
    CHECK(fault_in<Shelf>(R"({"places":[{"row":1},{"row":"x"}]})") == "places.1.row: no number");
    CHECK(fault_in<Goods>(R"({"kind":"beer","else":1})").empty());
}

TEST_CASE("a described struct is a row and comes back, empty as NULL") {
    const test::TempFolder folder;
    auto database =
        sqlite::Database::open(folder.path() / "a.db", {.mode = sqlite::OpenMode::create}).value();
    REQUIRE(database
                .execute("CREATE TABLE goods (id BLOB PRIMARY KEY, item_code TEXT, remark TEXT,"
                         " member_id BLOB, kind TEXT, quantity INTEGER, open INTEGER,"
                         " expires_on TEXT, worth INTEGER, created_at INTEGER)")
                .ok());
    const Uuid other = *Uuid::parse("01890000-0000-7000-8000-000000000002");
    REQUIRE(sqlite::insert(database, full_goods()).ok());
    REQUIRE(sqlite::insert(database, Goods{.id = other}).ok());
    CHECK_FALSE(sqlite::insert(database, full_goods()).ok());

    static const auto sql = sqlite::select_of<Goods>("WHERE id = ?");
    const auto load = [&](const Uuid& id) {
        return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Goods>).value();
    };
    CHECK(to_json(*load(k_id)) == to_json(full_goods()));
    CHECK(to_json(*load(other)) == to_json(Goods{.id = other}));
    CHECK_FALSE(load(Uuid()).has_value());
    CHECK(sqlite::any(database.cached("SELECT 1 FROM goods WHERE remark IS NULL AND kind IS NULL "
                                      "AND expires_on IS NULL AND member_id IS NULL"))
              .value());
    CHECK(
        sqlite::all(database.cached("SELECT item_code FROM goods ORDER BY id"), sqlite::text_column)
            .value() == std::vector<std::string>{"T1", ""});
}

}  // namespace qiantai
