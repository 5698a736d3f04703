// The sub-commands. Each answers the exit status: 0 done, 1 the thing checked does not hold, 2 bad input, 3 the world
// failed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::cli {

// Whether the text has the form of a store's address: "sqlite:FILE" or "postgresql://…".
[[nodiscard]] inline bool names_a_store(std::string const& url) {
    constexpr std::string_view schemes[] = {"sqlite:", "postgresql://"};
    return std::ranges::any_of(schemes,
                               [&](auto scheme) { return url.starts_with(scheme) && url.size() > scheme.size(); });
}

struct ServeOptions {
    std::string store = "sqlite:data/jiati.db";
    std::string listen = "127.0.0.1:8080";
    std::string load;
    std::string city = "cn-jiangxi-nanchang";
    std::string tls_cert;
    std::string tls_key;
    std::string master_key;
    bool insecure_http = false;
    std::string log_name = "jiati";            // the log's origin is "<name>/<city>"; counts at the log's birth only
    std::vector<std::string> trusted_proxies;  // "127.0.0.1", "10.0.0.0/8"
    bool require_second_factor = false;        // of staff
    std::string blobs;                         // a folder or s3://…; empty: blobs/ beside sqlite:FILE
    bool separate_administrators = false;
    std::string metrics_token_file;  // its first line opens /metrics from afar; empty: loopback only
    std::string public_url;          // printed in codes; empty: none is printed
};
[[nodiscard]] int serve(ServeOptions const& options);

struct ReplayOptions {
    std::vector<std::string> files;
    bool json = false;
};
[[nodiscard]] int replay(ReplayOptions const& options);

// Begins a new epoch of the log where what was signed for is lost for good.
struct NewEpochOptions {
    std::string store = "sqlite:data/jiati.db";
    std::string reason;
    std::string city;        // empty: every city that has a log
    std::string master_key;  // empty: beside the store
    bool json = false;
};
[[nodiscard]] int new_epoch(NewEpochOptions const& options);

// Either a whole log, from an address or a folder, or one receipt.
struct VerifyOptions {
    std::string url;
    std::string dir;
    std::string proof;                    // file, or "-"
    std::optional<std::string> leaf_hex;  // of the receipt: the leaf's data
    std::vector<std::string> keys;  // verifier keys: the log's, and witnesses' if their signatures are to be checked
    bool json = false;
};
[[nodiscard]] int verify(VerifyOptions const& options);

// Adds witnesses' signatures to what the log shows.
struct AddCosignatureOptions {
    std::string store = "sqlite:data/jiati.db";
    std::string city;
    std::string file;               // a signed note, or "-"
    std::vector<std::string> keys;  // of the witnesses
};
[[nodiscard]] int add_cosignature(AddCosignatureOptions const& options);

struct CheckOptions {
    std::string store;
    std::string backup;  // in place of a store: a backup's folder
    std::string master_key;
    bool json = false;
};
[[nodiscard]] int check(CheckOptions const& options);

// The whole system on a virtual clock, disk and network, driven by chance that a seed repeats.
struct SimulateOptions {
    std::uint64_t seed = 1;
    std::uint64_t steps = 250;
    std::uint64_t seeds = 1;  // this many from `seed` on
    bool json = false;
};
[[nodiscard]] int simulate(SimulateOptions const& options);

struct BackupOptions {
    std::string store;
    std::string to;  // a folder that is not there yet
    bool json = false;
};
[[nodiscard]] int backup(BackupOptions const& options);

struct RestoreOptions {
    std::string from;
    std::string store = "sqlite:data/jiati.db";
    std::optional<std::int64_t> to_seq;
    std::string to_time;
    std::string master_key;                  // empty: beside the store, for one on a server in data/
    std::vector<std::string> erasures = {};  // keys.db or stores that know of erasures since the backup
    bool json = false;
};
[[nodiscard]] int restore(RestoreOptions const& options);

struct MigrateOptions {
    std::string store;
    bool json = false;
};
[[nodiscard]] int migrate(MigrateOptions const& options);

// The calculators: one document in, one answer out; no store.
struct CalculatorOptions {
    std::string file;  // "-": standard input
    bool json = false;
};
struct AllocateOptions : CalculatorOptions {
    std::string rule;  // instead of the document's
};
[[nodiscard]] int allocate(AllocateOptions const& options);
struct AgreeOptions : CalculatorOptions {
    std::optional<std::int64_t> budget_ms;  // for the search; the default is a number of steps
};
[[nodiscard]] int agree(AgreeOptions const& options);
struct ProgrammeOptions {
    std::string file;       // CSV
    std::string budget;     // yuan
    std::string group_min;  // CSV files, or empty
    std::string group_max;
    bool json = false;
};
[[nodiscard]] int programme(ProgrammeOptions const& options);
[[nodiscard]] int consent(CalculatorOptions const& options);
[[nodiscard]] int daylight(CalculatorOptions const& options);

// A household register, checked row by row.
struct ImportOptions {
    std::string file;  // .xlsx, or "-"
    bool dry_run = false;
    bool json = false;
    std::string annotate;  // where the file with 错误原因 goes; empty: nowhere
    std::string store;
    std::string community;
};
[[nodiscard]] int import(ImportOptions const& options);

struct SunOptions {
    double latitude_deg = 0;
    double longitude_deg = 0;
    std::string utc;
    double elevation_m = 0;
    double pressure_mbar = 1010;
    double temperature_c = 10;
    std::optional<double> delta_t_s;
    bool json = false;
};
[[nodiscard]] int sun(SunOptions const& options);

}  // namespace jiati::cli
