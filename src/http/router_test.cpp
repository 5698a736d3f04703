#include "http/router.h"

#include <gtest/gtest.h>

namespace jiati::http {
namespace {

Handler saying(std::string text) {
    return [text = std::move(text)](Request const&) { return Response::json(200, text); };
}

Router sample() {
    Router router;
    router.add("GET", "/api/v1/projects", saying("list"));
    router.add("POST", "/api/v1/projects", saying("create"));
    router.add("GET", "/api/v1/projects/{id}", saying("one"));
    router.add("GET", "/api/v1/projects/newest", saying("newest"));
    router.add("POST", "/api/v1/projects/{id}/commands", saying("command"));
    router.add("GET", "/api/v1/{kind}/{id}/events", saying("events"));
    router.add("GET", "/tile/{path...}", saying("tile"));
    router.add("GET", "/tile/entries/{path...}", saying("entries"));
    return router;
}

// What answers, with the parameters; or the methods allowed; or "nothing".
std::string find(Router const& router, std::string_view method, std::string_view path) {
    auto const match = router.find(method, path);
    if (match.route == nullptr) return match.allow.empty() ? "nothing" : "allow " + match.allow;
    auto text = match.route->handler(Request{}).body;
    for (auto const& [name, value] : match.parameters) text += " " + name + "=" + value;
    return text;
}

TEST(Router, FindsByMethodAndPattern) {
    auto const router = sample();
    EXPECT_EQ(find(router, "GET", "/api/v1/projects"), "list");
    EXPECT_EQ(find(router, "POST", "/api/v1/projects"), "create");
    EXPECT_EQ(find(router, "GET", "/api/v1/projects/8f3k"), "one id=8f3k");
    EXPECT_EQ(find(router, "POST", "/api/v1/projects/8f3k/commands"), "command id=8f3k");
    EXPECT_EQ(find(router, "GET", "/api/v1/votes/9/events"), "events kind=votes id=9");
}

TEST(Router, PrefersTheLiteral) {
    auto const router = sample();
    EXPECT_EQ(find(router, "GET", "/api/v1/projects/newest"), "newest");
    EXPECT_EQ(find(router, "GET", "/tile/8/x001/067"), "tile path=8/x001/067");
    EXPECT_EQ(find(router, "GET", "/tile/entries/000"), "entries path=000");
}

TEST(Router, AnswersHeadByGet) { EXPECT_EQ(find(sample(), "HEAD", "/api/v1/projects"), "list"); }

TEST(Router, NamesTheMethodsAPathTakes) {
    auto const router = sample();
    EXPECT_EQ(find(router, "DELETE", "/api/v1/projects"), "allow GET, HEAD, POST");
    EXPECT_EQ(find(router, "GET", "/api/v1/projects/1/commands"), "allow POST");
    EXPECT_EQ(find(router, "HEAD", "/api/v1/projects/1/commands"), "allow POST");
}

TEST(Router, KnowsNoOtherPaths) {
    auto const router = sample();
    for (auto const* path :
         {"/", "/api", "/api/v1/projects/", "/api/v1/projects/1/commands/", "/API/v1/projects", "/tile", "/tile/"})
        EXPECT_EQ(find(router, "GET", path), "nothing") << path;
}

TEST(Router, LeavesTheRestToTheFallback) {
    auto router = sample();
    router.set_fallback(saying("page"));
    EXPECT_EQ(find(router, "GET", "/anything"), "page");
    EXPECT_EQ(find(router, "HEAD", "/"), "page");
    EXPECT_EQ(find(router, "POST", "/anything"), "nothing");
    EXPECT_EQ(find(router, "DELETE", "/api/v1/projects"), "allow GET, HEAD, POST");
}

TEST(Router, ListsItsRoutes) {
    auto const routes = sample().list();
    ASSERT_EQ(routes.size(), 8U);
    EXPECT_EQ(routes[4], (std::pair<std::string, std::string>{"POST", "/api/v1/projects/{id}/commands"}));
}

TEST(RouterDeathTest, ARouteAddedTwiceIsABrokenProgram) {
    auto router = sample();
    EXPECT_DEATH(router.add("GET", "/api/v1/projects", saying("again")), "is_new");
}

}  // namespace
}  // namespace jiati::http
