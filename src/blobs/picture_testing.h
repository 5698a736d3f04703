// Pictures for tests, made byte by byte.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace jiati::blobs {

inline std::string big_endian(std::uint32_t number) {
    return {static_cast<char>(number >> 24U), static_cast<char>(number >> 16U), static_cast<char>(number >> 8U),
            static_cast<char>(number)};
}

inline std::string png_chunk(std::string const& type_and_data) {
    std::uint32_t crc = ~0U;
    for (char const c : type_and_data) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ (crc >> 1U) : crc >> 1U;
    }
    return big_endian(static_cast<std::uint32_t>(type_and_data.size()) - 4) + type_and_data + big_endian(~crc);
}

// Dark on the left half and light on the right, grey. Deflate's stored blocks: nothing is compressed.
inline std::string png(std::uint32_t width, std::uint32_t height) {
    std::string rows;
    for (std::uint32_t y = 0; y < height; ++y)
        rows += std::string(1, '\0') + std::string(width / 2, '\x10') + std::string(width - width / 2, '\xF0');
    std::uint32_t a = 1, b = 0;
    for (char const c : rows) b = (b + (a = (a + static_cast<unsigned char>(c)) % 65521)) % 65521;
    std::string data = "IDAT\x78\x01";
    for (std::size_t at = 0; at < rows.size(); at += 65535) {
        auto const part = std::string_view(rows).substr(at, 65535);
        auto const size = static_cast<std::uint16_t>(part.size());
        data += at + 65535 >= rows.size() ? '\1' : '\0';
        for (unsigned const n : {unsigned{size}, ~unsigned{size}}) {
            data += static_cast<char>(n);
            data += static_cast<char>(n >> 8U);
        }
        data += part;
    }
    data += big_endian(b << 16U | a);
    return "\x89PNG\r\n\x1A\n" +
           png_chunk("IHDR" + big_endian(width) + big_endian(height) + std::string("\x08\0\0\0\0", 5)) +
           png_chunk(data) + png_chunk("IEND");
}

// What a telephone writes into a JPEG: on its side (orientation 6), a maker's name, and `mark` where the place stands.
inline std::string with_exif(std::string const& jpeg, std::string const& mark) {
    auto const words = "maker " + mark;
    auto const entry = [](std::uint16_t tag, std::uint16_t type, std::uint32_t count, std::uint32_t value) {
        return std::string{static_cast<char>(tag >> 8U), static_cast<char>(tag), '\0', static_cast<char>(type)} +
               big_endian(count) + big_endian(value);
    };
    auto const tiff = std::string("MM\0*\0\0\0\x08\0\x02", 10) +
                      entry(0x010F, 2, static_cast<std::uint32_t>(words.size()), 38) + entry(0x0112, 3, 1, 6U << 16U) +
                      big_endian(0) + words;
    auto const segment = std::string("Exif\0\0", 6) + tiff;
    auto const length = segment.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1" + static_cast<char>(length >> 8U) + static_cast<char>(length) + segment +
           jpeg.substr(2);
}

struct Pixels {
    unsigned width = 0, height = 0;
    friend bool operator==(Pixels, Pixels) = default;
};
// From the first frame header of a JPEG.
inline Pixels size_of(std::string_view jpeg) {
    auto const at = [&](std::size_t i) { return static_cast<unsigned char>(jpeg.at(i)); };
    for (std::size_t i = 2; i + 9 < jpeg.size();) {
        auto const marker = at(i + 1);
        if (marker == 0xC0 || marker == 0xC2) return {at(i + 7) * 256U + at(i + 8), at(i + 5) * 256U + at(i + 6)};
        i += 2 + at(i + 2) * 256U + at(i + 3);
    }
    return {};
}

}  // namespace jiati::blobs
