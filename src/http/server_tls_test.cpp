#include "http/hub.h"
#include "http/test_server.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>
#include <cstdio>
#include <filesystem>

namespace jiati::http {
namespace {

template <auto release>
struct Released {
    void operator()(auto* thing) const { release(thing); }
};

// A key and a certificate for it, signed by itself, made anew for each test: no key lies in the source tree.
void write_certificate(std::string const& certificate_file, std::string const& key_file) {
    std::unique_ptr<EVP_PKEY, Released<EVP_PKEY_free>> const key(EVP_EC_gen("P-256"));
    std::unique_ptr<X509, Released<X509_free>> const certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* const name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    auto* file = std::fopen(certificate_file.c_str(), "w");
    PEM_write_X509(file, certificate.get());
    std::fclose(file);
    file = std::fopen(key_file.c_str(), "w");
    PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
}

class ServerTls : public ServerTest {
  protected:
    ServerTls() {
        std::filesystem::create_directories(folder);
        options.tls_certificate_file = folder / "certificate.pem";
        options.tls_key_file = folder / "key.pem";
        write_certificate(options.tls_certificate_file, options.tls_key_file);
    }
    ~ServerTls() override { std::filesystem::remove_all(folder); }
    ServerTls(ServerTls const&) = delete;
    ServerTls& operator=(ServerTls const&) = delete;

    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("jiati-tls-" + std::to_string(::getpid()));
};

// A TLS client over a connected socket; `version_max` is its newest protocol.
class TlsClient {
  public:
    TlsClient(TestClient& client, int version_max) : context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_.get(), version_max);
        SSL_CTX_set_security_level(context_.get(), 0);
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), client.descriptor());
        is_open = SSL_connect(ssl_.get()) == 1;
    }
    std::string ask(std::string const& request) {
        SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size()));
        std::string all;
        char buffer[4096];
        for (int count = 0; (count = SSL_read(ssl_.get(), buffer, sizeof buffer)) > 0;)
            all.append(buffer, static_cast<std::size_t>(count));
        was_closed_properly =
            SSL_get_error(ssl_.get(), 0) == SSL_ERROR_ZERO_RETURN || SSL_get_shutdown(ssl_.get()) != 0;
        return all;
    }
    bool is_open = false;
    bool was_closed_properly = false;

  private:
    std::unique_ptr<SSL_CTX, Released<SSL_CTX_free>> context_;
    std::unique_ptr<SSL, Released<SSL_free>> ssl_;
};

TEST_F(ServerTls, ServesUnderTls) {
    bool is_encrypted = false;
    router.add("GET", "/check", [&](Request const& request) {
        is_encrypted = request.is_encrypted;
        return Response::json(200, std::string(100'000, '1'));
    });
    start();
    for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TestClient socket(server->port());
        TlsClient client(socket, version);
        ASSERT_TRUE(client.is_open);
        auto const answer = client.ask("GET /check HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        EXPECT_TRUE(answer.ends_with(std::string(100'000, '1')));
        EXPECT_NE(answer.find("Strict-Transport-Security: max-age=31536000\r\n"), std::string::npos);
        EXPECT_TRUE(client.was_closed_properly);
        EXPECT_TRUE(is_encrypted);
    }
}

TEST_F(ServerTls, RefusesOldProtocols) {
    start();
    TestClient socket(server->port());
    EXPECT_FALSE(TlsClient(socket, TLS1_1_VERSION).is_open);
}

TEST_F(ServerTls, DoesNotAnswerInTheClear) {
    start();
    TestClient client(server->port());
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const all = client.read_to_end();
    ASSERT_TRUE(all);
    EXPECT_EQ(all->find("HTTP/1.1"), std::string::npos);
}

TEST_F(ServerTls, SaysWhichFileItCannotUse) {
    options.tls_key_file = folder / "missing.pem";
    auto const server_without_key = Server::start(options, router, problems);
    ASSERT_FALSE(server_without_key);
    EXPECT_NE(server_without_key.error().find("missing.pem"), std::string::npos);
}

}  // namespace
}  // namespace jiati::http
