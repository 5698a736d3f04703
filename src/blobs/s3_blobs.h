// Attachments in an S3-compatible store: objects city/xx/id in one bucket, requests signed by AWS Signature Version 4,
// the bucket in the path. An object is never overwritten where the store knows If-None-Match, which Amazon's, MinIO's
// and Ceph's do; elsewhere two that put different bytes under one random id in the same moment would not be told.
#pragma once

#include "app/ports/blobs.h"

#include <memory>
#include <string>

namespace jiati::blobs {

struct S3Place {
    std::string endpoint;  // "https://s3.example.org", without a slash at its end
    std::string bucket;
    std::string region = "us-east-1";
};

// "s3://BUCKET?endpoint=URL[&region=NAME]"; the failure says what is wrong. Beyond loopback an endpoint must be https.
[[nodiscard]] Result<S3Place, std::string> read_s3_place(std::string const& url);

struct S3Credentials {
    std::string access_key;
    std::string secret_key;
};

// Never from a command line, which every user of the machine can read: from the file that JIATI_S3_CREDENTIALS_FILE
// names (two lines, access key and secret key; its owner's alone), else from AWS_ACCESS_KEY_ID and
// AWS_SECRET_ACCESS_KEY.
[[nodiscard]] Result<S3Credentials, std::string> read_s3_credentials();

class S3Blobs final : public app::Blobs {
  public:
    S3Blobs(S3Place place, S3Credentials credentials);
    ~S3Blobs() override;

    // City and id as in DirectoryBlobs. Safe to call from many threads; each waits for the store, at most two minutes.
    Result<Done, app::StoreError> put(std::string const& city, FileId const& id, std::string_view bytes) override;
    Result<std::optional<std::string>, app::StoreError> get(std::string const& city, FileId const& id) override;
    Result<Done, app::StoreError> remove(std::string const& city, FileId const& id) override;

  private:
    class Client;
    std::unique_ptr<Client> client_;
};

}  // namespace jiati::blobs
