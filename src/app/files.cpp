#include "app/files.h"

#include "app/facts.h"
#include "app/file_content.h"
#include "app/read/sources.h"
#include "codec/canonical.h"

#include <boost/json.hpp>

namespace jiati::app {
namespace {

constexpr std::size_t orphans_at_once = 100;

CommandError absent() { return {CommandError::Kind::not_found, refuse(not_found), 0, {}}; }

CommandError busy(std::string detail) { return failed({StoreError::Kind::busy, std::move(detail)}); }

}  // namespace

// Whom or what a file is about decides who may send it. A household that is not one's affair does not exist.
Result<Files::About, CommandError> Files::about(Viewer const& viewer, Upload const& upload) {
    if (upload.household.empty() == upload.project.empty()) return Failure{refused(refuse(file_about_nothing))};
    std::string project_id = upload.project;
    Claim claim;
    if (!upload.household.empty()) {
        claim.household = HouseholdId{upload.household};
        auto row = stores_.views.get(viewer.city, "household", upload.household);
        if (!row) return Failure{failed(std::move(row).error())};
        if (!*row) return Failure{absent()};
        auto const unit = std::string(boost::json::parse((*row)->body).as_object().at("unit").as_string());
        auto served = stores_.views.get(viewer.city, "unit_project", unit);
        if (!served) return Failure{failed(std::move(served).error())};
        if (!*served) return Failure{absent()};
        project_id = (*served)->body;
    }
    auto project = repository_.load<ProjectKind>(viewer.city, project_id);
    if (!project) return Failure{failed(std::move(project).error())};
    if ((*project)->version == 0) return Failure{absent()};
    auto place = repository_.load<PlaceKind>(viewer.city, (*project)->state.lifecycle.community.text);
    if (!place) return Failure{failed(std::move(place).error())};
    auto const target = read::target_of((*project)->state, (*place)->state);
    if (!upload.household.empty()) {
        if (!may(viewer, "file.SendForHousehold", target, claim)) return Failure{absent()};
        return About{place::subject_of((*place)->state, *claim.household), "household/" + upload.household};
    }
    if (!may(viewer, "file.SendForProject", target))
        return Failure{CommandError{
            CommandError::Kind::forbidden, refuse(command_forbidden, {}, {{"action", "file.SendForProject"}}), 0, {}}};
    return About{stream_of<ProjectKind>(project_id), "project/" + project_id};
}

Result<std::string, CommandError> Files::kept_bytes(Upload const& upload, bool is_picture) {
    if (!is_picture) return upload.bytes;
    auto drawn = pictures_.redraw(upload.bytes);
    if (drawn) return std::move(*drawn);
    if (drawn.error().kind == PictureError::Kind::unreadable) return Failure{refused(refuse(picture_unreadable))};
    return Failure{busy("pictures: " + drawn.error().detail)};
}

Result<Uploaded, CommandError> Files::upload(Viewer const& viewer, Upload const& upload) {
    if (viewer.account.empty()) return Failure{absent()};
    auto const* const type = sent_type(upload.media_type);
    if (type == nullptr)
        return Failure{
            refused(refuse(file_type_unknown, {},
                           {{"type", upload.media_type.substr(0, 80)},
                            {"known", "image/jpeg, image/png, image/webp, application/pdf, .xlsx, .docx"}}))};
    if (upload.bytes.size() > type->bytes_max)
        return Failure{refused(refuse(file_too_large, {}, {{"limit", std::to_string(type->bytes_max)}}))};
    if (!is_of_type(upload.bytes, *type))
        return Failure{refused(refuse(file_not_its_type, {}, {{"type", std::string(type->media_type)}}))};
    auto const whose = about(viewer, upload);
    if (!whose) return Failure{whose.error()};

    // The id follows from the key, so that a sender who heard no answer may send again.
    FileId const id{stores_.vault.fingerprint("file\n" + viewer.account.text + "\n" + upload.idempotency_key)};
    auto const request = stores_.vault.fingerprint("file\n" + whose->text + "\n" + upload.media_type + "\n" +
                                                   codec::hex(codec::sha256(upload.bytes)));
    auto const answer = [&]() -> Result<std::optional<Uploaded>, CommandError> {
        std::string commitment;
        auto kept = open(viewer.city, id, &commitment);
        if (!kept) return Failure{failed(std::move(kept).error())};
        if (!*kept) return std::optional<Uploaded>();
        if ((*kept)->request != request) return Failure{failed({StoreError::Kind::key_reused, {}})};
        return std::optional(
            Uploaded{id, static_cast<std::int64_t>((*kept)->bytes.size()), (*kept)->type, std::move(commitment)});
    };
    auto before = answer();
    if (!before) return Failure{std::move(before).error()};
    if (*before) return std::move(**before);

    auto waiting = uploads_.count_of(viewer.city, viewer.account);
    if (!waiting) return Failure{failed(std::move(waiting).error())};
    if (*waiting >= waiting_max)
        return Failure{refused(refuse(too_many_waiting, {}, {{"limit", std::to_string(waiting_max)}}))};
    auto bytes = kept_bytes(upload, type->kept == FileType::jpeg);
    if (!bytes) return Failure{std::move(bytes).error()};
    auto secrets = stores_.vault.secrets(viewer.city, {whose->subject});
    if (!secrets) return Failure{failed(std::move(secrets).error())};
    auto const now = stores_.now();
    if (auto noted = uploads_.note({viewer.city, id, viewer.account, Instant{now.unix_ms + removed_after_ms}}); !noted)
        return Failure{failed(std::move(noted).error())};
    OpenFile const file{viewer.account, now, type->kept, request, std::move(*bytes)};
    auto const& secret = secrets->at(whose->subject);
    auto put =
        blobs_.put(viewer.city, id, seal_file(secret, viewer.city, id, whose->subject, file, stores_.randomness));
    if (!put && put.error().kind == StoreError::Kind::conflict) {  // the same was sent twice at once
        auto first = answer();
        if (!first) return Failure{std::move(first).error()};
        if (*first) return std::move(**first);
    }
    if (!put) return Failure{failed(std::move(put).error())};
    return Uploaded{id, static_cast<std::int64_t>(file.bytes.size()), file.type,
                    file_commitment(secret, id, file.bytes)};
}

// Nothing for what is not there and for what nobody can open any more.
Result<std::optional<OpenFile>, StoreError> Files::open(std::string const& city, FileId const& id,
                                                        std::string* commitment) {
    auto sealed = blobs_.get(city, id);
    if (!sealed) return Failure{std::move(sealed).error()};
    std::optional<OpenFile> none;
    if (!*sealed) return none;
    auto const subject = subject_of_sealed(**sealed);
    if (!subject) return Failure{StoreError{StoreError::Kind::corrupt, "file " + id.text + " is no sealed file"}};
    auto secrets = stores_.vault.secrets(city, {*subject});
    if (!secrets && secrets.error().kind == StoreError::Kind::conflict) return none;  // erased, or withheld
    if (!secrets) return Failure{std::move(secrets).error()};
    auto file = open_file(secrets->at(*subject), city, id, **sealed);
    if (!file) return Failure{StoreError{StoreError::Kind::corrupt, "file " + id.text + " does not open"}};
    if (commitment != nullptr) *commitment = file_commitment(secrets->at(*subject), id, file->bytes);
    return file;
}

Result<OpenFile, CommandError> Files::read(Viewer const& viewer, std::string const& id) {
    if (viewer.account.empty()) return Failure{absent()};
    auto file = open(viewer.city, FileId{id}, nullptr);
    if (!file) return Failure{failed(std::move(file).error())};
    if (!*file || (*file)->account != viewer.account) return Failure{absent()};
    return std::move(**file);
}

Result<std::size_t, StoreError> Files::remove_orphans() {
    auto overdue = uploads_.overdue(stores_.now(), orphans_at_once);
    if (!overdue) return Failure{std::move(overdue).error()};
    std::size_t removed = 0;
    for (auto const& upload : *overdue) {
        auto attached = stores_.views.get(upload.city, "file", upload.file.text);
        if (!attached) return Failure{std::move(attached).error()};
        if (!*attached) {
            if (auto gone = blobs_.remove(upload.city, upload.file); !gone) return Failure{std::move(gone).error()};
            ++removed;
        }
        if (auto done = uploads_.forget(upload.city, upload.file); !done) return Failure{std::move(done).error()};
    }
    return removed;
}

}  // namespace jiati::app
