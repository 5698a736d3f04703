#include "http/static_site.h"

#include "http/codes.h"

#include <algorithm>

namespace jiati::http {
namespace {

bool is_below(std::string_view path, std::string_view prefix) {
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

bool is_page(std::string_view path, std::vector<std::string> const& reserved) {
    auto const name = path.substr(path.rfind('/') + 1);
    return name.find('.') == std::string_view::npos &&
           std::ranges::none_of(reserved, [&](std::string const& prefix) { return is_below(path, prefix); });
}

// Whether the client takes gzip; a weight of zero is a no.
bool takes_gzip(std::string_view accept_encoding) {
    auto const at = accept_encoding.find("gzip");
    if (at == std::string_view::npos) return false;
    auto const item = accept_encoding.substr(at, accept_encoding.substr(at).find(','));
    return item.find("q=0") == std::string_view::npos || item.find("q=0.") != std::string_view::npos;
}

Response to_response(Asset asset, Request const& request, bool is_immutable) {
    Response response;
    response.headers.add("Content-Type", std::string(asset.content_type));
    response.headers.add("Cache-Control", is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!asset.static_gzip_bytes.empty()) response.headers.add("Vary", "Accept-Encoding");
    if (!asset.static_gzip_bytes.empty() && takes_gzip(request.header("Accept-Encoding"))) {
        response.headers.add("Content-Encoding", "gzip");
        asset.etag.insert(asset.etag.size() - 1, "-gz");  // another representation, another strong tag
        response.static_body = asset.static_gzip_bytes;
    } else {
        response.static_body = asset.static_bytes;
        response.body = std::move(asset.bytes);
    }
    response.headers.add("ETag", std::move(asset.etag));
    return response;
}

}  // namespace

Handler static_site(Assets const& assets, Problems const& problems, std::vector<std::string> reserved) {
    return [&assets, &problems, reserved = std::move(reserved)](Request const& request) {
        auto const name = std::string_view(request.path).substr(1);
        if (!name.empty()) {
            if (auto asset = assets.find(name))
                return to_response(std::move(*asset), request, name.starts_with("assets/"));
        }
        if (is_page(request.path, reserved)) {
            if (auto index = assets.find("index.html")) return to_response(std::move(*index), request, false);
        }
        return problems.render(refuse(codes::not_found), request);
    };
}

}  // namespace jiati::http
