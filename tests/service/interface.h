// The public interface on a real socket, with the demonstration estate behind it.
#pragma once

#include "http/api/services.h"
#include "http/server.h"
#include "http/test_client.h"
#include "service/town.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace jiati::service {

namespace json = boost::json;

class Interface : public testing::Test {
  protected:
    explicit Interface(http::ServerOptions options = {}, app::SignIn::Options sign_in_options = {})
        : played(town.play("demo.yaml")),
          sign_in(town.stores, town.store, town.repository, std::string(city), std::move(sign_in_options)),
          services{town.commands, town.queries, sign_in, hub, problems, std::string(city), false, [] { return true; }} {
        app::CasePlayer player(town.commands, town.queries, [](Refusal const& refusal) { return refusal.code; });
        auto file = read_case("demo.yaml");
        std::erase_if(file.cast,
                      [](codec::CaseActor const& actor) { return actor.name != "grid" && actor.name != "resident"; });
        EXPECT_TRUE(player.make_logins(file, "demo.yaml", played, "jiati-demo"));
        http::api::add_routes(router, services);
        server = http::Server::start(std::move(options), router, problems).value();
    }

    [[nodiscard]] std::string id(std::string const& alias) const { return played.ids.at(alias); }

    http::Answer ask(std::string const& method, std::string const& path, std::string const& body = {},
                     std::string const& headers = {}) {
        http::TestClient client(server->port());
        auto const length =
            body.empty() ? std::string{}
                         : "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie + headers + length + "\r\n" +
                    body);
        auto answer = client.read(method == "HEAD");
        EXPECT_TRUE(answer) << method << " " << path;
        return answer.value_or(http::Answer{});
    }

    void sign_in_as(std::string const& login) {
        auto const answer = ask("POST", "/api/v1/session", R"({"login":")" + login + R"(","password":"jiati-demo"})");
        ASSERT_EQ(answer.status, 201) << answer.body;
        auto const set = answer.headers.at("set-cookie");
        EXPECT_NE(set.find("HttpOnly"), std::string::npos);
        cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
    }

    [[nodiscard]] std::string stance_command(std::string const& stance = "agree") const {
        return R"({"type":"survey.RecordStance","data":{"household":")" + id("$h1/601") + R"(","stance":")" + stance +
               R"(","channel":"visit"}})";
    }

    static std::string code_of(http::Answer const& answer) {
        EXPECT_EQ(answer.headers.at("content-type").substr(0, 24), "application/problem+json") << answer.body;
        return std::string(json::parse(answer.body).at("code").as_string());
    }

    Town town;
    app::PlayedCase played;
    app::SignIn sign_in;
    http::Problems problems{words()};
    http::Hub hub;
    http::Router router;
    http::api::Services services;
    std::unique_ptr<http::Server> server;
    std::string cookie;
};

}  // namespace jiati::service
