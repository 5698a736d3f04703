#include "codec/descriptions/approval.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::approval::Event>;
template struct CommandCodec<project::approval::Command>;

}  // namespace jiati::codec
