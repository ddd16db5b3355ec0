#include "terminal/attachments/rules/intake.hpp"

#include <doctest/doctest.h>

#include "schema/base/content_folder.hpp"
#include "schema/base/random.hpp"
#include "tests/attachments/rules/sample_files.hpp"

namespace qiantai::domain {
namespace {

using namespace test;

std::string code_of_intake(std::string_view bytes) {
    const auto intake = take_in(bytes);
    return intake ? "" : std::string(intake.error().code());
}

Picture stored(std::string_view bytes) {
    const auto intake = take_in(bytes).value();
    CHECK(intake.kind == AttachmentKind::photo);
    return read_jpeg(intake.content, k_photo_edge).value();
}

enum class Corner { top_left, top_right, bottom_left, bottom_right };
/// Where a picture is as red and bright as the sample's top left.
Corner red_bright_corner(const Picture& picture) {
    const auto at = [&](int x, int y) {
        const auto* pixel =
            picture.rgb.data() + 3 * (std::size_t(y) * std::size_t(picture.width) + std::size_t(x));
        return int(pixel[0]) + int(pixel[2]) - int(pixel[1]);
    };
    const int right = picture.width - 1, bottom = picture.height - 1;
    const std::pair<int, Corner> corners[] = {{at(0, 0), Corner::top_left},
                                              {at(right, 0), Corner::top_right},
                                              {at(0, bottom), Corner::bottom_left},
                                              {at(right, bottom), Corner::bottom_right}};
    return std::ranges::max_element(corners)->second;
}

}  // namespace

TEST_CASE("JPEG, PNG and HEIC become JPEG, whatever the file is called") {
    CHECK(stored(sample_jpeg(300, 200)).width == 300);
    CHECK(stored(sample_png(301, 200)).width == 301);
    CHECK(red_bright_corner(stored(sample_png(301, 200))) == Corner::top_left);
    const auto heic = sample_heic(320, 200);
    REQUIRE_MESSAGE(heic, "libheif writes no HEVC here: install libx265");
    const auto from_heic = stored(*heic);
    CHECK(from_heic.width == 320);
    CHECK(from_heic.height == 200);
    CHECK(red_bright_corner(from_heic) == Corner::top_left);
    for (const auto& file : {sample_jpeg(300, 200), sample_png(301, 200), *heic}) {
        const auto intake = take_in(file).value();
        CHECK(kind_of_content(intake.content) == AttachmentKind::photo);
        CHECK(read_jpeg(intake.thumbnail, 1).ok());
        CHECK(thumbnail_of(intake.content).size() > 100);
    }
}

TEST_CASE("a photo is upright afterwards, and says nothing of place, time and device") {
    const auto plain = sample_jpeg(80, 40);
    // Where the upright picture has the stored one's top left, by the EXIF orientation.
    const std::pair<int, Corner> expected[] = {{1, Corner::top_left},     {2, Corner::top_right},
                                               {3, Corner::bottom_right}, {4, Corner::bottom_left},
                                               {5, Corner::top_left},     {6, Corner::top_right},
                                               {7, Corner::bottom_right}, {8, Corner::bottom_left}};
    for (const auto& [orientation, corner] : expected) {
        CAPTURE(orientation);
        const auto turned = with_exif(plain, orientation);
        CHECK(exif_orientation(turned) == orientation);
        const auto picture = stored(turned);
        CHECK((picture.width > picture.height) == (orientation < 5));
        CHECK(red_bright_corner(picture) == corner);
        const auto content = take_in(turned).value().content;
        CHECK(content.find("Exif") == std::string::npos);
        CHECK(content.find("GPS") == std::string::npos);
    }
    CHECK(exif_orientation(plain) == 1);
    CHECK(exif_orientation(with_exif(plain, 9)) == 1);
    CHECK(exif_orientation("") == 1);
}

TEST_CASE("a large photo is made smaller, a small one not larger") {
    const auto wide = stored(sample_jpeg(6000, 3000));
    CHECK(wide.width == k_photo_edge);
    CHECK(wide.height == k_photo_edge / 2);
    CHECK(red_bright_corner(wide) == Corner::top_left);
    const auto tall = stored(sample_png(1000, 3000));
    CHECK(tall.height == k_photo_edge);
    CHECK(stored(sample_png(1, 1)).width == 1);
    const auto line = stored(sample_png(5000, 1));
    CHECK(line.width == k_photo_edge);
    CHECK(line.height == 1);
    CHECK(read_jpeg(take_in(sample_jpeg(6000, 3000)).value().thumbnail, k_thumbnail_edge)
              .value()
              .width == k_thumbnail_edge);
}

TEST_CASE("a photo that ends too early is refused with words") {
    for (const auto& file : {sample_jpeg(600, 400), sample_png(600, 400),
                             sample_heic(320, 200).value_or(sample_png(9, 9))}) {
        for (const double part : {0.02, 0.3, 0.6, 0.95}) {
            CAPTURE(part);
            const auto size = static_cast<std::size_t>(double(file.size()) * part);
            CHECK(code_of_intake(file.substr(0, std::max<std::size_t>(size, 16))) ==
                  "picture_damaged");
        }
    }
    // What a phone appends is no damage.
    CHECK(code_of_intake(sample_jpeg(60, 40) + "MotionPhoto") == "");
}

TEST_CASE("a PDF stays as it is; one that is cut is refused") {
    const auto intake = take_in(sample_pdf()).value();
    CHECK(intake.kind == AttachmentKind::pdf);
    CHECK(intake.content == sample_pdf());
    CHECK(intake.thumbnail.empty());
    CHECK(kind_of_content(intake.content) == AttachmentKind::pdf);
    CHECK(code_of_intake("%PDF-1.4\n1 0 obj") == "pdf_damaged");
    CHECK(code_of_intake(sample_pdf() + std::string(k_content_bytes_max, ' ')) ==
          "attachment_too_large");
}

TEST_CASE("everything else is refused, and named if it is known") {
    const auto refused = [](std::string_view bytes) {
        const auto error = take_in(bytes).error();
        CHECK(error.code() == "file_kind_refused");
        return error.detail;
    };
    CHECK(refused("GIF89a....") == "GIF");
    CHECK(refused(std::string_view("\0\0\0\x18"
                                   "ftypisom....",
                                   16)) == "MP4/MOV");
    CHECK(refused("PK\x03\x04....") == "ZIP/DOCX");
    CHECK(refused("RIFF....WEBPVP8 ") == "WebP");
    CHECK(refused("hello") == "");
    CHECK(refused("x") == "");
    CHECK(code_of_intake("") == "attachment_empty");
    CHECK(code_of_intake(sample_jpeg(9, 9) + std::string(k_photo_file_bytes_max, 'x')) ==
          "attachment_too_large");
    CHECK_FALSE(kind_of_content("GIF89a").has_value());
    CHECK(thumbnail_of(sample_pdf()).empty());
}

TEST_CASE("a small file that says it is huge is refused before it is opened") {
    auto png = sample_png(100, 100);
    // Width and height stand behind the first chunk's head; its checksum is made anew.
    const auto claim = [&](std::string_view width_and_height) {
        png.replace(16, 8, width_and_height);
        std::uint32_t crc = 0xFFFFFFFF;
        for (const char c : png.substr(12, 17)) {
            crc ^= static_cast<std::uint8_t>(c);
            for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
        }
        crc = ~crc;
        for (std::size_t i = 0; i < 4; ++i) png[29 + i] = static_cast<char>(crc >> (24 - 8 * i));
        return code_of_intake(png);
    };
    CHECK(claim(std::string_view("\0\0\x60\x00\0\0\x60\x00", 8)) == "picture_too_many_pixels");
    auto jpeg = sample_jpeg(100, 100);
    const auto frame = jpeg.find(std::string_view("\xFF\xC0", 2));
    REQUIRE(frame != std::string::npos);
    jpeg.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
    CHECK(code_of_intake(jpeg) == "picture_too_many_pixels");
}

TEST_CASE("files changed at random are taken or refused, and nothing worse") {
    SeededRandom random(42);
    std::vector<std::string> files{with_exif(sample_jpeg(64, 48), 6), sample_png(40, 30),
                                   sample_pdf()};
    if (const auto heic = sample_heic(64, 64)) files.push_back(*heic);
    std::map<std::string, int> ends;
    for (int round = 0; round < 1500; ++round) {
        auto bytes = files[random.below(files.size())];
        for (auto changes = 1 + random.below(4); changes > 0; --changes) {
            const auto at = random.below(bytes.size());
            switch (random.below(4)) {
                case 0:
                    bytes[at] = static_cast<char>(random.below(256));
                    break;
                case 1:
                    bytes.resize(at + 1);
                    break;
                case 2:
                    bytes.insert(at, bytes.substr(random.below(bytes.size()), random.below(40)));
                    break;
                default:
                    bytes.erase(at, 1 + random.below(8));
            }
            if (bytes.empty()) bytes = "x";
        }
        CAPTURE(round);
        const auto intake = take_in(bytes);
        ++ends[intake ? "taken" : std::string(intake.error().code())];
        if (intake) CHECK(kind_of_content(intake->content) == intake->kind);
    }
    CHECK(ends["taken"] > 20);
    CHECK(ends["picture_damaged"] > 200);
    CHECK(ends["file_kind_refused"] > 5);
}

}  // namespace qiantai::domain
