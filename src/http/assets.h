// Files served as they are: from a folder while the web app is being worked on, from inside the program otherwise.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jiati::http {

struct Asset {
    std::string_view content_type;
    std::string etag;                    // quoted, strong
    std::string_view static_bytes;       // outlive the program's use of them; or else …
    std::string bytes;                   // … a copy
    std::string_view static_gzip_bytes;  // the same packed; empty when there is no such variant
};

class Assets {
  public:
    virtual ~Assets() = default;
    // `path` is relative, with slashes: "assets/index-4f2a.js".
    [[nodiscard]] virtual std::optional<Asset> find(std::string_view path) const = 0;
};

// Reads each file when it is asked for. Nothing outside the folder is found, whatever the path or a link says.
[[nodiscard]] std::unique_ptr<Assets> directory_assets(std::filesystem::path root);

// One file built into the program by cmake/embed_assets.cmake.
struct EmbeddedFile {
    std::string_view path;
    std::string_view sha256;  // hexadecimal, of the bytes
    std::string_view bytes;
    std::string_view gzip_bytes;  // may be empty
};
// The files, sorted by path, are kept by reference.
[[nodiscard]] std::unique_ptr<Assets> embedded_assets(std::span<EmbeddedFile const> files);

// "text/html; charset=utf-8" for "index.html"; application/octet-stream for what is not known.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace jiati::http
