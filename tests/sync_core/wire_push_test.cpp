#include <doctest/doctest.h>

#include "sync/core/wire.hpp"

namespace qiantai::sync {

TEST_CASE("a push batch arrives as it was sent") {
    PushBatch batch;
    batch.schema_version = 3;
    batch.incarnation = Uuid::derive("incarnation");
    batch.first_seq = 7;
    Change change;
    change.seq = 7;
    change.txn = 7;
    change.hlc = Hlc::at(1'795'000'000'000, 3);
    change.entity = "member";
    change.id = Uuid::derive("member");
    change.columns = {{"name", "欧阳\"娜\"\n"}, {"phone", "13812345678"}, {"created_at", 1'795'000'000'000}};
    batch.changes.push_back(change);
    auto decoded = decode_push(encode_push(batch));
    REQUIRE(decoded.ok());
    REQUIRE(decoded->changes.size() == 1);
    CHECK(decoded->changes[0].columns == change.columns);
    CHECK(decoded->changes[0].hlc == change.hlc);
    CHECK(decoded->changes[0].id == change.id);
    CHECK(decoded->changes[0].txn == 7);
}

}  // namespace qiantai::sync
