#include "app/file_content.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace jiati::app {
namespace {

constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::size_t office_bytes_max = std::size_t{10} << 20U;
constexpr std::array types{
    SentType{"image/jpeg", FileType::jpeg, file_bytes_max}, SentType{"image/png", FileType::jpeg, file_bytes_max},
    SentType{"image/webp", FileType::jpeg, file_bytes_max}, SentType{"application/pdf", FileType::pdf, file_bytes_max},
    SentType{xlsx_type, FileType::xlsx, office_bytes_max},  SentType{docx_type, FileType::docx, office_bytes_max}};

std::size_t number(std::string_view bytes, std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// The names in the archive's directory decide, as they do for whoever opens it.
bool is_office(std::string_view bytes, std::string_view main_part) {
    constexpr std::size_t end_bytes = 22, entry_bytes = 46, comment_max = 65535;
    if (!bytes.starts_with("PK\x03\x04") || bytes.size() < end_bytes) return false;
    auto const tail = bytes.substr(bytes.size() - std::min(bytes.size(), end_bytes + comment_max));
    auto const found = tail.rfind("PK\x05\x06");
    if (found == std::string_view::npos || tail.size() - found < end_bytes) return false;
    auto const end = bytes.size() - tail.size() + found;
    auto const entries = number(bytes, end + 10, 2);
    auto at = number(bytes, end + 16, 4);
    bool has_types = false, has_main = false;
    for (std::size_t i = 0; i < entries; ++i) {
        if (at > end || end - at < entry_bytes || bytes.substr(at, 4) != "PK\x01\x02") return false;
        auto const name_bytes = number(bytes, at + 28, 2);
        auto const rest = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        if (end - at - entry_bytes < name_bytes + rest) return false;
        auto const name = bytes.substr(at + entry_bytes, name_bytes);
        if (name.starts_with('/') || name.find("..") != std::string_view::npos) return false;
        if (name.find("vbaProject") != std::string_view::npos) return false;
        has_types = has_types || name == "[Content_Types].xml";
        has_main = has_main || name == main_part;
        at += entry_bytes + name_bytes + rest;
    }
    return has_types && has_main;
}

bool is_pdf(std::string_view bytes) {
    constexpr std::size_t tail_bytes = 1024;
    return bytes.starts_with("%PDF-") &&
           bytes.substr(bytes.size() - std::min(bytes.size(), tail_bytes)).find("%%EOF") != std::string_view::npos;
}

}  // namespace

SentType const* sent_type(std::string_view media_type) {
    auto const* const found = std::ranges::find(types, media_type, &SentType::media_type);
    return found == types.end() ? nullptr : found;
}

std::string_view media_type_of(FileType type) {
    switch (type) {
        case FileType::jpeg:
            return "image/jpeg";
        case FileType::pdf:
            return "application/pdf";
        case FileType::xlsx:
            return xlsx_type;
        case FileType::docx:
            return docx_type;
    }
    return "";
}

std::string_view extension_of(FileType type) {
    switch (type) {
        case FileType::jpeg:
            return "jpg";
        case FileType::pdf:
            return "pdf";
        case FileType::xlsx:
            return "xlsx";
        case FileType::docx:
            return "docx";
    }
    return "";
}

bool is_of_type(std::string_view bytes, SentType const& type) {
    if (type.kept == FileType::pdf) return is_pdf(bytes);
    if (type.kept == FileType::xlsx) return is_office(bytes, "xl/workbook.xml");
    if (type.kept == FileType::docx) return is_office(bytes, "word/document.xml");
    if (type.media_type == "image/jpeg") return bytes.starts_with("\xFF\xD8\xFF");
    if (type.media_type == "image/png") return bytes.starts_with("\x89PNG\r\n\x1A\n");
    return bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP";
}

}  // namespace jiati::app
