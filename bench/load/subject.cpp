#include "load/subject.h"

#include "load/generator.h"
#include "measure.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace jiati::bench {
namespace {

namespace json = boost::json;

constexpr std::string_view area = "cn-jiangxi-nanchang/load/load-street/load-community/";
constexpr std::size_t units_each = 40;  // of a community: its register is one stream
constexpr std::array rooms{"101", "102", "201", "202", "301", "302", "401", "402", "501", "502", "601", "602"};

std::string steps_of_community(std::size_t community, std::size_t units) {
    auto const c = std::to_string(community);
    auto text = fmt::format(
        "  - {{on: T-60, in: places, as: secretary, do: place.RegisterCommunity, let: c{0}, with: {{name: 压测小区{0}, "
        "areas: [{{level: city, code: cn-jiangxi-nanchang, name: 南昌市}}, {{level: district, code: load, name: "
        "压测区}}, "
        "{{level: street, code: load-street, name: 压测街道}}, {{level: neighbourhood, code: load-community, name: "
        "压测社区}}], built: \"1998\", storeys: 6, source: \"\"}}}}\n",
        c);
    for (std::size_t unit = 0; unit < units; ++unit) {
        auto const u = fmt::format("{}x{}", c, unit);
        text += fmt::format(
            "  - {{on: T-60, in: $c{0}, as: secretary, do: place.AddBuilding, let: b{1}, with: {{name: {1}栋, built: "
            "\"1998\", structure: 砖混结构, ground: none, units: [{{name: 1单元, floors: 6, households: 12}}]}}}}\n"
            "  - on: T-59\n    in: $c{0}\n    as: grid\n    do: place.RegisterHouseholds\n    let: h{1}\n    with:\n"
            "      unit: $b{1}/1单元\n      households:\n",
            c, u);
        for (auto const* room : rooms)
            text += fmt::format("        - {{room: \"{}\", floors: [{}], area: \"80.00\"}}\n", room, room[0]);
        text += fmt::format(
            "  - {{on: T-58, in: projects, as: secretary, do: project.Open, let: p{1}, with: {{community: $c{0}, "
            "building: "
            "$b{1}, unit: $b{1}/1单元, title: 压测{1}, area: {2}, source: \"\", disputed: [], assumed: [压测]}}}}\n",
            c, u, area);
        for (auto const* room : rooms)
            text += fmt::format(
                "  - {{on: T-55, in: $p{0}, as: grid, do: survey.RecordStance, with: {{household: $h{0}/{1}, stance: "
                "agree, channel: visit}}}}\n",
                u, room);
        text += fmt::format(
            "  - {{on: T-54, in: $p{0}, as: grid, do: survey.Complete}}\n"
            "  - {{on: T-53, in: $p{0}, as: secretary, do: project.Initiate, with: {{applicants: [$h{0}/601], basis: "
            "业主联名申请}}}}\n"
            "  - {{on: T-53, in: $p{0}, as: secretary, do: project.AppointLead, with: {{household: $h{0}/601, "
            "chosen_by: "
            "单元业主推举}}}}\n"
            "  - {{on: T-45, in: $p{0}, as: secretary, do: planning.Publish, with: {{plan: {{entry: half_landing, "
            "levels: "
            "6, doors: 4, corridors: 3, stops_at: [{{floor: 1, half: false}}, {{floor: 3, half: true}}, {{floor: 4, "
            "half: "
            "true}}, {{floor: 5, half: true}}], load_kg: 630, persons: 8, shaft: 钢结构, details: []}}}}}}\n"
            "  - {{on: T-6, in: $p{0}, as: secretary, do: consent.FreezeRoll}}\n"
            "  - {{on: T-6, in: votes, as: secretary, do: vote.Open, let: v{0}, with: {{kind: consent, question: "
            "你家同意吗？, projects: [$p{0}], closes_on: T+5}}}}\n",
            u);
    }
    return text;
}

void write_case(std::filesystem::path const& file, std::size_t units) {
    std::ofstream out(file);
    out << "name: load\ntitle: 压测（虚构）\ntitle_en: Load (fictional)\ncity: cn-jiangxi-nanchang\nas_of: today\n"
           "source: 虚构\n\ncast:\n"
        << "  grid: {role: grid_leader, office: 网格长, office_en: Grid leader, login: demo-grid, area: " << area
        << "}\n"
        << "  secretary: {role: neighbourhood, office: 居委会, office_en: Committee, area: " << area << "}\n\nsteps:\n";
    for (std::size_t community = 0; community * units_each < units; ++community)
        out << steps_of_community(community, std::min(units_each, units - community * units_each));
}

std::string get(std::uint16_t port, std::string const& path, std::string const& cookie) {
    auto const answer = ask_once(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n");
    require(answer.starts_with("HTTP/1.1 200"), path + ": " + answer.substr(0, 1000));
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

std::string text_of(json::value const& value) { return std::string(value.as_string()); }

}  // namespace

Subject::Subject(std::filesystem::path const& folder, std::size_t units) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "cases");
    write_case(folder / "cases" / "load.yaml", units);
    start(folder, folder / "jiati.db");
    sign_in();
    find_voters();
    require(voters_.size() == units * rooms.size(), "not every household may vote");
}

Subject::~Subject() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

// Tells its port in what it prints.
void Subject::start(std::filesystem::path const& folder, std::filesystem::path const& store) {
    auto const* const named = std::getenv("JIATI_PROGRAM");
    std::string const program = named != nullptr ? named : "build/jiati";
    auto const url = "sqlite:" + store.string();
    auto const cases = (folder / "cases").string();
    std::array<int, 2> out{};
    require(::pipe(out.data()) == 0, "no pipe");
    process_ = ::fork();
    require(process_ >= 0, "no second process");
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(out[1], STDOUT_FILENO);
        ::execl(program.c_str(), program.c_str(), "serve", "--store", url.c_str(), "--listen", "127.0.0.1:0", "--load",
                cases.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(out[1]);
    std::string said;
    std::array<char, 4096> buffer;
    constexpr std::string_view place = "http://localhost:";
    for (auto at = std::string::npos; at == std::string::npos || said.find('\n', at) == std::string::npos;) {
        auto const count = ::read(out[0], buffer.data(), buffer.size());
        require(count > 0, program + " did not start: " + said);
        said.append(buffer.data(), static_cast<std::size_t>(count));
        at = said.find(place);
        if (at != std::string::npos && said.find('\n', at) != std::string::npos)
            port_ = static_cast<std::uint16_t>(std::stoul(said.substr(at + place.size(), 5)));
    }
    std::thread([end = out[0]] {  // lest it block on a full pipe
        std::array<char, 4096> unread;
        while (::read(end, unread.data(), unread.size()) > 0) continue;
    })
        .detach();
}

void Subject::sign_in() {
    std::string const body = R"({"login":"demo-grid","password":"jiati-demo"})";
    auto const answer = ask_once(port_,
                                 "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                 "application/json\r\nContent-Length: " +
                                     std::to_string(body.size()) + "\r\n\r\n" + body);
    auto const at = answer.find("jiati_session=");
    require(at != std::string::npos, "no session: " + answer);
    cookie_ = "Cookie: " + answer.substr(at, answer.find(';', at) - at) + "\r\n";
}

void Subject::find_voters() {
    for (std::string after;;) {
        auto const list =
            json::parse(get(port_, "/api/v1/projects?limit=500" + (after.empty() ? "" : "&after=" + after), cookie_));
        for (auto const& item : list.at("items").as_array()) projects_.push_back(text_of(item.at("id")));
        auto const* const next = list.as_object().if_contains("next");
        if (next == nullptr || !next->is_string()) break;
        after = text_of(*next);
    }
    for (auto const& project : projects_) {
        auto const page = json::parse(get(port_, "/api/v1/projects/" + project, cookie_));
        auto const vote = text_of(page.at("consent").at("vote"));
        for (auto const& cell : page.at("house").at("cells").as_array())
            voters_.push_back({vote, text_of(cell.at("household"))});
    }
}

double Subject::memory_mb() const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

}  // namespace jiati::bench
