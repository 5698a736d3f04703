#include "codec/descriptions/survey.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::survey::Event>;
template struct CommandCodec<project::survey::Command>;

}  // namespace jiati::codec
