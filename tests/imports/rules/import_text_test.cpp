#include <doctest/doctest.h>

#include "terminal/imports/rules/import_text.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using namespace qiantai::domain;

namespace {

struct DecodedText {
    std::string utf8;
    TextEncoding encoding = TextEncoding::utf8;
    bool certain = true;
};

Result<DecodedText> decode_text(const std::string& bytes, std::optional<TextEncoding> chosen = {}) {
    const qiantai::test::TempFolder folder;
    qiantai::test::write_bytes(folder / "file.csv", bytes);
    QIANTAI_TRY(auto file, TextFile::open(folder / "file.csv", chosen));
    DecodedText text{.utf8 = {}, .encoding = file.encoding(), .certain = file.is_certain()};
    for (bool more = true; more;) {
        QIANTAI_TRY(more, file.read(text.utf8));
    }
    return text;
}

}  // namespace

TEST_CASE("import reads UTF-8 with and without its mark") {
    const auto plain = decode_text("姓名,手机\n王伟,13800138000").value();
    CHECK(plain.encoding == TextEncoding::utf8);
    CHECK(plain.utf8.starts_with("姓名"));
    CHECK(decode_text("\xEF\xBB\xBF姓名").value().utf8 == "姓名");
}

TEST_CASE("import reads GB18030, with characters of four bytes and outside the BMP") {
    const auto text =
        decode_text("\xD0\xD5\xC3\xFB,\xCD\xF5\xCE\xB0,\xC0\xEE\xFE\x9F,\xC1\xF5\x99\x33\xA9\x32")
            .value();
    CHECK(text.encoding == TextEncoding::gb18030);
    CHECK(text.utf8 == "姓名,王伟,李䶮,刘𬭎");
}

TEST_CASE("import reads a GB18030 file of any length whole") {
    std::string bytes, expected;
    for (int i = 0; i < 70'001; ++i) {
        bytes += i % 3 == 0 ? "\xCD\xF5" : i % 3 == 1 ? "\x99\x33\xA9\x32" : "x";
        expected += i % 3 == 0 ? "王" : i % 3 == 1 ? "𬭎" : "x";
    }
    CHECK(decode_text(bytes).value().utf8 == expected);
}

TEST_CASE("import marks broken bytes and refuses what is no text") {
    CHECK(decode_text("\xD0\xD5,\xFF\xFF,ok").value().utf8.find("\xEF\xBF\xBD") !=
          std::string::npos);
    const auto damaged = decode_text("姓名,手机\n王\xFF伟,13800138000\n李\xE5\xA8,139").value();
    CHECK(damaged.encoding == TextEncoding::utf8);
    CHECK(damaged.utf8 == "姓名,手机\n王\xEF\xBF\xBD伟,13800138000\n李\xEF\xBF\xBD,139");
    CHECK(decode_text("\xEF\xBB\xBF王\xFF伟").value().utf8.find("\xEF\xBF\xBD") !=
          std::string::npos);
    CHECK(decode_text(std::string("a\0b", 3)).error().kind == &k_import_encoding_unknown);
}

TEST_CASE("import reads UTF-16 as Excel's \"Unicode text\" is, and Big5 if it is told") {
    const auto little = decode_text(std::string("\xFF\xFE\xD3\x59\x0D\x54\x09\x00", 8)).value();
    CHECK(little.utf8 == "姓名\t");
    CHECK(little.encoding == TextEncoding::utf16le);
    CHECK(little.certain);
    CHECK(decode_text(std::string("\xFE\xFF\x59\xD3\x54\x0D", 6)).value().utf8 == "姓名");
    CHECK(decode_text("\xB3\xAF\xA4\x6A\xA4\xE5", TextEncoding::big5).value().utf8 == "陳大文");
}

TEST_CASE("import says when it should be looked at whether a text reads well") {
    CHECK(decode_text("姓名").value().certain);
    CHECK_FALSE(decode_text("\xCD\xF5\xCE\xB0").value().certain);
    // 会员 in UTF-8 decodes as GB18030 too, into other words.
    CHECK(decode_text("会员").value().utf8 == "会员");
    // 联通 in GBK passes loose checks of UTF-8.
    CHECK(decode_text("\xC1\xAA\xCD\xA8").value().utf8 == "联通");
}

TEST_CASE("import drops the end mark of old programs") {
    CHECK(decode_text("a,b\n\x1A").value().utf8 == "a,b\n");
}

TEST_CASE("import takes Big5 for what it is, and rare names for names") {
    // 王小明 陳大文 in Big5
    const std::string big5 =
        "name,phone\n\xA4\xFD\xA4\x70\xA9\xFA,13900070001\n\xB3\xAF\xA4\x6A\xA4\xE5,13900070002\n";
    const auto refused = decode_text(big5);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == &k_import_encoding_unknown);
}
