#include "app/case_player.h"
#include "app/clock_runner.h"
#include "app/documents/library.h"
#include "app/erasure.h"
#include "app/files.h"
#include "app/invariants/guard.h"
#include "app/log/log.h"
#include "app/rebuild.h"
#include "blobs/vips_pictures.h"
#include "cli/blob_place.h"
#include "cli/built_in.h"
#include "cli/case_files.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "documents/pdf_typesetter.h"
#include "http/api/metrics.h"
#include "http/api/services.h"
#include "http/server.h"
#include "http/static_site.h"
#include "store/sql_store.h"

#include <fmt/format.h>
#include <pthread.h>
#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <iostream>
#include <thread>

namespace jiati::cli {
namespace {

constexpr int bad_input = 2;
constexpr int world_failed = 3;
// Demonstration sign-ins exist only where cases were loaded; everyone may know their password.
constexpr std::string_view demonstration_password = "jiati-demo";

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

std::optional<Address> parse_address(std::string const& text) {
    auto const colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    auto const port = text.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    auto const number = std::stoul(port);
    if (number > 65535) return std::nullopt;
    auto host = text.substr(0, colon);
    if (host == "localhost") host = "127.0.0.1";
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);  // [::1]:8080
    return Address{std::move(host), static_cast<std::uint16_t>(number)};
}

bool is_loopback(std::string const& host) { return host.starts_with("127.") || host == "::1"; }

int fail(int status, std::string const& line) {
    std::cerr << line << "\n";
    return status;
}

// Whether the store is empty or holds these very cases: only then are cases played into it.
Result<bool, app::StoreError> may_load(app::Journal& journal, std::string const& city,
                                       std::vector<NamedCase> const& cases) {
    auto rows = journal.read_all(city, 0, 1000);
    if (!rows) return Failure{std::move(rows).error()};
    for (auto const& row : *rows) {
        if (row.stream.starts_with("policy/")) continue;
        for (auto const& one : cases)
            if (row.actor.find("." + one.file.name + ".") != std::string::npos) return true;
        return false;
    }
    return true;
}

std::uint64_t any_number(app::Randomness& randomness) {
    std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
    randomness.fill(bytes);
    std::uint64_t number = 0;
    for (auto const byte : bytes) number = number << 8U | byte;
    return number;
}

// The token in the file's first line; nothing when there is none, or one that can be guessed.
std::optional<std::string> read_token(std::string const& file) {
    std::ifstream in(file);
    std::string token;
    std::getline(in, token);
    if (!token.empty() && token.back() == '\r') token.pop_back();
    if (!in || token.size() < http::api::Metrics::token_bytes_min) return std::nullopt;
    return token;
}

// Plays the cases; what is there already is left as it is.
Result<Done, std::string> load_cases(app::Journal& journal, app::Commands& commands, app::Queries& queries,
                                     http::Words const& words, std::string const& folder, std::string const& city) {
    auto cases = read_case_folder(folder, system_now().china_date());
    if (!cases) return Failure{std::move(cases).error()};
    auto const allowed = may_load(journal, city, *cases);
    if (!allowed) return Failure{"the store failed: " + allowed.error().detail};
    if (!*allowed) {
        fmt::print("The store is in use already; {} was not loaded.\n", folder);
        return Done{};
    }
    app::CasePlayer player(commands, queries,
                           [&](Refusal const& refusal) { return words.render(refusal, http::Language::en); });
    for (auto const& one : *cases) {
        fmt::print("  {} {} ({} steps)\n", one.file.name, one.file.title, one.file.steps.size());
        std::cout.flush();
        auto played = player.play(one.file, one.path);
        if (!played && played.error().already_loaded) continue;
        if (!played)
            return Failure{fmt::format("{}:{}: {}", played.error().file, played.error().line, played.error().message)};
        auto logins = player.make_logins(one.file, one.path, *played, std::string(demonstration_password));
        if (!logins) return Failure{fmt::format("{}: {}", logins.error().file, logins.error().message)};
    }
    return Done{};
}

}  // namespace

int serve(ServeOptions const& options) {
    auto const address = parse_address(options.listen);
    if (!address)
        return fail(bad_input, "--listen: \"" + options.listen + "\" is not an address; 127.0.0.1:8080 would be");
    if (options.tls_cert.empty() != options.tls_key.empty())
        return fail(bad_input, "--tls-cert, --tls-key: one is missing; give both or none");
    if (!merkle::is_key_name(options.log_name))
        return fail(bad_input, "--log-name: \"" + options.log_name + "\" has a blank or a '+', or is empty; " +
                                   "jiati.example.org would be right");
    if (!names_a_store(options.store))
        return fail(bad_input, "--store: \"" + store::SqlStore::shown(options.store) +
                                   "\" is not a store; sqlite:data/jiati.db or postgresql://localhost/jiati would be");
    std::vector<http::Network> proxies;
    for (auto const& text : options.trusted_proxies) {
        auto const network = http::Network::parse(text);
        if (!network)
            return fail(bad_input, "--trusted-proxy: \"" + text + "\" is no network; 127.0.0.1 or 10.0.0.0/8 would be");
        proxies.push_back(*network);
    }
    std::string metrics_token;
    if (!options.metrics_token_file.empty()) {
        auto token = read_token(options.metrics_token_file);
        if (!token)
            return fail(bad_input,
                        fmt::format("--metrics-token-file: {} cannot be read or has fewer than {} characters "
                                    "in its first line",
                                    options.metrics_token_file, http::api::Metrics::token_bytes_min));
        metrics_token = std::move(*token);
    }
    bool const tls = !options.tls_cert.empty();
    if (!tls && !is_loopback(address->host) && !options.insecure_http)
        return fail(
            bad_input,
            "--listen: " + options.listen +
                " can be reached from outside without encryption; give --tls-cert and --tls-key, or --insecure-http");
    if (!options.public_url.empty() &&
        (!options.public_url.starts_with("https://") || options.public_url.ends_with('/')))
        return fail(bad_input, "--public-url: \"" + options.public_url +
                                   "\" is not what a phone opens; https://lift.example.org would be right");
    auto packs = policies();
    if (!packs) return fail(world_failed, packs.error());
    auto spoken = words();
    if (!spoken) return fail(world_failed, spoken.error());

    auto blobs = open_blobs(options.blobs, options.store);
    if (!blobs) return fail(bad_input, blobs.error());

    // Signals are taken by this thread alone; the others never see them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    SystemRandomness randomness;
    auto store = store::SqlStore::open(options.store, randomness, options.master_key);
    if (!store)
        return fail(world_failed, "--store: " + store::SqlStore::shown(options.store) + ": " + store.error().detail);
    app::invariants::ClosableJournal journal(**store);
    app::Stores const stores{journal, **store, **store, randomness, system_now};
    app::log::Log log({**store, **store, **store, system_now},
                      {.name = options.log_name,
                       .try_lead =
                           [&](std::string const& city) {
                               auto const leads = (*store)->lead(city, "log");
                               return leads && *leads;
                           },
                       .on_fault = [](app::log::LogFault const& fault) { std::cerr << "log: " + fault.detail + "\n"; },
                       .check_seed = any_number(randomness)});
    // Before anything is written: what is appended to an older copy could never be told from what was lost.
    if (auto opened = log.open(); !opened)
        return fail(world_failed,
                    opened.error().kind == app::log::LogFault::Kind::store
                        ? "--store: " + store::SqlStore::shown(options.store) + ": " + opened.error().detail
                        : fmt::format("--store: {}: older or other than what its log has signed: {}; put the newer "
                                      "store back, or begin a new log by jiati restore --new-epoch REASON --store {}",
                                      store::SqlStore::shown(options.store), opened.error().detail,
                                      store::SqlStore::shown(options.store)));
    app::PolicyLibrary const library(std::move(*packs));
    app::Repository repository(**store);
    if (auto adopted = library.adopt(**store, options.city, system_now()); !adopted)
        return fail(world_failed, "policies: " + adopted.error().detail);
    if (auto rebuilt = app::ensure_views(stores, repository); !rebuilt)
        return fail(world_failed, "views: " + rebuilt.error().detail);
    // A keys.db from a backup may hold secrets of people who have been erased since.
    if (auto settled = app::settle_all_erasures(stores); !settled)
        return fail(world_failed, "erasures: " + settled.error().detail);
    else if (*settled > 0)
        fmt::print("Destroyed {} secrets of people erased in the journal.\n", *settled);
    app::Commands commands(stores, repository, library);
    app::Queries queries(stores, repository, library);
    app::SignIn sign_in(stores, **store, repository, options.city,
                        {.staff_needs_second_factor = options.require_second_factor,
                         .separate_administrators = options.separate_administrators});
    if (!options.load.empty()) {
        fmt::print("Cases from {}:\n", options.load);
        if (auto loaded = load_cases(**store, commands, queries, *spoken, options.load, options.city); !loaded)
            return fail(bad_input, loaded.error());
        queries.show_demonstration(std::string(demonstration_password));
    }

    blobs::VipsPictures pictures;
    std::optional<app::Files> files;
    if (*blobs)
        files.emplace(stores, repository, **store, **blobs, pictures);
    else
        fmt::print("No place for attachments: --blobs s3://BUCKET?endpoint=URL, or a folder that all nodes share.\n");
    if (*blobs && !pictures.is_available())
        std::cerr << "vipsthumbnail is not installed (Debian: libvips-tools): pictures cannot be taken\n";

    documents::PdfTypesetter typesetter;
    app::documents::Library printed(stores, repository, library, typesetter, {.public_url = options.public_url});
    http::Problems const problems(std::move(*spoken));
    http::Hub hub;
    http::Router router;
    http::api::Metrics metrics(
        {std::move(metrics_token),
         proxies,
         {{"jiati_log_lag_events", "Events of the journal that no signed checkpoint covers yet.", false,
           [&log] {
               auto const lag = log.lag();
               return lag ? *lag : -1;
           }},
          {"jiati_log_differences_total", "Tiles found other than what was signed for, by the check at the start.",
           true, [&log] { return log.differences(); }},
          {"jiati_stream_watchers", "Open event streams.", false,
           [&hub] { return static_cast<std::int64_t>(hub.listeners()); }}}});
    http::api::Services const services{commands, queries,
                                       sign_in,  hub,
                                       problems, options.city,
                                       tls,      [&log] { return log.is_current(); },
                                       &log,     files ? &*files : nullptr,
                                       &printed, &metrics};
    http::api::add_routes(router, services);
    commands.watch([&log](app::Change const&) { log.wake(); });
    app::invariants::Guard guard(journal, {stores, queries, library}, [](std::string const& problem) {
        std::cerr << "A LAW OF THE RECORD IS BROKEN; WRITING HAS STOPPED: " << problem << "\n";
    });
    commands.watch([&guard](app::Change const& change) { guard.note(change); });
    auto const assets = web_app();
    router.set_fallback(http::static_site(
        *assets, problems,
        {"/api", "/checkpoint", "/healthz", "/log", "/metrics", "/openapi.json", "/readyz", "/tile"}));
    http::ServerOptions server_options;
    server_options.address = address->host;
    server_options.port = address->port;
    server_options.trusted_proxies = std::move(proxies);
    server_options.tls_certificate_file = options.tls_cert;
    server_options.tls_key_file = options.tls_key;
    server_options.observe = [&metrics](http::Exchange const& exchange) {
        metrics.note(exchange);
        if (!exchange.detail.empty())
            std::cerr << fmt::format("{} {} {} {}: {}\n", exchange.request_id, exchange.method, exchange.pattern,
                                     exchange.status, exchange.detail);
    };
    auto server = http::Server::start(std::move(server_options), router, problems);
    if (!server) return fail(world_failed, "--listen: " + options.listen + ": " + server.error());

    auto const shown = is_loopback(address->host) ? "localhost" : address->host;
    fmt::print("\nJiati is at {}://{}:{}\n", tls ? "https" : "http", shown, (*server)->port());
    if (!options.load.empty()) {
        fmt::print("Demonstration sign-ins, password \"{}\":\n", demonstration_password);
        for (auto const& line : queries.demonstration_lines(options.city)) fmt::print("  {}\n", line);
    }
    fmt::print("Stop with Ctrl+C.\n");
    std::fflush(stdout);

    log.start();
    // What other nodes append is told to those who watch here.
    auto watching = (*store)->watch_others([&](app::Change const& change) { commands.note(change); });
    std::atomic<bool> running = true;
    std::thread clock([&] {
        while (running) {
            // Keyed by what owes them, so that two could do no harm; but one is enough.
            if (auto const leads = (*store)->lead("", "clock"); leads && *leads) {
                (void)app::run_due(stores, commands);
                if (files) (void)files->remove_orphans();
            }
            guard.step();
            for (int i = 0; i < 10 && running; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    });
    int signal = 0;
    sigwait(&signals, &signal);
    running = false;
    clock.join();
    watching.reset();
    (*server)->stop();
    log.stop();
    log.step();  // what was still recorded is signed for before the last words
    return 0;
}

}  // namespace jiati::cli
