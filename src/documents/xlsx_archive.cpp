#include "documents/xlsx_archive.h"

#include "app/ports/spreadsheets.h"

#include <zip.h>

#include <array>

namespace jiati::documents {
namespace {

using namespace std::string_view_literals;

Refusal too_large(std::string what) { return refuse(app::sheet_too_large, {}, {{"what", std::move(what)}}); }
Refusal damaged() { return refuse(app::sheet_damaged); }

// A compound file holds the formats of before 2007 and what was locked with a password.
constexpr auto compound_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr auto encrypted_package = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

// What would climb out of a folder if anybody used the name as a path.
bool is_suspicious(std::string_view name) {
    return name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
           name.find("../") != std::string_view::npos || name.find(':') != std::string_view::npos;
}

using Source = std::unique_ptr<zip_source_t, decltype(&zip_source_free)>;

}  // namespace

void XlsxArchive::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<XlsxArchive, Refusal> XlsxArchive::open(std::string_view bytes) {
    if (bytes.size() > xlsx_file_bytes_max) return Failure{too_large("bytes")};
    if (bytes.substr(0, compound_magic.size()) == compound_magic)
        return Failure{refuse(bytes.find(encrypted_package) == std::string_view::npos ? app::sheet_old_format
                                                                                      : app::sheet_locked)};
    if (bytes.substr(0, 2) != "PK") return Failure{refuse(app::sheet_not_xlsx)};
    zip_error_t error{};
    auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return Failure{damaged()};
    XlsxArchive opened;
    opened.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!opened.archive_) {
        zip_source_free(source);
        return Failure{damaged()};
    }
    auto const count = zip_get_num_entries(opened.archive_.get(), 0);
    if (count > xlsx_parts_max) return Failure{too_large("parts")};
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t about{};
        auto const index = static_cast<zip_uint64_t>(i);
        if (zip_stat_index(opened.archive_.get(), index, ZIP_FL_ENC_RAW, &about) != 0 || about.name == nullptr)
            return Failure{damaged()};
        std::string const name = about.name;
        if (is_suspicious(name)) return Failure{damaged()};
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
            return Failure{refuse(app::sheet_locked)};
        if (!opened.parts_.emplace(name, Part{index, about.comp_size}).second) return Failure{damaged()};
        if (name.ends_with("vbaProject.bin")) return Failure{refuse(app::sheet_with_macros)};
    }
    if (!opened.has("xl/workbook.xml")) return Failure{refuse(app::sheet_not_xlsx)};
    return opened;
}

Result<Done, Refusal> XlsxArchive::read(std::string const& part, Take const& take) {
    auto const found = parts_.find(part);
    if (found == parts_.end()) return Failure{damaged()};
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> const file(
        zip_fopen_index(archive_.get(), found->second.index, 0), &zip_fclose);
    if (!file) return Failure{damaged()};
    std::array<char, 65536> buffer{};
    std::uint64_t bytes = 0;
    for (;;) {
        auto const got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) return Failure{damaged()};  // a wrong checksum too
        bytes += static_cast<std::uint64_t>(got);
        unpacked_ += static_cast<std::uint64_t>(got);
        if (unpacked_ > xlsx_unpacked_bytes_max) return Failure{too_large("bytes")};
        if (bytes > (std::uint64_t{1} << 20U) && bytes > xlsx_ratio_max * found->second.packed_bytes)
            return Failure{too_large("bytes")};
        auto taken = take({buffer.data(), static_cast<std::size_t>(got)}, got == 0);
        if (!taken || got == 0) return taken;
    }
}

Result<std::string, Refusal> XlsxArchive::read_whole(std::string const& part) {
    std::string whole;
    auto const done = read(part, [&](std::string_view piece, bool) -> Result<Done, Refusal> {
        whole += piece;
        return Done{};
    });
    if (!done) return Failure{done.error()};
    return whole;
}

Result<std::string, Refusal> XlsxArchive::replace(std::string_view bytes,
                                                  std::map<std::string, std::string> const& new_parts) {
    zip_error_t error{};
    Source const source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error), &zip_source_free);
    if (!source) return Failure{damaged()};
    zip_source_keep(source.get());  // one for the archive, one for what is read back
    std::unique_ptr<zip, Close> archive(zip_open_from_source(source.get(), 0, &error));
    if (!archive) {
        zip_source_free(source.get());
        return Failure{damaged()};
    }
    for (auto const& [name, content] : new_parts) {
        auto const index = zip_name_locate(archive.get(), name.c_str(), ZIP_FL_ENC_RAW);
        auto* const fresh = zip_source_buffer(archive.get(), content.data(), content.size(), 0);
        if (index < 0 || fresh == nullptr) return Failure{damaged()};
        if (zip_file_replace(archive.get(), static_cast<zip_uint64_t>(index), fresh, 0) != 0) {
            zip_source_free(fresh);
            return Failure{damaged()};
        }
    }
    if (zip_close(archive.get()) != 0) return Failure{damaged()};
    static_cast<void>(archive.release());  // closed above
    zip_stat_t about{};
    if (zip_source_stat(source.get(), &about) != 0 || zip_source_open(source.get()) != 0) return Failure{damaged()};
    std::string file(about.size, '\0');
    auto const got = zip_source_read(source.get(), file.data(), file.size());
    zip_source_close(source.get());
    if (got < 0 || static_cast<std::size_t>(got) != file.size()) return Failure{damaged()};
    return file;
}

}  // namespace jiati::documents
