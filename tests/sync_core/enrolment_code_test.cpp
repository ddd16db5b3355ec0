#include <doctest/doctest.h>

#include "sync/core/enrolment_code.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

TEST_CASE("a code has four groups of five and is read back") {
    with_seeds(200, [](Random& random) {
        const auto code = make_enrolment_code("certificate", random);
        const std::string text = code.text();
        REQUIRE(text.size() == 23);
        REQUIRE(text.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == std::string::npos);
        const auto parsed = parse_enrolment_code(text);
        REQUIRE(parsed.ok());
        REQUIRE(parsed->secret == code.secret);
        REQUIRE(parsed->fingerprint == ca_fingerprint("certificate"));
    });
}

TEST_CASE("codes of the same chain share the fingerprint and not the secret") {
    SeededRandom random(1);
    const auto one = make_enrolment_code("certificate", random),
               other = make_enrolment_code("certificate", random);
    CHECK(one.fingerprint == other.fingerprint);
    CHECK(one.secret != other.secret);
    CHECK(ca_fingerprint("certificate") != ca_fingerprint("certificatf"));
    CHECK(ca_fingerprint("certificate").size() == 12);
}

TEST_CASE("a code may be typed in any of these ways") {
    for (const char* text :
         {"01ABC-DEFGH-JKMNP-QRST1", "01abcdefghjkmnpqrst1", " 01abc defgh jkmnp qrst1 ",
          "oIabc-defgh-jkmnp-qrstl", "OLABC_DEFGH_JKMNP_QRSTi",
          "0-1-A-B-C-D-E-F-G-H-J-K-M-N-P-Q-R-S-T-1", "01ABC–DEFGH—JKMNP−QRST1",
          "０１ＡＢＣ－ＤＥＦＧＨ－ＪＫＭＮＰ－ＱＲＳＴ１",
          "０１ａｂｃ　ｄｅｆｇｈ　ｊｋｍｎｐ　ｑｒｓｔ１", "01ABC-DEFGH-JKMNP-QRST1\r\n"}) {
        CAPTURE(text);
        const auto parsed = parse_enrolment_code(text);
        REQUIRE(parsed.ok());
        CHECK(parsed->text() == "01ABC-DEFGH-JKMNP-QRST1");
    }
}

TEST_CASE("what is no code is refused with words for the person who typed it") {
    for (const char* text :
         {"", "-", "01ABC-DEFGH-JKMNP-QRST", "01ABC-DEFGH-JKMNP-QRST12", "U1ABC-DEFGH-JKMNP-QRST1",
          "01ABC-DEFGH-JKMNP-QRST*", "01ABC-DEFGH-JKMNP-QRST王", "01ABC.DEFGH.JKMNP.QRST1",
          "\xff\xfe", "01ABC-DEFGH-JKMNP-QRST\xe5"}) {
        CAPTURE(text);
        const auto parsed = parse_enrolment_code(text);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().code() == "enrolment_code_malformed");
    }
    CHECK_FALSE(parse_enrolment_code(std::string("01ABC-DEFGH-JKMNP-QRS\0"
                                                 "1",
                                                 23))
                    .ok());
}

TEST_CASE("any text is parsed without harm") {
    with_seeds(3'000, [](Random& random) {
        std::string text(random.below(40), '\0');
        random.fill({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
        const auto parsed = parse_enrolment_code(text);
        if (parsed) CHECK(parsed->secret.size() == 8);
    });
}

}  // namespace
}  // namespace qiantai::sync::test
