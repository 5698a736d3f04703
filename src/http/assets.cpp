#include "http/assets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <utility>

namespace jiati::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 21> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".yaml", "application/yaml"},
    {".pdf", "application/pdf"},
}};

// FNV-1a: enough to tell two states of a file being worked on apart.
std::string quick_etag(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    std::array<char, 16> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), hash, 16).ptr;
    return '"' + std::string(digits.data(), end) + '"';
}

class DirectoryAssets final : public Assets {
  public:
    explicit DirectoryAssets(std::filesystem::path root) : root_(std::move(root)) {}

    [[nodiscard]] std::optional<Asset> find(std::string_view path) const override {
        std::error_code error;
        auto const root = std::filesystem::canonical(root_, error);
        if (error) return std::nullopt;
        auto const file = std::filesystem::canonical(root / std::filesystem::path(path).relative_path(), error);
        if (error || !std::filesystem::is_regular_file(file, error)) return std::nullopt;
        auto const [end_of_root, in_file] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
        if (end_of_root != root.end()) return std::nullopt;
        std::ifstream stream(file, std::ios::binary);
        if (!stream) return std::nullopt;
        Asset asset;
        asset.content_type = content_type_of(path);
        asset.bytes.assign(std::istreambuf_iterator<char>(stream), {});
        asset.etag = quick_etag(asset.bytes);
        return asset;
    }

  private:
    std::filesystem::path root_;
};

class EmbeddedAssets final : public Assets {
  public:
    explicit EmbeddedAssets(std::span<EmbeddedFile const> files) : files_(files) {}

    [[nodiscard]] std::optional<Asset> find(std::string_view path) const override {
        auto const file = std::ranges::lower_bound(files_, path, {}, &EmbeddedFile::path);
        if (file == files_.end() || file->path != path) return std::nullopt;
        return Asset{.content_type = content_type_of(path),
                     .etag = '"' + std::string(file->sha256.substr(0, 32)) + '"',
                     .static_bytes = file->bytes,
                     .bytes = {},
                     .static_gzip_bytes = file->gzip_bytes};
    }

  private:
    std::span<EmbeddedFile const> files_;
};

}  // namespace

std::unique_ptr<Assets> directory_assets(std::filesystem::path root) {
    return std::make_unique<DirectoryAssets>(std::move(root));
}

std::unique_ptr<Assets> embedded_assets(std::span<EmbeddedFile const> files) {
    return std::make_unique<EmbeddedAssets>(files);
}

std::string_view content_type_of(std::string_view path) {
    auto const type = std::ranges::find_if(content_types, [&](auto const& row) { return path.ends_with(row.first); });
    return type == content_types.end() ? "application/octet-stream" : type->second;
}

}  // namespace jiati::http
