#include "cli/commands.h"

#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
    CLI::App app{"Jiati 加梯: lifts for old walk-ups, from the first survey to years of use"};
    app.require_subcommand(1);

    jiati::cli::ServeOptions serve_options;
    auto* const serve = app.add_subcommand("serve", "Run the whole service");
    serve->add_option("--store", serve_options.store, "sqlite:FILE or postgresql://…")->capture_default_str();
    serve->add_option("--blobs", serve_options.blobs,
                      "Attachments: a folder, or s3://BUCKET?endpoint=URL; else blobs/ beside sqlite:FILE");
    serve->add_option("--listen", serve_options.listen, "ADDRESS:PORT")->capture_default_str();
    serve->add_option("--load", serve_options.load, "Folder of case files to play into an empty store");
    serve->add_option("--city", serve_options.city, "The city whose records are kept here")->capture_default_str();
    serve->add_option("--tls-cert", serve_options.tls_cert, "PEM file with the certificate chain");
    serve->add_option("--tls-key", serve_options.tls_key, "PEM file with its key");
    serve
        ->add_option("--master-key", serve_options.master_key,
                     "File of the master key; else master.key beside keys.db, made on the first start")
        ->envname("JIATI_MASTER_KEY_FILE");
    serve->add_flag("--insecure-http", serve_options.insecure_http, "Listen beyond loopback without encryption");
    serve->add_option("--trusted-proxy", serve_options.trusted_proxies,
                      "Address or network of a proxy whose word on the client's address is taken; may be repeated");
    serve->add_flag("--separate-administrators", serve_options.separate_administrators,
                    "System, security and audit administrator are three people; the undivided role counts for nothing");
    serve->add_option("--public-url", serve_options.public_url,
                      "What phones open, https://lift.example.org; without it no document carries a code");
    serve->add_option("--metrics-token-file", serve_options.metrics_token_file,
                      "File with the token that opens /metrics from other machines; else from this one alone");
    serve->add_flag("--require-second-factor", serve_options.require_second_factor,
                    "Staff have no rights until they have enrolled a second factor");

    serve
        ->add_option("--log-name", serve_options.log_name,
                     "What the transparency log is called, when it is born: NAME/CITY")
        ->capture_default_str();

    jiati::cli::VerifyOptions verify_options;
    auto* const verify = app.add_subcommand("verify", "Work a public log out again, or check one receipt");
    verify->add_option("--url", verify_options.url, "Where the log is served: https://HOST or https://HOST/log/CITY");
    verify->add_option("--dir", verify_options.dir, "A folder with the same files");
    verify->add_option("--proof", verify_options.proof, "A receipt, or - for standard input");
    verify->add_option("--leaf", verify_options.leaf_hex, "The leaf's data in hexadecimal digits, for --proof");
    verify->add_option("--key", verify_options.keys, "Verifier key of the log; more for witnesses")->required();
    verify->add_flag("--json", verify_options.json, "One JSON document on standard output");

    jiati::cli::AddCosignatureOptions cosignature_options;
    auto* const log = app.add_subcommand("log", "The transparency log of a store");
    log->require_subcommand(1);
    auto* const cosign = log->add_subcommand("add-cosignature", "Show a checkpoint that witnesses signed too");
    cosign->add_option("file", cosignature_options.file, "The signed checkpoint, or - for standard input")->required();
    cosign->add_option("--key", cosignature_options.keys, "Verifier key of the witness")->required();
    cosign->add_option("--store", cosignature_options.store, "sqlite:FILE")->capture_default_str();
    cosign->add_option("--city", cosignature_options.city, "Where the store has several");

    jiati::cli::ReplayOptions replay_options;
    auto* const replay =
        app.add_subcommand("replay", "Play case files in memory and compare stated with computed figures");
    replay->add_option("files", replay_options.files, "Case files, or - for standard input")->required();
    replay->add_flag("--json", replay_options.json, "One JSON document on standard output");

    jiati::cli::CheckOptions check_options;
    auto* const check =
        app.add_subcommand("check", "Recompute every law of a store and compare its views with a rebuild");
    auto* const checked = check->add_option_group("what");
    checked->add_option("--store", check_options.store, "sqlite:FILE or postgresql://…");
    checked->add_option("--backup", check_options.backup, "A backup's folder; nothing in it is changed");
    checked->require_option(1);
    check
        ->add_option("--master-key", check_options.master_key, "File of the master key; else master.key beside keys.db")
        ->envname("JIATI_MASTER_KEY_FILE");
    check->add_flag("--json", check_options.json, "One JSON document on standard output");

    jiati::cli::BackupOptions backup_options;
    auto* const backup = app.add_subcommand("backup", "Copy a store as it stands at one moment, while it is in use");
    backup->add_option("--store", backup_options.store, "sqlite:FILE or postgresql://…")->required();
    backup->add_option("--to", backup_options.to, "A folder that is not there yet")->required();
    backup->add_flag("--json", backup_options.json, "One JSON document on standard output");

    jiati::cli::RestoreOptions restore_options;
    jiati::cli::NewEpochOptions epoch_options;
    auto* const restore = app.add_subcommand(
        "restore", "Make a store from a backup and prove it by its head hash; or go on with one that was put back");
    auto* const from = restore->add_option("--from", restore_options.from, "The backup's folder");
    restore->add_option("--store", restore_options.store, "sqlite:FILE or postgresql://…; an empty place for --from")
        ->capture_default_str();
    auto* const to_seq = restore->add_option("--to-seq", restore_options.to_seq, "Up to this event")
                             ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 53))
                             ->needs(from);
    restore->add_option("--to-time,--until", restore_options.to_time, "Up to this instant, 2026-11-22T16:00:00Z")
        ->excludes(to_seq)
        ->needs(from);
    restore
        ->add_option("--erasures", restore_options.erasures,
                     "keys.db, or a store, that knows who was erased since; may be repeated")
        ->needs(from);
    restore->add_option("--master-key", restore_options.master_key, "The key's file, where it is not beside the store");
    auto* const new_epoch =
        restore->add_option("--new-epoch", epoch_options.reason, "Why what was signed for is lost; begins a new log")
            ->excludes(from);
    restore->add_option("--city", epoch_options.city, "This city's log alone, for --new-epoch")->needs(new_epoch);
    restore->add_flag("--json", restore_options.json, "One JSON document on standard output");

    jiati::cli::MigrateOptions migrate_options;
    auto* const migrate = app.add_subcommand("migrate", "Bring a store to this program's format");
    migrate->add_option("--store", migrate_options.store, "sqlite:FILE or postgresql://…")->required();
    migrate->add_flag("--json", migrate_options.json, "One JSON document on standard output");

    jiati::cli::SimulateOptions simulate_options;
    auto* const simulate =
        app.add_subcommand("simulate", "Run the whole system by chance, with faults, and check every law");
    simulate->add_option("--seed", simulate_options.seed, "The same seed gives the same bytes")->capture_default_str();
    simulate->add_option("--steps", simulate_options.steps, "How many")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000}))
        ->capture_default_str();
    simulate->add_option("--seeds", simulate_options.seeds, "This many seeds, one after another")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
        ->capture_default_str();
    simulate->add_flag("--json", simulate_options.json, "One JSON document a line on standard output");

    jiati::cli::AllocateOptions allocate_options;
    auto* const allocate = app.add_subcommand("allocate", "Shares of one cost by a rule");
    allocate->add_option("file", allocate_options.file, "JSON file, or - for standard input")->required();
    allocate->add_option("--rule", allocate_options.rule, "Instead of the rule in the file");
    allocate->add_flag("--json", allocate_options.json, "One JSON document on standard output");

    jiati::cli::CalculatorOptions consent_options;
    auto* const consent = app.add_subcommand("consent", "The legal test of a ballot");
    consent->add_option("file", consent_options.file, "JSON file, or - for standard input")->required();
    consent->add_flag("--json", consent_options.json, "One JSON document on standard output");

    jiati::cli::AgreeOptions agree_options;
    auto* const agree =
        app.add_subcommand("agree", "The broadest agreement, what is still to be settled, the least gap");
    agree->add_option("file", agree_options.file, "JSON file, or - for standard input")->required();
    agree->add_option("--budget-ms", agree_options.budget_ms, "Milliseconds for the search")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{86'400'000}));
    agree->add_flag("--json", agree_options.json, "One JSON document on standard output");

    jiati::cli::ProgrammeOptions programme_options;
    auto* const programme = app.add_subcommand("programme", "Which units of a city get support under a budget");
    programme->add_option("file", programme_options.file, "CSV with id,group,value,cost, or - for standard input")
        ->required();
    programme->add_option("--budget", programme_options.budget, "Yuan")->required();
    programme->add_option("--group-min", programme_options.group_min, "CSV with group,amount: at least so much");
    programme->add_option("--group-max", programme_options.group_max, "CSV with group,amount: at most so much");
    programme->add_flag("--json", programme_options.json, "One JSON document on standard output");

    jiati::cli::CalculatorOptions daylight_options;
    auto* const light = app.add_subcommand("daylight", "Sunshine and sky of each window, before and after the lift");
    light->add_option("file", daylight_options.file, "JSON file, or - for standard input")->required();
    light->add_flag("--json", daylight_options.json, "One JSON document on standard output");

    jiati::cli::ImportOptions import_options;
    auto* const import_register = app.add_subcommand("import", "Check a household register kept as a spreadsheet");
    import_register->add_option("file", import_options.file, "The .xlsx file, or - for standard input")->required();
    import_register->add_flag("--dry-run", import_options.dry_run, "Only say what is understood and what is wrong");
    import_register->add_flag("--json", import_options.json, "One JSON document on standard output");
    import_register->add_option("--annotate", import_options.annotate, "Write the sheet back with a column 错误原因");
    import_register->add_option("--store", import_options.store, "sqlite:FILE or postgresql://…; not possible yet");
    import_register->add_option("--community", import_options.community, "Its id in the store");

    jiati::cli::SunOptions sun_options;
    auto* const sun = app.add_subcommand("sun", "Where the sun stands");
    sun->add_option("--lat", sun_options.latitude_deg, "Degrees north")->required()->check(CLI::Range(-90.0, 90.0));
    sun->add_option("--lon", sun_options.longitude_deg, "Degrees east")->required()->check(CLI::Range(-180.0, 180.0));
    sun->add_option("--utc", sun_options.utc, "2003-10-17T19:30:30Z")->required();
    sun->add_option("--elevation", sun_options.elevation_m, "Metres")->check(CLI::Range(-500.0, 9000.0));
    sun->add_option("--pressure", sun_options.pressure_mbar, "Millibars")->check(CLI::Range(0.0, 1200.0));
    sun->add_option("--temperature", sun_options.temperature_c, "Degrees Celsius")->check(CLI::Range(-90.0, 60.0));
    sun->add_option("--delta-t", sun_options.delta_t_s, "Seconds, TT - UT")->check(CLI::Range(-10'000.0, 10'000.0));
    sun->add_flag("--json", sun_options.json, "One JSON document on standard output");

    try {
        app.parse(argc, argv);
    } catch (CLI::CallForHelp const& help) {
        return app.exit(help);
    } catch (CLI::ParseError const& error) {
        std::cerr << "jiati: " << error.what() << "; see jiati --help\n";
        return 2;
    }
    if (serve->parsed()) return jiati::cli::serve(serve_options);
    if (verify->parsed()) return jiati::cli::verify(verify_options);
    if (cosign->parsed()) return jiati::cli::add_cosignature(cosignature_options);
    if (replay->parsed()) return jiati::cli::replay(replay_options);
    if (backup->parsed()) return jiati::cli::backup(backup_options);
    if (restore->parsed()) {
        if (from->empty() == new_epoch->empty()) {
            std::cerr << "jiati restore: nothing is said; --from DIR or --new-epoch REASON would do\n";
            return 2;
        }
        if (new_epoch->empty()) return jiati::cli::restore(restore_options);
        epoch_options.store = restore_options.store;
        epoch_options.master_key = restore_options.master_key;
        epoch_options.json = restore_options.json;
        return jiati::cli::new_epoch(epoch_options);
    }
    if (migrate->parsed()) return jiati::cli::migrate(migrate_options);
    if (simulate->parsed()) return jiati::cli::simulate(simulate_options);
    if (allocate->parsed()) return jiati::cli::allocate(allocate_options);
    if (agree->parsed()) return jiati::cli::agree(agree_options);
    if (programme->parsed()) return jiati::cli::programme(programme_options);
    if (consent->parsed()) return jiati::cli::consent(consent_options);
    if (light->parsed()) return jiati::cli::daylight(daylight_options);
    if (import_register->parsed()) return jiati::cli::import(import_options);
    if (sun->parsed()) return jiati::cli::sun(sun_options);
    return jiati::cli::check(check_options);
}
