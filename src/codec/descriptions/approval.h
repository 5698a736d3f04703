// Stored names, fields and their classes: approval. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/approval.h"

namespace jiati::codec {

template <>
struct EnumNames<project::approval::Form> {
    using enum project::approval::Form;
    static constexpr std::array entries{named(on_site, "on_site"), named(parallel, "parallel")};
};

template <>
struct EnumNames<project::approval::Opinion> {
    using enum project::approval::Opinion;
    static constexpr std::array entries{named(pending, "pending"), named(approve, "approve"),
                                        named(conditions, "conditions"), named(returned, "returned")};
};

template <>
struct EnumNames<project::approval::How> {
    using enum project::approval::How;
    static constexpr std::array entries{named(visit, "visit"), named(papers, "papers")};
};

template <>
struct Description<project::approval::Condition> {
    using T = project::approval::Condition;
    static constexpr auto fields() {
        return std::tuple{open("id", &T::id), sealed("text", &T::text), open("satisfied_on", &T::satisfied_on)};
    }
};

// ---- commands

template <>
struct Description<project::approval::FilePaper> {
    using T = project::approval::FilePaper;
    static constexpr std::string_view name = "approval.FilePaper";
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind).code(), field("issuer", &T::issuer).or_default(),
                          field("number", &T::number).or_default(), field("file", &T::file)};
    }
};

template <>
struct Description<project::approval::Submit> {
    using T = project::approval::Submit;
    static constexpr std::string_view name = "approval.Submit";
    static constexpr auto fields() {
        return std::tuple{field("form", &T::form), field("departments", &T::departments).code().or_default(),
                          field("days", &T::days)};
    }
};

template <>
struct Description<project::approval::GiveOpinion> {
    using T = project::approval::GiveOpinion;
    static constexpr std::string_view name = "approval.GiveOpinion";
    static constexpr auto fields() {
        return std::tuple{field("department", &T::department).code(), field("opinion", &T::opinion),
                          field("how", &T::how), field("text", &T::text).or_default(),
                          field("conditions", &T::conditions).or_default()};
    }
};

template <>
struct Description<project::approval::SatisfyCondition> {
    using T = project::approval::SatisfyCondition;
    static constexpr std::string_view name = "approval.SatisfyCondition";
    static constexpr auto fields() {
        return std::tuple{field("condition", &T::condition), field("evidence_text", &T::evidence_text).or_default()};
    }
};

template <>
struct Description<project::approval::Grant> {
    using T = project::approval::Grant;
    static constexpr std::string_view name = "approval.Grant";
    static constexpr auto fields() {
        return std::tuple{field("number", &T::number).or_default(), field("valid_until", &T::valid_until)};
    }
};

// ---- events

template <>
struct Description<project::approval::PaperFiled> {
    using T = project::approval::PaperFiled;
    static constexpr std::string_view name = "approval.PaperFiled/1";
    static constexpr auto fields() {
        return std::tuple{open("kind", &T::kind).code(), sealed("issuer", &T::issuer), sealed("number", &T::number),
                          open("file", &T::file)};
    }
};

template <>
struct Description<project::approval::Submitted> {
    using T = project::approval::Submitted;
    static constexpr std::string_view name = "approval.Submitted/1";
    static constexpr auto fields() {
        return std::tuple{open("form", &T::form), open("departments", &T::departments).code(),
                          open("due_on", &T::due_on)};
    }
};

template <>
struct Description<project::approval::OpinionGiven> {
    using T = project::approval::OpinionGiven;
    static constexpr std::string_view name = "approval.OpinionGiven/1";
    static constexpr auto fields() {
        return std::tuple{open("department", &T::department).code(), open("opinion", &T::opinion), open("how", &T::how),
                          vault("text", &T::text), parts("conditions", &T::conditions)};
    }
};

template <>
struct Description<project::approval::ConditionSatisfied> {
    using T = project::approval::ConditionSatisfied;
    static constexpr std::string_view name = "approval.ConditionSatisfied/1";
    static constexpr auto fields() {
        return std::tuple{open("condition", &T::condition), sealed("evidence_text", &T::evidence_text)};
    }
};

template <>
struct Description<project::approval::Granted> {
    using T = project::approval::Granted;
    static constexpr std::string_view name = "approval.Granted/1";
    static constexpr auto fields() {
        return std::tuple{sealed("number", &T::number), open("valid_until", &T::valid_until)};
    }
};

}  // namespace jiati::codec
