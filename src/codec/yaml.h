// Case files and policy files (YAML 1.2 as yaml-cpp reads it) through the same strict machinery as JSON. Plain whole
// numbers, true/false and null keep their type; every other scalar is text, so dates, amounts and areas need no quotes.
// Duplicate keys are refused; anchors and aliases are resolved within a limit; tags are refused.
#pragma once

#include "base/date.h"
#include "base/refusal.h"
#include "base/result.h"
#include "policy/policy.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

struct YamlError {
    std::string file;
    int line = 0;     // 1-based; 0 when none is known
    Refusal refusal;  // codec.*; the pointer is into the document

    // "cases/b.yaml:12: /steps/3/do is missing; …", one English line for an operator.
    [[nodiscard]] std::string to_string() const;
};

// The line on which a pointer's value stands; of the closest enclosing value when it has none of its own.
class LineMap {
  public:
    void set(std::string pointer, int line) { lines_[std::move(pointer)] = line; }
    // 0 when not even the document is known.
    [[nodiscard]] int line_of(std::string_view pointer) const;
    // The lines of one value's inside, by pointers that begin there.
    [[nodiscard]] LineMap below(std::string const& pointer) const;

  private:
    std::map<std::string, int, std::less<>> lines_;
};

// The packs of a file: one, or a list of them. Fields are spelled as in policy::Policy; shape:
// policies/policy.schema.json. The packs still need policy::check_policies.
Result<std::vector<policy::Policy>, YamlError> read_policies(std::string_view text, std::string const& file);
// The whole text of one pack as canonical JSON: what a policy's hash is taken over and the journal keeps.
[[nodiscard]] std::string encode_policy(policy::Policy const& policy);
Result<policy::Policy, Refusal> decode_policy(std::string_view json);

// ---- case files
// ------------------------------------------------------------------------------------------------------

struct CaseStated {
    std::string text;
    std::string where;  // in the source
};
struct CaseAssumption {
    std::string text;
    std::string reason;
};
struct CaseDispute {
    std::string text;
    std::string taken;  // which reading the steps follow, and why
};
struct CaseActor {
    std::string name;  // as steps name it
    std::string role;  // a role of account::Role
    std::string household;
    std::string office;
    std::string office_en;
    std::string department;  // a code, for reviewing departments
    std::string login;       // of a demonstration sign-in; its role holds in `area` and in `project`
    std::string area;
    std::string project;
};
struct CaseStep {
    Date on;
    std::vector<std::string> in;  // streams or aliases; several: the same command to each
    std::string as;               // a name of the cast
    std::string type;             // "survey.RecordStance"
    std::string data;             // JSON object text; "$alias" strings are still to be replaced
    std::string let;              // alias for the stream this step makes; empty = none
    std::string evidence;         // what the claimed date rests on
    int line = 0;
    LineMap lines;  // by pointers into data

    [[nodiscard]] int line_of(std::string_view pointer) const;
};
enum class FigureKind : std::uint8_t { computed, copied };
struct CaseFigure {
    std::string figure;  // path into a read model
    std::string stated;  // JSON text of the stated value
    std::string from;    // where the source states it
    FigureKind kind{};
    int line = 0;
};
struct CaseFile {
    std::string name;  // "b"; seeds ids and salts
    std::string title;
    std::string title_en;
    std::string city;
    std::string source;
    std::vector<CaseStated> facts;
    std::vector<CaseAssumption> assumed;
    std::vector<CaseDispute> disputed;
    std::vector<CaseActor> cast;  // in the file's order
    std::string places;           // JSON text; empty when the file has none
    std::vector<CaseStep> steps;
    std::vector<CaseFigure> expect;
};

// docs/formats/case_files.md. `today` is what T stands for in a file with `as_of: today`; such a file is refused
// without.
Result<CaseFile, YamlError> read_case(std::string_view text, std::string const& file,
                                      std::optional<Date> today = std::nullopt);

}  // namespace jiati::codec
