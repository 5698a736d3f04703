#include "cli/public_log.h"

#include <curl/curl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

namespace jiati::cli {
namespace {

// The largest file of a log: a bundle of 256 entries.
constexpr std::size_t bytes_max = std::size_t{256} * (65'535 + 2);

using Answer = Result<std::optional<std::string>, std::string>;

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > bytes_max) return 0;  // ends the transfer
    body.append(bytes, size * count);
    return size * count;
}

// One connection for the whole log.
class HttpReader {
  public:
    explicit HttpReader(std::string address)
        : address_(std::move(address)), curl_(curl_easy_init(), curl_easy_cleanup) {
        while (address_.ends_with('/')) address_.pop_back();
    }

    Answer read(std::string const& path) {
        if (!curl_) return Failure{std::string("libcurl does not start")};
        std::string body;
        auto const url = address_ + "/" + path;
        auto* const curl = curl_.get();
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
        curl_easy_setopt(curl, CURLOPT_USERAGENT, "jiati-verify");
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
        if (auto const done = curl_easy_perform(curl); done != CURLE_OK)
            return Failure{url + ": " + curl_easy_strerror(done)};
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        if (status == 404 || status == 410) return std::optional<std::string>{};
        if (status != 200) return Failure{url + ": answered with " + std::to_string(status)};
        return std::optional(std::move(body));
    }

  private:
    std::string address_;
    std::unique_ptr<CURL, void (*)(CURL*)> curl_;
};

}  // namespace

app::log::ReadPublic read_over_http(std::string address) {
    static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(started);
    auto reader = std::make_shared<HttpReader>(std::move(address));
    return [reader](std::string const& path) { return reader->read(path); };
}

app::log::ReadPublic read_from_folder(std::string folder) {
    return [folder = std::filesystem::path(std::move(folder))](std::string const& path) -> Answer {
        auto const file = folder / path;
        std::error_code error;
        if (!std::filesystem::is_regular_file(file, error)) return std::optional<std::string>{};
        if (std::filesystem::file_size(file, error) > bytes_max || error)
            return Failure{file.string() + ": larger than any file of a log"};
        std::ifstream stream(file, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        if (!stream) return Failure{file.string() + ": cannot be read"};
        return std::optional(std::move(bytes));
    };
}

}  // namespace jiati::cli
