#include "blobs/s3_blobs.h"

#include "base/check.h"
#include "blobs/blob_name.h"

#include <curl/curl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <vector>

namespace jiati::blobs {
namespace {

using Kind = app::StoreError::Kind;

constexpr std::size_t answer_bytes_max = 256U << 20U;
constexpr std::size_t reason_bytes_max = 300;
constexpr int tries_max = 3;

bool is_loopback(std::string_view endpoint) {
    for (std::string_view const host : {"http://127.0.0.1", "http://localhost", "http://[::1]"})
        if (endpoint.starts_with(host) && (endpoint.size() == host.size() || endpoint[host.size()] == ':')) return true;
    return false;
}

// Percent-decoding of a query's value, by the library that sends it.
std::string decoded(std::string const& text) {
    int length = 0;
    std::unique_ptr<char, void (*)(void*)> const plain(
        curl_easy_unescape(nullptr, text.c_str(), static_cast<int>(text.size()), &length), &curl_free);
    return plain ? std::string(plain.get(), static_cast<std::size_t>(length)) : text;
}

struct Answer {
    CURLcode code = CURLE_OK;
    long status = 0;
    std::string body;
};

std::size_t take(char* bytes, std::size_t, std::size_t count, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + count > answer_bytes_max) return 0;
    body.append(bytes, count);
    return count;
}

struct Headers {
    curl_slist* list = nullptr;

    explicit Headers(std::vector<std::string> const& lines) {
        for (auto const& line : lines) {
            auto* const longer = curl_slist_append(list, line.c_str());
            CHECK(longer != nullptr);
            list = longer;
        }
    }
    ~Headers() { curl_slist_free_all(list); }
    Headers(Headers const&) = delete;
    Headers& operator=(Headers const&) = delete;
};

// The hash of the body is a header of its own, which the library signs but does not make.
std::string sha256(std::string_view bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    char text[2 * sizeof hash + 1];
    return sodium_bin2hex(text, sizeof text, hash, sizeof hash);
}

app::StoreError failed(Answer const& answer) {
    if (answer.code != CURLE_OK) return {Kind::unavailable, std::string("S3: ") + curl_easy_strerror(answer.code)};
    auto const kind = answer.status == 507 ? Kind::full : Kind::unavailable;  // Insufficient Storage
    return {kind, "S3: " + std::to_string(answer.status) + " " + answer.body.substr(0, reason_bytes_max)};
}

}  // namespace

Result<S3Place, std::string> read_s3_place(std::string const& url) {
    constexpr std::string_view scheme = "s3://";
    constexpr char const* form = "s3://BUCKET?endpoint=https://HOST would be right";
    if (!url.starts_with(scheme)) return Failure{"\"" + url + "\" is not a place for files; " + form};
    auto const mark = url.find('?');
    S3Place place{.endpoint = {}, .bucket = url.substr(scheme.size(), std::min(mark, url.size()) - scheme.size())};
    if (place.bucket.empty() ||
        place.bucket.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") != std::string::npos)
        return Failure{"\"" + place.bucket + "\" is not a bucket's name: lower-case letters, digits, '.' and '-'"};
    for (auto begin = mark; begin != std::string::npos && begin < url.size();) {
        auto const end = url.find('&', ++begin);
        auto const parameter = url.substr(begin, end == std::string::npos ? end : end - begin);
        auto const equals = parameter.find('=');
        auto const value = equals == std::string::npos ? std::string() : decoded(parameter.substr(equals + 1));
        if (parameter.starts_with("endpoint="))
            place.endpoint = value;
        else if (parameter.starts_with("region="))
            place.region = value;
        else
            return Failure{"\"" + parameter.substr(0, equals) + "\" is not known; endpoint and region are"};
        begin = end;
    }
    while (place.endpoint.ends_with('/')) place.endpoint.pop_back();
    if (!is_name(place.region)) return Failure{"\"" + place.region + "\" is not a region's name"};
    if (!place.endpoint.starts_with("https://") && !is_loopback(place.endpoint))
        return Failure{"endpoint \"" + place.endpoint + "\" is neither https nor on this machine; " + form};
    return place;
}

Result<S3Credentials, std::string> read_s3_credentials() {
    S3Credentials credentials;
    if (auto const* const file = std::getenv("JIATI_S3_CREDENTIALS_FILE")) {
        struct stat facts {};
        if (::stat(file, &facts) != 0) return Failure{std::string(file) + ": cannot be read"};
        if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
            return Failure{std::string(file) + ": open to others than its owner; chmod 600 would be right"};
        std::ifstream in(file);
        std::getline(in, credentials.access_key);
        std::getline(in, credentials.secret_key);
    } else {
        auto const* const access = std::getenv("AWS_ACCESS_KEY_ID");
        auto const* const secret = std::getenv("AWS_SECRET_ACCESS_KEY");
        if (access != nullptr) credentials.access_key = access;
        if (secret != nullptr) credentials.secret_key = secret;
    }
    if (credentials.access_key.empty() || credentials.secret_key.empty())
        return Failure{std::string(
            "no credentials for S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or JIATI_S3_CREDENTIALS_FILE")};
    return credentials;
}

// Handles are kept between requests, and with them their connections.
class S3Blobs::Client {
  public:
    Client(S3Place place, S3Credentials credentials)
        : place_(std::move(place)),
          user_(credentials.access_key + ":" + credentials.secret_key),
          signing_("aws:amz:" + place_.region + ":s3") {
        static std::once_flag once;
        std::call_once(once, [] { CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
    }
    ~Client() {
        for (auto* const handle : idle_) curl_easy_cleanup(handle);
    }
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;

    Answer get(std::string const& key) {
        Headers const headers({"x-amz-content-sha256: " + sha256({})});
        return repeated([&](CURL* handle) { curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list); }, key);
    }
    Answer remove(std::string const& key) {
        Headers const headers({"x-amz-content-sha256: " + sha256({})});
        return repeated(
            [&](CURL* handle) {
                curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "DELETE");
                curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list);
            },
            key);
    }
    Answer put_new(std::string const& key, std::string_view bytes) {
        Headers const headers(
            {"Content-Type: application/octet-stream", "If-None-Match: *", "x-amz-content-sha256: " + sha256(bytes)});
        return repeated(
            [&](CURL* handle) {
                curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
                curl_easy_setopt(handle, CURLOPT_POSTFIELDS, bytes.empty() ? "" : bytes.data());
                curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "PUT");
                curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list);
            },
            key);
    }

  private:
    // Again after what may pass: each of these requests may be sent twice.
    template <class F>
    Answer repeated(F const& prepare, std::string const& key) {
        for (int tries = 1;; ++tries) {
            auto answer = once(prepare, key);
            bool const may_pass = answer.code != CURLE_OK || answer.status >= 500 || answer.status == 409;
            if (!may_pass || answer.status == 507 || tries == tries_max) return answer;
        }
    }

    template <class F>
    Answer once(F const& prepare, std::string const& key) {
        Answer answer;
        auto* const handle = lend();
        auto const url = place_.endpoint + "/" + place_.bucket + "/" + key;
        curl_easy_reset(handle);
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_AWS_SIGV4, signing_.c_str());
        curl_easy_setopt(handle, CURLOPT_USERPWD, user_.c_str());
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 5L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT, 40L);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.body);
        prepare(handle);
        answer.code = curl_easy_perform(handle);
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
        give_back(handle);
        return answer;
    }

    CURL* lend() {
        {
            std::lock_guard const lock(mutex_);
            if (!idle_.empty()) {
                auto* const handle = idle_.back();
                idle_.pop_back();
                return handle;
            }
        }
        auto* const handle = curl_easy_init();
        CHECK(handle != nullptr);
        return handle;
    }
    void give_back(CURL* handle) {
        std::lock_guard const lock(mutex_);
        idle_.push_back(handle);
    }

    S3Place const place_;
    std::string const user_;
    std::string const signing_;
    std::mutex mutex_;
    std::vector<CURL*> idle_;
};

S3Blobs::S3Blobs(S3Place place, S3Credentials credentials)
    : client_(std::make_unique<Client>(std::move(place), std::move(credentials))) {}
S3Blobs::~S3Blobs() = default;

Result<Done, app::StoreError> S3Blobs::put(std::string const& city, FileId const& id, std::string_view bytes) {
    if (!is_name(city) || !is_name(id.text))
        return Failure{app::StoreError{Kind::unavailable,
                                       "neither city nor id of a file may hold more than "
                                       "[A-Za-z0-9_-]"}};
    auto const same_or_conflict = [&](std::string const& kept) -> Result<Done, app::StoreError> {
        if (kept == bytes) return Done{};
        return Failure{app::StoreError{Kind::conflict, "file " + id.text + " already holds other bytes"}};
    };
    // Asked first, for stores that do not know the condition on a new object.
    auto before = get(city, id);
    if (!before) return Failure{std::move(before).error()};
    if (*before) return same_or_conflict(**before);
    auto const answer = client_->put_new(city + "/" + id.text.substr(0, 2) + "/" + id.text, bytes);
    if (answer.code == CURLE_OK && answer.status == 200) return Done{};
    if (answer.code != CURLE_OK || answer.status != 412) return Failure{failed(answer)};  // 412: someone was first
    auto kept = get(city, id);
    if (!kept) return Failure{std::move(kept).error()};
    if (!*kept) return Failure{app::StoreError{Kind::unavailable, "S3: an object that is there cannot be read"}};
    return same_or_conflict(**kept);
}

Result<std::optional<std::string>, app::StoreError> S3Blobs::get(std::string const& city, FileId const& id) {
    std::optional<std::string> found;
    if (!is_name(city) || !is_name(id.text)) return found;
    auto answer = client_->get(city + "/" + id.text.substr(0, 2) + "/" + id.text);
    bool const no_bucket = answer.body.find("NoSuchBucket") != std::string::npos;
    if (answer.code == CURLE_OK && answer.status == 404 && !no_bucket) return found;
    if (answer.code != CURLE_OK || answer.status != 200) return Failure{failed(answer)};
    found = std::move(answer.body);
    return found;
}

Result<Done, app::StoreError> S3Blobs::remove(std::string const& city, FileId const& id) {
    if (!is_name(city) || !is_name(id.text)) return Done{};
    auto const answer = client_->remove(city + "/" + id.text.substr(0, 2) + "/" + id.text);
    bool const is_gone = answer.status == 204 || answer.status == 200 ||
                         (answer.status == 404 && answer.body.find("NoSuchBucket") == std::string::npos);
    if (answer.code != CURLE_OK || !is_gone) return Failure{failed(answer)};
    return Done{};
}

}  // namespace jiati::blobs
