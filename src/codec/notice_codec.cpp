#include "codec/descriptions/notice.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::notice::Event>;
template struct CommandCodec<project::notice::Command>;

}  // namespace jiati::codec
