// Pictures as cameras give them. There is no camera here: the frames are recorded ones.

#include "terminal/attachments/rules/camera.hpp"

#include <doctest/doctest.h>

#include "tests/attachments/rules/sample_files.hpp"

namespace qiantai::domain {
namespace {

/// As webcams send it: the tables that every decoder knows are left out.
std::string without_huffman_tables(std::string jpeg) {
    for (std::size_t at = 2;
         at + 4 < jpeg.size() && jpeg[at] == '\xFF' && jpeg[at + 1] != '\xDA';) {
        const auto length =
            2 + 256 * std::size_t(std::uint8_t(jpeg[at + 2])) + std::uint8_t(jpeg[at + 3]);
        if (jpeg[at + 1] == '\xC4')
            jpeg.erase(at, length);
        else
            at += length;
    }
    return jpeg;
}

/// Grey, red and blue columns, as a camera counts colours; `more` bytes after each row.
Frame yuyv_frame(int more) {
    Frame frame{.format = FrameFormat::yuyv, .width = 6, .height = 2, .stride = 12 + more};
    for (int row = 0; row < 2; ++row) {
        frame.bytes += std::string("\x80\x80\x80\x80\x51\x5A\x51\xF0\x29\xF0\x29\x6E", 12);
        frame.bytes += std::string(std::size_t(more), 'x');
    }
    return frame;
}

}  // namespace

TEST_CASE("a frame of MJPEG is a picture, with its tables or without") {
    const auto jpeg = test::sample_jpeg(64, 48);
    const auto bare = without_huffman_tables(jpeg);
    CHECK(bare.size() < jpeg.size());
    for (const auto& bytes : {jpeg, bare}) {
        const Frame frame{.format = FrameFormat::mjpeg, .width = 64, .height = 48, .bytes = bytes};
        const auto picture = picture_of(frame).value();
        CHECK(picture.width == 64);
        CHECK(picture.rgb == picture_of(frame)->rgb);
        CHECK(picture.rgb[0] > 180);
    }
    const Frame half{.format = FrameFormat::mjpeg,
                     .width = 64,
                     .height = 48,
                     .bytes = jpeg.substr(0, jpeg.size() / 2)};
    CHECK(picture_of(half).error().code() == "picture_damaged");
}

TEST_CASE("a frame of YUYV has the colours the camera meant, whatever lies between its rows") {
    for (const int more : {0, 4}) {
        const auto picture = picture_of(yuyv_frame(more)).value();
        CHECK(picture.width == 6);
        CHECK(picture.height == 2);
        const auto at = [&](std::size_t pixel) {
            const auto* rgb = picture.rgb.data() + 3 * pixel;
            return std::array<int, 3>{rgb[0], rgb[1], rgb[2]};
        };
        for (const std::size_t row : {0u, 6u}) {
            CHECK(at(row) == std::array{130, 130, 130});
            CHECK(at(row + 2)[0] > 250);
            CHECK(at(row + 2)[1] < 5);
            CHECK(at(row + 4)[2] > 250);
            CHECK(at(row + 4)[0] < 5);
        }
    }
}

TEST_CASE("a frame that is not whole is refused") {
    auto frame = yuyv_frame(0);
    frame.bytes.pop_back();
    CHECK(picture_of(frame).error().code() == "picture_damaged");
    frame = yuyv_frame(0);
    frame.stride = 11;
    CHECK(picture_of(frame).error().code() == "picture_damaged");
    frame = yuyv_frame(0);
    frame.width = 5;
    CHECK(picture_of(frame).error().code() == "picture_damaged");
}

TEST_CASE("what is no camera is said so") {
    CHECK(open_v4l2_camera("/dev/no-such-camera", 1280).error().code() == "camera_missing");
    CHECK(open_v4l2_camera("/dev/null", 1280).error().code() == "camera_unfit");
    for (const auto& camera : find_cameras()) CHECK_FALSE(camera.path.empty());
}

}  // namespace qiantai::domain
