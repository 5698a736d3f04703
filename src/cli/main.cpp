#include "cli/commands.h"

#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
    CLI::App app{"Jiati 加梯: lifts for old walk-ups, from the first survey to years of use"};
    app.require_subcommand(1);

    jiati::cli::ServeOptions serve_options;
    auto* const serve = app.add_subcommand("serve", "Run the whole service");
    serve->add_option("--store", serve_options.store, "sqlite:FILE")->capture_default_str();
    serve->add_option("--listen", serve_options.listen, "ADDRESS:PORT")->capture_default_str();
    serve->add_option("--load", serve_options.load, "Folder of case files to play into an empty store");
    serve->add_option("--city", serve_options.city, "The city whose records are kept here")->capture_default_str();
    serve->add_option("--tls-cert", serve_options.tls_cert, "PEM file with the certificate chain");
    serve->add_option("--tls-key", serve_options.tls_key, "PEM file with its key");
    serve->add_flag("--insecure-http", serve_options.insecure_http, "Listen beyond loopback without encryption");

    jiati::cli::ReplayOptions replay_options;
    auto* const replay =
        app.add_subcommand("replay", "Play case files in memory and compare stated with computed figures");
    replay->add_option("files", replay_options.files, "Case files, or - for standard input")->required();
    replay->add_flag("--json", replay_options.json, "One JSON document on standard output");

    jiati::cli::CheckOptions check_options;
    auto* const check =
        app.add_subcommand("check", "Recompute every law of a store and compare its views with a rebuild");
    check->add_option("--store", check_options.store, "sqlite:FILE")->required();
    check->add_flag("--json", check_options.json, "One JSON document on standard output");

    try {
        app.parse(argc, argv);
    } catch (CLI::CallForHelp const& help) {
        return app.exit(help);
    } catch (CLI::ParseError const& error) {
        std::cerr << "jiati: " << error.what() << "; see jiati --help\n";
        return 2;
    }
    if (serve->parsed()) return jiati::cli::serve(serve_options);
    if (replay->parsed()) return jiati::cli::replay(replay_options);
    return jiati::cli::check(check_options);
}
