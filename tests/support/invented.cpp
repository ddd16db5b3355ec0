#include "tests/support/invented.hpp"

namespace qiantai::test {
namespace {

constexpr auto k_always = Presence::required;

Column invented_store_code() {
    return {.name = "store_code", .type = ColumnType::text, .presence = k_always, .length_max = 8};
}

Column invented_phone() {
    return {.name = "phone",
            .type = ColumnType::text,
            .personal = true,
            .contact = true,
            .length_max = 20};
}

std::vector<Entity> invented_parcels() {
    using enum ColumnType;
    return {{.name = "parcel",
             .title_zh = "包裹",
             .writer = Writer::both,
             .visibility = Visibility::store,
             .merge = Merge::fields,
             .columns = {invented_store_code(),
                         {.name = "receiver", .type = text, .length_max = 8},
                         invented_phone(),
                         {.name = "content", .type = text, .presence = k_always},
                         {.name = "picture", .type = attachment, .personal = true}},
             .also_seen_by = "receiver",
             .also_written_by = "receiver",
             .store_gives_away = true},
            {.name = "parcel_note",
             .title_zh = "包裹备注",
             .writer = Writer::both,
             .visibility = Visibility::store,
             .merge = Merge::append,
             .columns = {invented_store_code(),
                         {.name = "parcel_id", .type = id, .presence = k_always},
                         invented_phone(),
                         {.name = "words", .type = text, .presence = k_always}},
             .belongs_to = {"parcel_id", "parcel"}},
            {.name = "parcel_photo",
             .title_zh = "包裹照片",
             .writer = Writer::both,
             .visibility = Visibility::store,
             .merge = Merge::owner,
             .columns = {invented_store_code(),
                         {.name = "note_id", .type = id, .presence = k_always},
                         {.name = "label", .type = text, .presence = k_always}},
             .belongs_to = {"note_id", "parcel_note"}}};
}

std::vector<Entity> invented_others() {
    using enum ColumnType;
    return {{.name = "visit",
             .title_zh = "到店",
             .writer = Writer::store,
             .visibility = Visibility::store,
             .merge = Merge::append,
             .columns = {invented_store_code(),
                         {.name = "home_store", .type = text, .length_max = 8},
                         {.name = "amount_fen", .type = fen, .presence = k_always}},
             .also_seen_by = "home_store"},
            {.name = "slip",
             .title_zh = "小票",
             .writer = Writer::both,
             .visibility = Visibility::store_only,
             .merge = Merge::owner,
             .columns = {invented_store_code(),
                         {.name = "content", .type = text, .presence = k_always}}},
            {.name = "permit",
             .title_zh = "授权",
             .writer = Writer::hq,
             .visibility = Visibility::headquarters,
             .merge = Merge::owner,
             .columns = {invented_store_code(),
                         {.name = "row_id", .type = id, .presence = k_always},
                         {.name = "desk", .type = text, .presence = k_always},
                         {.name = "until", .type = time, .presence = k_always},
                         {.name = "ended_at", .type = time}},
             .opens_contact = {"row_id", "desk", "until", "ended_at"}},
            {.name = "complaint",
             .title_zh = "投诉",
             .writer = Writer::both,
             .visibility = Visibility::store,
             .merge = Merge::owner,
             .columns = {invented_store_code(),
                         invented_phone(),
                         {.name = "words", .type = text, .presence = k_always}}}};
}

constexpr const char* k_invented_tables = R"(
CREATE TABLE parcel (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, receiver TEXT, phone TEXT, content TEXT NOT NULL,
    picture TEXT, row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX parcel_by_picture ON parcel (picture) WHERE picture IS NOT NULL;
CREATE TABLE parcel_note (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, parcel_id BLOB NOT NULL, phone TEXT, words TEXT NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())) STRICT, WITHOUT ROWID;
CREATE TABLE parcel_photo (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, note_id BLOB NOT NULL, label TEXT NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, home_store TEXT, amount_fen INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())) STRICT, WITHOUT ROWID;
CREATE TABLE slip (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, content TEXT NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE permit (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, row_id BLOB NOT NULL, desk TEXT NOT NULL,
    until INTEGER NOT NULL, ended_at INTEGER,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE complaint (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, phone TEXT, words TEXT NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT) STRICT, WITHOUT ROWID;
)";

}  // namespace

Manifest make_invented_manifest() {
    const auto known = make_qiantai_manifest();
    std::vector<Entity> entities(known.entities().begin(), known.entities().end());
    for (auto&& more : {invented_parcels(), invented_others()}) {
        entities.insert(entities.end(), more.begin(), more.end());
    }
    return Manifest(known.schema_version() + 1, std::move(entities));
}

std::vector<sqlite::MigrationText> invented_migrations() {
    const auto known = sqlite::terminal_migrations();
    std::vector<sqlite::MigrationText> steps(known.begin(), known.end());
    steps.push_back({known.back().number + 1, "invented", k_invented_tables});
    return steps;
}

}  // namespace qiantai::test
