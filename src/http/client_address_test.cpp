#include "http/client_address.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

std::vector<Network> const proxies{Network::parse("10.0.0.0/8").value(), Network::parse("fd00::/8").value()};

std::string address(std::string const& peer, Headers const& headers) {
    return client_of({peer, false}, headers, proxies).address;
}

TEST(Network, HoldsWhatItsPrefixSays) {
    EXPECT_TRUE(Network::parse("192.0.2.0/24")->contains("192.0.2.255"));
    EXPECT_TRUE(Network::parse("192.0.2.0/24")->contains("::ffff:192.0.2.1"));
    EXPECT_FALSE(Network::parse("192.0.2.0/24")->contains("192.0.3.0"));
    EXPECT_TRUE(Network::parse("192.0.2.7")->contains("192.0.2.7"));
    EXPECT_FALSE(Network::parse("192.0.2.7")->contains("192.0.2.6"));
    EXPECT_TRUE(Network::parse("2001:db8::/33")->contains("2001:db8:7fff::1"));
    EXPECT_FALSE(Network::parse("2001:db8::/33")->contains("2001:db8:8000::1"));
    EXPECT_TRUE(Network::parse("0.0.0.0/0")->contains("203.0.113.9"));
    EXPECT_FALSE(Network::parse("0.0.0.0/0")->contains("2001:db8::1"));
    EXPECT_FALSE(Network::parse("0.0.0.0/0")->contains("nonsense"));
    for (auto const* wrong : {"", "/8", "10.0.0.0/33", "10.0.0.1/8", "::/129", "10.0.0.0/", "10.0.0.0/+8",
                              "10.0.0.0/-1", "localhost", "10.0.0", "10.0.0.0/8/8", "10.0.0.0/ 8"})
        EXPECT_FALSE(Network::parse(wrong)) << wrong;
}

TEST(ClientAddress, IsThePeerUnlessThatIsATrustedProxy) {
    EXPECT_EQ(address("203.0.113.9", {{"X-Forwarded-For", "192.0.2.1"}}), "203.0.113.9");
    EXPECT_EQ(address("203.0.113.9", {{"Forwarded", "for=192.0.2.1"}}), "203.0.113.9");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}), "192.0.2.1");
    EXPECT_EQ(address("fd00::1", {{"Forwarded", "for=\"[2001:db8::1]:443\";proto=https"}}), "2001:db8::1");
    EXPECT_EQ(address("10.0.0.1", {}), "10.0.0.1");
    EXPECT_EQ(client_of({"10.0.0.1", false}, {{"X-Forwarded-For", "192.0.2.1"}}, {}).address, "10.0.0.1");
}

TEST(ClientAddress, IsWhatTheLastTrustedProxyWroteAndNotWhatTheClientDid) {
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1, 192.0.2.1"}}), "192.0.2.1");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-For", "192.0.2.1, 10.0.0.2"}}),
              "192.0.2.1");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "10.0.0.3, 10.0.0.2"}}), "10.0.0.3");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1, unknown"}}), "10.0.0.1");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", ""}}), "10.0.0.1");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "192.0.2.1:4711"}}), "192.0.2.1");
    EXPECT_EQ(address("10.0.0.1", {{"Forwarded", "for=198.51.100.1, for=192.0.2.1;by=10.0.0.1"}}), "192.0.2.1");
}

TEST(ClientAddress, IsTheProxysWhereTheTwoFieldsDisagree) {
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}, {"Forwarded", "for=198.51.100.1"}}), "10.0.0.1");
    EXPECT_EQ(address("10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}, {"Forwarded", "for=192.0.2.1"}}), "192.0.2.1");
}

TEST(ClientAddress, TlsEndsAtATrustedProxyOnly) {
    Headers const https{{"X-Forwarded-Proto", "https"}};
    EXPECT_TRUE(client_of({"10.0.0.1", false}, https, proxies).is_encrypted);
    EXPECT_FALSE(client_of({"203.0.113.9", false}, https, proxies).is_encrypted);
    EXPECT_FALSE(client_of({"10.0.0.1", false}, {{"X-Forwarded-Proto", "https, http"}}, proxies).is_encrypted);
    EXPECT_TRUE(client_of({"10.0.0.1", false}, {{"Forwarded", "for=192.0.2.1;proto=https"}}, proxies).is_encrypted);
    EXPECT_TRUE(client_of({"203.0.113.9", true}, {{"X-Forwarded-Proto", "http"}}, proxies).is_encrypted);
}

TEST(NetworkOf, JoinsWhatOneClientMayHave) {
    EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8::2"));
    EXPECT_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
}

}  // namespace
}  // namespace jiati::http
